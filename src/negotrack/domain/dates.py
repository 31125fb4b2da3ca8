"""Keep a date as it was stated, beside the days it can mean.

`When` holds the EDTF text of a date that is often known only to a month or "by" a day, and the
earliest and latest day it covers. An open side is `OPEN_PAST` or `OPEN_FUTURE`, the two ends of
the calendar, so that every query compares plain days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotrack.domain.edtf_text import ACCEPTED, OPEN_FUTURE, OPEN_PAST, read, refusal
from negotrack.domain.spoken import short, spoken, spoken_in

__all__ = [
    "OPEN_FUTURE",
    "OPEN_PAST",
    "When",
    "parse_date",
    "short",
    "spoken",
    "spoken_in",
    "when",
]


@dataclass(frozen=True, slots=True)
class When:
    """One date as stated: its EDTF text and the first and last day it can mean.

    Made by `when` or `parse_date`, which keep the three in step. "About" and "perhaps" (`~`, `?`,
    `%`) widen the days by one unit of the text's own precision on each side.
    """

    edtf: str
    earliest: date
    latest: date

    @property
    def exact(self) -> bool:
        """Say whether the date is one plain day."""
        return self.edtf == self.earliest.isoformat() == self.latest.isoformat()

    def certain_by(self, day: date) -> bool:
        """Say whether it has certainly happened as of a day."""
        return self.latest <= day

    def possible_by(self, day: date) -> bool:
        """Say whether it may have happened as of a day."""
        return self.earliest <= day

    def __str__(self) -> str:
        """Say it for people: "by 15 December 2004"."""
        return spoken(self)


def when(edtf: str) -> When:
    """Read the EDTF text of the record or the seed; raise Misuse for anything else."""
    reading = read(edtf)
    if reading is None:
        raise refusal(edtf, f"it is not the EDTF text of a date; {ACCEPTED}")
    return When(str(reading), *reading.bounds())


def parse_date(text: str, *, today: date, order: str | None = None) -> When:
    """Read whatever a person may type for a date; raise Misuse with what would be accepted.

    `today` is the day that "today" means; `order` ("dmy", "mdy", "ymd") settles 10/11/2025.
    """
    typed = text.strip()
    if read(typed) is None:
        # The words need thirty patterns, which plain EDTF text should not wait for.
        from negotrack.domain.date_words import to_edtf

        typed = to_edtf(text, today=today, order=order)
    return when(typed)
