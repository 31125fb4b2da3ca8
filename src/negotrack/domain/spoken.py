"""Say a date in words: long for people, short for tables, with "on" or "in" for sentences.

What is said here can be typed again: `date_words` reads it back to the same date. Names of months
are our own, so that the language of the machine never changes what is printed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from negotrack.domain.edtf_text import MONTHS, Parts, Point, Span, read

if TYPE_CHECKING:
    from negotrack.domain.dates import When

SEASONS: Final = ("spring", "summer", "autumn", "winter")

_QUALIFIERS: Final = {"": "", "?": "perhaps ", "~": "about ", "%": "perhaps about "}


class _Style(NamedTuple):
    months: tuple[str, ...]
    one_of: str
    interval: str


_LONG = _Style(MONTHS, "between {} and {}", "{} to {}")
_SHORT = _Style(tuple(name[:3] for name in MONTHS), "{}..{}", "{}-{}")


def spoken(when: When) -> str:
    """Say a date for people: "by 15 December 2004", "12-14 November 2025"."""
    return _said(when, _LONG)


def short(when: When) -> str:
    """Say a date for a narrow table: "by 15 Dec 2004", "6 May..15 Sep 2005"."""
    return _said(when, _SHORT)


def spoken_in(when: When) -> str:
    """Say when something was: "on 15 December 2004", "in September 2004", "by ..."."""
    words = spoken(when)
    match read(when.edtf):
        case Point(qualifier="") as point:
            return f"{_preposition(point)} {words}"
        case Span(first=Point(qualifier="") as point, last=None, one_of=True):
            return f"{_preposition(point)} {words}"
        case Span(first=Point(), last=Point(), one_of=False):
            return f"from {words}" if " to " in words else f"on {words}"
        case _:
            return words


def day_in_words(day: date) -> str:
    """Say one plain day: "15 December 2004"."""
    return _plain_words(Parts(day.year, day.month, day.day), _LONG)


def _said(when: When, style: _Style) -> str:
    try:
        return _words(read(when.edtf), style) or when.edtf
    except IndexError:  # month 13: an EDTF text changed by hand in the store is shown as it is
        return when.edtf


def _words(reading: Point | Span | None, style: _Style) -> str | None:
    match reading:
        case Point() as point:
            return _point_words(point, style)
        case Span(first=Point() as first, last=Point() as last, one_of=one_of):
            return _between(first, last, style, one_of=one_of)
        case Span(first=Point() as first) as span:
            words = _point_words(first, style)
            endless = f"since {words}" if span.absent else f"{words} to an unknown day"
            return f"{words} or later" if span.one_of else endless
        case Span(last=Point() as last) as span:
            words = _point_words(last, style)
            endless = f"until {words}" if span.absent else f"an unknown day to {words}"
            return f"by {words}" if span.one_of else endless
        case _:
            return None


def _between(first: Point, last: Point, style: _Style, *, one_of: bool) -> str:
    start, end = _without_repetition(first, last, style), _point_words(last, style)
    if one_of:
        return style.one_of.format(start, end)
    if first.parts and start == str(first.parts.day):
        return f"{start}-{end}"
    return style.interval.format(start, end)


def _without_repetition(first: Point, last: Point, style: _Style) -> str:
    """Say the first end of a range without the month and year that the last end says."""
    words, start, end = _point_words(first, style), first.parts, last.parts
    if first.qualifier or last.qualifier or not start or not end:
        return words
    if start.year != end.year or not start.month or not end.month:
        return words
    if start.month == end.month and start.day and end.day:
        return str(start.day)
    return words.removesuffix(f" {start.year}")


def _point_words(point: Point, style: _Style) -> str:
    parts = point.parts
    words = _plain_words(parts, style) if parts else _rare_words(point.text, style)
    return _QUALIFIERS[point.qualifier] + words


def _plain_words(parts: Parts, style: _Style) -> str:
    year, month, day = parts
    named = f"{style.months[month - 1]} {year}" if month else str(year)
    return f"{day} {named}" if day else named


def _rare_words(text: str, style: _Style) -> str:
    """Say what only the edtf library reads: seasons, unspecified digits, times of day."""
    year, rest = text[:4], text[5:]
    if "T" in text:
        return _plain_words(Parts(*map(int, text[:10].split("-"))), style)
    if year.endswith("XX"):
        return f"the years {year[:2]}00-{year[:2]}99"
    if year.endswith("X"):
        return f"the {year[:3]}0s"
    if "XX" not in rest:
        return f"{SEASONS[int(rest) - 21]} {year}"
    if rest.startswith("XX"):
        return f"{'a month' if rest == 'XX' else 'a day'} in {year}"
    return f"a day in {style.months[int(rest[:2]) - 1]} {year}"


def _preposition(point: Point) -> str:
    return "on" if len(point.text) >= len("2004-06-XX") else "in"
