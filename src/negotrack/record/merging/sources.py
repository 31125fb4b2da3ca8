"""Sources in a merge: each comes with what cites it, and goes only when nothing does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from negotrack.record.merging.lacking import Place
from negotrack.record.merging.present import present_rows
from negotrack.store.journal import Recording
from negotrack.store.reader import Reader
from negotrack.store.rows import TABLES, Columns

_CITING: Final = tuple(name for name, each in TABLES.items() if "source" in each.model_fields)


def still_cited(action: Recording, source: str) -> bool:
    """Say whether any statement here rests on a source."""
    return any(
        action.rows(f"SELECT source FROM {name} WHERE source = :source LIMIT 1", source=source)
        for name in _CITING
    )


def sources_to_come(
    action: Recording, theirs: Reader, wanted: Mapping[Place, Columns | None]
) -> dict[Place, Columns | None]:
    """Give the sources that rows to come cite and this store does not have, or has let go of."""
    citing = {row["source"] for row in wanted.values() if row is not None and "source" in row}
    coming = {("source", code) for code in citing if wanted.get(("source", code)) is None}
    missing = sorted(coming - present_rows(action, coming).keys())
    return {**present_rows(theirs, missing)}
