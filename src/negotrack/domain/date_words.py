"""Turn what people type for a date into EDTF text, guessing nothing.

Ranges are found first, by their words and signs; what is left must be one date. A missing part
(mostly the year) is refused, unless the other end of the range says it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from negotrack.domain.edtf_text import ACCEPTED, Point, read_point, refusal
from negotrack.domain.spoken import SEASONS, day_in_words
from negotrack.errors import Misuse

LONGEST: Final = 100
YEARS: Final = "years run from 1000 to 9999"
ONE_DATE: Final = "this end needs one date: a day (2005-05-06), a month (2005-05) or a year (2005)"
ORDERS: Final = ("dmy", "mdy", "ymd")
# What is typed and the EDTF text it means, A and B being dates. The first that fits wins.
PHRASES: Final = (
    *(("[A..B]", "[A..B]"), ("[..B]", "[..B]"), ("[A..]", "[A..]")),
    *(("A/..", "A/.."), ("../B", "../B"), ("A/B", "A/B"), ("A/", "A/"), ("/B", "/B")),
    *(("A..B", "[A..B]"), ("..B", "[..B]"), ("A..", "[A..]")),
    *(("between A and B", "[A..B]"), ("by B", "[..B]"), ("B or earlier", "[..B]")),
    *(("A or later", "[A..]"), ("from A on", "[A..]"), ("from A onwards", "[A..]")),
    *(("after A", "[day after A..]"), ("before B", "[..day before B]"), ("since A", "A/..")),
    *(("until B", "../B"), ("A to an unknown day", "A/"), ("an unknown day to B", "/B")),
    *(("from A to B", "A/B"), ("A to B", "A/B"), ("A - B", "A/B")),
)

_ANY_CASE: Final = re.IGNORECASE | re.ASCII
# Word processors turn a typed hyphen into one of these.
_HYPHENS: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"), "-")
_RELATIVE: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_SIGNS: Final = {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}
_FILLERS: Final = {"st", "nd", "rd", "th", "of", "the"}
# How many words, years and other numbers: without a year only to be told that it is missing.
_WITH_MONTH: Final = {(1, 1, 0), (1, 1, 1), (1, 0, 0), (1, 0, 1), (1, 0, 2)}
# Two days that share nothing: what dateutil reads alike from both was really written.
_DEFAULTS: Final = tuple(map(datetime.fromisoformat, ("2000-01-01", "2001-02-02")))

_QUALIFIED = re.compile(
    r"(?P<perhaps>(?:perhaps|possibly|maybe) )?"
    r"(?P<about>(?:about|around|approximately|circa|ca?\.?) |~ ?)?"
    r"(?P<date>[^?~%]+?) ?(?P<sign>[?~%]?)",
    _ANY_CASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})(?:-(\d\d?)|([-/.])(\d\d?)\3(\d\d?))", _ANY_CASE)
_YEAR_LAST = re.compile(r"(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)", _ANY_CASE)
_SEASON = re.compile(r"(spring|summer|autumn|fall|winter) (\d{4})", _ANY_CASE)
_DECADE = re.compile(r"(?:the )?(\d{3})0s", _ANY_CASE)
_DAYS_OF_MONTH = re.compile(r"([a-z]+)\.? (\d\d?) ?- ?(\d\d?),? (\d{4})", _ANY_CASE)
_OTHER_YEAR = re.compile(r"(?:-|y-?)?\d{4,}(?:-\d\d?){0,2}", _ANY_CASE)
_CLOCK = re.compile(r"\d:\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", _ANY_CASE)


def _pattern(phrase: str) -> re.Pattern[str]:
    words = "[^/]+?" if "/" in phrase else ".+?"  # so that 10/11/2025 is no range
    ends = re.escape(phrase).replace("A", f"(?P<A>{words})").replace("B", f"(?P<B>{words})")
    return re.compile(ends, _ANY_CASE)


_PATTERNS: Final = tuple((_pattern(phrase), kept) for phrase, kept in PHRASES)


def to_edtf(text: str, *, today: date, order: str | None) -> str:
    """Give the EDTF text that a typed date means; raise Misuse if it means none, or several."""
    if len(text) > LONGEST:
        raise refusal(text, f"it has {len(text):,} characters; {ACCEPTED}")
    typed = re.sub("^(?:on|in) ", "", " ".join(text.translate(_HYPHENS).split()), flags=_ANY_CASE)
    if not any(map(str.isalnum, typed)):
        raise refusal(text, f"it names no day; {ACCEPTED}")
    return _Reader(today, order).edtf(_DAYS_OF_MONTH.sub(r"\2-\3 \1 \4", typed))


@dataclass(frozen=True, slots=True)
class _Reader:
    today: date
    order: str | None

    def edtf(self, typed: str) -> str:
        for pattern, kept in _PATTERNS:
            if found := pattern.fullmatch(typed):
                ends = {end: words.strip() for end, words in found.groupdict().items()}
                return self._range(kept, ends.get("A", ""), ends.get("B", ""))
        if point := self._point(typed):
            return str(point)
        first, hyphen, last = typed.partition("-")
        if first and hyphen and last and "-" not in last:
            return self._range("A/B", first, last)
        raise _unread(typed)

    def _range(self, kept: str, first: str, last: str) -> str:
        """Fill the two ends of a range into the EDTF text it is kept as."""
        end = self._end(last) if "B" in kept else None
        start = self._end(_completed(first, last, end) if end else first) if "A" in kept else None
        if start and "day after" in kept:
            return f"[{_days_from(start.bounds()[1], 1, first)}..]"
        if end and "day before" in kept:
            return f"[..{_days_from(end.bounds()[0], -1, last)}]"
        return kept.replace("A", str(start)).replace("B", str(end))

    def _end(self, typed: str) -> Point:
        if point := self._point(typed):
            return point
        raise _unread(typed, ONE_DATE)

    def _point(self, typed: str) -> Point | None:
        """Read one date with its qualifier; None if the text has not the form of one."""
        found = _QUALIFIED.fullmatch(typed)
        if not found or not (text := self._calendar_text(found["date"])):
            return None
        sign = _SIGNS[bool(found["perhaps"]), bool(found["about"])]
        if sign and found["sign"]:
            raise refusal(typed, "it is qualified twice; write about or perhaps once")
        return read_point(f"{text}{sign or found['sign']}")

    def _calendar_text(self, typed: str) -> str | None:
        """Give one date as plain EDTF text, without asking whether the calendar has it."""
        if read_point(typed.upper()):
            return typed.upper()
        if typed.lower() in _RELATIVE:
            return _days_from(self.today, _RELATIVE[typed.lower()], typed)
        if found := _YEAR_FIRST.fullmatch(typed):
            year, month, _, *month_and_day = found.groups()
            return "-".join([year, *(part.zfill(2) for part in (month, *month_and_day) if part)])
        if found := _YEAR_LAST.fullmatch(typed):
            return self._year_last(typed, int(found[1]), int(found[3]), found[4])
        return _season_or_decade(typed) or _month_text(typed, self.today)

    def _year_last(self, typed: str, one: int, two: int, year: str) -> str:
        """Read 10/11/2025: by the order the person has set, or if only one reading exists."""
        if self.order not in (None, *ORDERS):
            raise Misuse(f"The date order '{self.order}' is not known: use dmy, mdy or ymd.")
        if not read_point(year):
            raise refusal(typed, "the year needs four digits, as in 2025-11-10")
        readings: dict[str | None, date] = {}
        for order, month, day in (("dmy", two, one), ("mdy", one, two)):
            with suppress(ValueError):
                readings[order] = date(int(year), month, day)
        days = list(dict.fromkeys(readings.values()))
        if not days:
            raise refusal(typed, f"the calendar has no such day; {ACCEPTED}")
        if self.order not in readings and len(days) > 1:
            spoken, written = (" or ".join(map(form, days)) for form in (day_in_words, str))
            raise refusal(typed, f"it could be {spoken}: write {written}")
        return str(readings.get(self.order, days[0]))


def _season_or_decade(typed: str) -> str | None:
    if found := _SEASON.fullmatch(typed):
        season = found[1].lower().replace("fall", "autumn")
        return f"{found[2]}-{SEASONS.index(season) + 21}"
    return f"{found[1]}X" if (found := _DECADE.fullmatch(typed)) else None


def _month_text(typed: str, today: date) -> str | None:
    """Read a month in English words, a year and perhaps a day, in any order."""
    if not re.fullmatch(r"[a-z0-9 ,.-]+", typed, _ANY_CASE):
        return None
    parts = [part for part in re.findall("[0-9]+|[a-z]+", typed.lower()) if part not in _FILLERS]
    words = [part for part in parts if part.isalpha()]
    years = [part for part in parts if read_point(part)]
    days = [part.zfill(2) for part in parts if part not in words + years]
    if (len(words), len(years), len(days)) not in _WITH_MONTH:
        return None
    from dateutil import parser

    if parser.parserinfo().month(words[0]) is None:
        return None
    one, other = (parser.parse(" ".join(words + years), default=day) for day in _DEFAULTS)
    if one.year != other.year:
        raise refusal(typed, f"which year? Write it in four digits, such as {today.year}")
    return "-".join([f"{one:%Y-%m}", *days])


def _completed(first: str, last: str, end: Point) -> str:
    """Give the first end of a range what it left to the last: '6 to 15 May 2005'."""
    if not re.search("[a-z]", last, _ANY_CASE) or re.search(r"\d{4}", first):
        return first
    if re.fullmatch(r"\d\d?", first, _ANY_CASE) and end.parts and end.parts.day:
        return f"{end.text[:8]}{first.zfill(2)}"
    return first if first.lower() in _RELATIVE else f"{first} {end.text[:4]}"


def _days_from(day: date, days: int, typed: str) -> str:
    with suppress(OverflowError):
        if read_point(text := str(day + timedelta(days))):
            return text
    raise refusal(typed, YEARS)


def _unread(typed: str, wanted: str = ACCEPTED) -> Misuse:
    if _CLOCK.search(typed):
        return refusal(typed, "the record keeps days: leave out the weekday and the time")
    return refusal(typed, f"{YEARS}; {wanted}" if _OTHER_YEAR.fullmatch(typed) else wanted)
