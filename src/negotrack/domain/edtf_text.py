"""Read the EDTF texts the record keeps (ISO 8601-2, levels 0 and 1, and "one of" ranges).

Years, months, days, their qualifiers, sets and intervals are read here, because the `edtf` library
takes 140 ms to import. It is asked only for seasons, unspecified digits and times of day.
"""

from __future__ import annotations

import re
import warnings
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from negotrack.errors import Misuse

OPEN_PAST: Final = date.min
OPEN_FUTURE: Final = date.max
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ACCEPTED: Final = (
    "write a day (2005-05-06), a month (2005-05), a year (2005) "
    "or a range (2005-05-06..2005-09-15, by 2004-12-15)"
)

_YEAR: Final = "[1-9][0-9]{3}"
_QUALIFIERS: Final = ("?", "~", "%")
_SHOWN: Final = 40
_PLAIN = re.compile(rf"({_YEAR})(?:-(?!2[1-4]\Z)([0-9]{{2}})(?:-([0-9]{{2}}))?)?")
_RARE = re.compile(
    rf"{_YEAR}-2[1-4]"  # a season
    r"|[1-9][0-9]{2}X|[1-9][0-9]XX"  # a decade, a century
    rf"|{_YEAR}-[0-9]{{2}}-XX|{_YEAR}-XX(?:-XX)?"
    rf"|{_YEAR}-[0-9]{{2}}-[0-9]{{2}}T[0-9:]{{8}}(?:Z|[+-][0-9]{{2}}(?::[0-9]{{2}})?)?"
)


class Parts(NamedTuple):
    """The numbers of a plain date, as far as it states them."""

    year: int
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """One date, as precise as it was stated: a plain text and `?`, `~`, `%` or nothing."""

    text: str
    qualifier: str = ""

    @property
    def parts(self) -> Parts | None:
        """Give the year, month and day; None for the rare forms that `edtf` must read."""
        if not (found := _PLAIN.fullmatch(self.text)):
            return None
        year, month, day = found.groups()
        return Parts(int(year), int(month) if month else None, int(day) if day else None)

    def stated(self) -> tuple[date, date]:
        """Give the first and last day of the text without its qualifier; raise Misuse."""
        parts = self.parts
        return _plain_days(self.text, parts) if parts else _library_days(self.text)

    def bounds(self) -> tuple[date, date]:
        """Give the earliest and latest day; raise Misuse.

        A qualifier widens both sides by one unit of the date's own precision (a day, a month, a
        year; a season or decade by its own length), because "about" must never become certain.
        """
        first, last = self.stated()
        if not self.qualifier:
            return first, last
        if not self.parts:
            days = (last - first).days + 1
            return _days_after(first, -days), _days_after(last, days)
        before, after = _days_after(first, -1).isoformat(), _days_after(last, 1).isoformat()
        precision = len(self.text)
        return _unit(before[:precision])[0], _unit(after[:precision])[1]

    def __str__(self) -> str:
        """Write the EDTF text."""
        return self.text + self.qualifier


@dataclass(frozen=True, slots=True)
class Span:
    """A range between two dates, either of which may be missing.

    `one_of` tells a set (one unknown day in it) from an interval (all of it). `absent` is how an
    interval writes a missing end: `..` for open, nothing for unknown.
    """

    first: Point | None
    last: Point | None
    one_of: bool
    absent: str = ".."

    def bounds(self) -> tuple[date, date]:
        """Give the earliest and latest day, open sides included; raise Misuse if reversed."""
        earliest = self.first.bounds()[0] if self.first else OPEN_PAST
        latest = self.last.bounds()[1] if self.last else OPEN_FUTURE
        if self.first and self.last and self.first.stated()[0] > self.last.stated()[1]:
            raise refusal(str(self), "it ends before it begins; put the earlier date first")
        return earliest, latest

    def __str__(self) -> str:
        """Write the EDTF text."""
        if self.one_of:
            return f"[{self.first or ''}..{self.last or ''}]"
        return f"{self.first or self.absent}/{self.last or self.absent}"


def read(text: str) -> Point | Span | None:
    """Take an EDTF text apart, a range of one date becoming that date; None if it is not EDTF."""
    if text.startswith("[") and text.endswith("]"):
        first, dots, last = text[1:-1].partition("..")
        return _span(first or "..", last or "..", one_of=True) if dots else None
    first, slash, last = text.partition("/")
    return _span(first, last, one_of=False) if slash else read_point(text)


def read_point(text: str) -> Point | None:
    """Take one date apart, without asking whether the calendar has it; None if it is not EDTF."""
    plain, qualifier = (text[:-1], text[-1]) if text.endswith(_QUALIFIERS) else (text, "")
    shaped = _PLAIN.fullmatch(plain) or _RARE.fullmatch(plain)
    return Point(plain, qualifier) if shaped else None


def refusal(text: str, reason: str) -> Misuse:
    """Make the error for a date that cannot be taken, its value cut short and made harmless."""
    shown = "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in text[:_SHOWN]
    )
    return Misuse(f"Cannot read the date '{shown}{'...' * (len(text) > _SHOWN)}': {reason}.")


def _span(first: str, last: str, *, one_of: bool) -> Point | Span | None:
    start, end = read_point(first), read_point(last)
    absent = [text for text, point in ((first, start), (last, end)) if point is None]
    if absent not in ([], [""], [".."]):
        return None
    if start == end:
        return start
    return Span(start, end, one_of, absent[0] if absent else "..")


def _plain_days(text: str, parts: Parts) -> tuple[date, date]:
    year, month, day = parts
    if month is not None and not 1 <= month <= len(MONTHS):
        raise refusal(text, f"there is no month {month}; months run from 01 to 12")
    if month and day is not None:
        length = monthrange(year, month)[1]
        if not 1 <= day <= length:
            raise refusal(text, f"{MONTHS[month - 1]} {year} has {length} days")
    return _unit(text)


def _unit(text: str) -> tuple[date, date]:
    """Give the first and last day of a year, month or day that the calendar has."""
    first = date.fromisoformat(text + "0001-01-01"[len(text) :])
    last_month = date.fromisoformat(text[:7] + "0001-12-01"[len(text[:7]) :])
    length = monthrange(last_month.year, last_month.month)[1]
    return first, first if text[8:] else last_month.replace(day=length)


def _days_after(day: date, days: int) -> date:
    """Add days, stopping at the ends of the calendar."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return OPEN_FUTURE if days > 0 else OPEN_PAST


def _library_days(text: str) -> tuple[date, date]:
    """Ask the `edtf` library for the strict bounds of a rare form."""
    with warnings.catch_warnings():
        # Its grammar sets off pyparsing's diagnostics, an error under `python -W error`.
        warnings.simplefilter("ignore")
        from edtf import EDTFParseException, parse_edtf
    try:
        found = parse_edtf(text)
        return date(*found.lower_strict()[:3]), date(*found.upper_strict()[:3])
    # A TypeError or AttributeError is how edtf 5.0.2 answers texts it half understands.
    except (EDTFParseException, TypeError, AttributeError, ValueError) as problem:
        raise refusal(text, f"the calendar has no such date; {ACCEPTED}") from problem
