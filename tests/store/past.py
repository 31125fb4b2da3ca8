"""Look into a store's past: all rows of the record as they were known at an instant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from negotrack.domain.instants import Instant
from negotrack.store.reader import FileReader
from negotrack.store.then import then_reader
from tests.store.reading import TABLES, Rows, rows

# The day on which tests ask about the past.
TODAY = date(2030, 1, 1)
Record = dict[str, Rows]


def at(recorded_at: str) -> Instant:
    """Give the instant of an entry."""
    return Instant(recorded_at, TODAY)


def newest(path: Path) -> str:
    """Give the time of the newest entry."""
    return str(rows(path, "SELECT max(recorded_at) AS at FROM entry")[0]["at"])


def known(reader: FileReader) -> Record:
    """Give everything that a reader tells, as `tables` does of a file."""
    return {
        name: sorted(
            (dict(row) for row in reader.rows(f"SELECT * FROM {name}")),  # type: ignore[call-overload]
            key=lambda row: repr(sorted(row.items())),
        )
        for name in TABLES
    }


def known_on(path: Path, recorded_at: str) -> Record:
    """Give everything that the record held at an instant."""
    reader = then_reader(path, at(recorded_at))
    try:
        return known(reader)
    finally:
        reader.close()
