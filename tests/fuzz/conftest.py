"""How long the fuzz target looks, and the files that it damages.

`NEGOTRACK_FUZZ` is the number of examples of each property. Without it there are few, and the same
in every run, so that `make test` is quick and steady; `make fuzz` sets it, and looks elsewhere
each time.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

from tests.render.exported import sent

_EXAMPLES: Final = os.environ.get("NEGOTRACK_FUZZ", "")
_FEW: Final = 5

settings.register_profile(
    "fuzz",
    max_examples=int(_EXAMPLES or _FEW),
    derandomize=not _EXAMPLES,
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)
# Taken by each property and not loaded, because the other tests choose for themselves.
fuzzed: Final = settings.get_profile("fuzz")


class GoodFiles(dict[str, bytes]):
    """Files by their names, of which only the names are shown when a property fails."""

    def __repr__(self) -> str:
        return f"files {list(self)}"


@pytest.fixture(scope="session")
def good_files(templates: dict[str, Path]) -> GoodFiles:
    """Give files of seed facts, by name, that can be imported as they are."""
    seeded, kinds = templates["seeded"], ("sources", "rules", "milestones", "rounds", "outcomes")
    files = {f"facts.{form}": sent(seeded, form, *kinds)[0] for form in ("xlsx", "json", "jsonl")}
    sheets = ("statuses", "rounds", "rules")
    return GoodFiles(files | {f"{name}.csv": sent(seeded, "csv", name)[0] for name in sheets})
