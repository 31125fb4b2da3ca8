"""How many rows of which table an action wrote, in words: 2 rounds, 1 follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from negotrack.render.phrases import plural

# Tables whose rows are called otherwise.
_CALLED: Final = {"follow_up": "follow-up", "round_partner": "partner at a round"}
_MANY: Final = {"round_partner": "partners at rounds"}


def rows_in_words(counted: Mapping[str, int]) -> str:
    """Give the counts by table as a list."""
    return ", ".join(
        plural(count, _CALLED.get(table, table.replace("_", " ")), _MANY.get(table))
        for table, count in counted.items()
    )
