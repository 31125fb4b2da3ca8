"""Dates on their way into the tables and back."""

from __future__ import annotations

from datetime import date

from negotrack.domain.dates import When
from negotrack.store.reader import Row


def days(when: When, column: str = "date", prefix: str = "") -> dict[str, str]:
    """Give the three columns in which a date is kept."""
    return {
        column: when.edtf,
        f"{prefix}earliest": when.earliest.isoformat(),
        f"{prefix}latest": when.latest.isoformat(),
    }


def when_of(row: Row) -> When:
    """Give the date that a row keeps."""
    earliest, latest = date.fromisoformat(row["earliest"]), date.fromisoformat(row["latest"])
    return When(row["date"], earliest, latest)
