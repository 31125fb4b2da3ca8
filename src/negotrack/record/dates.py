"""Dates on their way into the tables and back."""

from __future__ import annotations

from datetime import date

from negotrack.domain.dates import When, spoken_in
from negotrack.errors import Refused
from negotrack.store.reader import Row
from negotrack.store.tables import Round


def days(when: When, column: str = "date", prefix: str = "") -> dict[str, str]:
    """Give the three columns in which a date is kept."""
    return {
        column: when.edtf,
        f"{prefix}earliest": when.earliest.isoformat(),
        f"{prefix}latest": when.latest.isoformat(),
    }


def when_of(row: Row, column: str = "date", prefix: str = "") -> When:
    """Give the date that a row keeps in three columns."""
    earliest, latest = row[f"{prefix}earliest"], row[f"{prefix}latest"]
    return When(row[column], date.fromisoformat(earliest), date.fromisoformat(latest))


def when_of_columns(held: Round) -> When:
    """Give the date that a round keeps."""
    earliest, latest = date.fromisoformat(held.earliest), date.fromisoformat(held.latest)
    return When(held.date, earliest, latest)


def refuse_ahead(when: When, what: str) -> None:
    """Raise Refused for something said to have happened on a day that is still to come."""
    if when.earliest > date.today():
        raise Refused(f"{what} {spoken_in(when)}, which is still to come. Nothing was written.")


def refuse_before(when: When, start: When, what: str) -> None:
    """Raise Refused for a consequence that comes before what it follows from."""
    if when.latest < start.earliest:
        raise Refused(f"{what} {spoken_in(start)}, after {when}. Nothing was written.")
