"""Read dates and statements out of rows; the one place where columns become domain values."""

from __future__ import annotations

from datetime import date
from typing import Final

from negotrack.domain.dates import When
from negotrack.domain.standings import Statement
from negotrack.store.reader import Row

# A plan is known from the day its source may be of; an undated source has always been known.
ANNOUNCED: Final = (
    "EXISTS (SELECT 1 FROM source k WHERE k.code = {}.source AND coalesce(k.earliest, '') <= :day)"
)


def when_of(row: Row, column: str = "date", prefix: str = "") -> When:
    """Give a row's date: the EDTF text in `column`, the days in `[prefix]earliest`, `latest`."""
    return When(
        row[column],
        date.fromisoformat(row[f"{prefix}earliest"]),
        date.fromisoformat(row[f"{prefix}latest"]),
    )


def maybe_when_of(row: Row, column: str, prefix: str = "") -> When | None:
    """Give a row's date, or None when the row is undated."""
    return None if row[column] is None else when_of(row, column, prefix)


def statement_of(row: Row) -> Statement:
    """Give the statement that a row of status_change makes."""
    return Statement(row["status"], when_of(row), resets=bool(row["resets"]), source=row["source"])
