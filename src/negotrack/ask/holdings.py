"""What does the store hold, and where is it?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from negotrack.store.reader import Reader

COUNTED: Final = (
    "negotiation",
    "partner",
    "participant",
    "round",
    "outcome",
    "status_change",
    "milestone",
    "request",
    "follow_up",
    "note",
    "source",
    "entry",
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """The store's file and the number of rows in each table that people speak of."""

    path: Path
    size: int
    schema: int
    counts: tuple[tuple[str, int], ...]


def holdings(reader: Reader, path: Path) -> Holdings:
    """Measure a store; the size in bytes."""
    (version,) = reader.rows("SELECT user_version AS n FROM pragma_user_version")
    counts = [
        (table, int(reader.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"])) for table in COUNTED
    ]
    return Holdings(path.absolute(), path.stat().st_size, int(version["n"]), tuple(counts))
