"""Which rounds and follow-ups can stand in a calendar, because their day is known?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from negotrack.ask.agenda import FollowUp
from negotrack.ask.export.revisions import UNTOUCHED, Revision, revisions
from negotrack.ask.export.sheets import of_negotiation
from negotrack.ask.rounds import Round, RoundFilter, rounds
from negotrack.ask.rows import maybe_when_of, when_of
from negotrack.ask.sources import Source, sources
from negotrack.domain.dates import OPEN_FUTURE, When
from negotrack.domain.edtf_text import Point, Span, read
from negotrack.store.reader import Reader

# The kinds of fact that a calendar can hold.
KINDS: Final = ("round", "follow-up")
_LENGTH_OF_A_DAY: Final = len("2004-06-15")


@dataclass(frozen=True, slots=True)
class Appointment:
    """A round, or a follow-up on the day it is due, with where it is stated and its revision."""

    kind: str
    about: Round | FollowUp
    negotiation: str
    when: When
    source: Source
    revision: Revision


@dataclass(frozen=True, slots=True)
class Calendar:
    """What can stand in a calendar, in the order of days; `left_out` counts the rest by kind."""

    appointments: tuple[Appointment, ...]
    left_out: Counter[str]


def calendar(reader: Reader, negotiation: str | None, kinds: Iterable[str] = KINDS) -> Calendar:
    """Give the rounds and follow-ups that are known to the day, of a negotiation or of all."""
    known = {source.code: source for source in sources(reader, None, None)}
    touched = revisions(reader)
    left_out: Counter[str] = Counter()
    found = []
    for kind, code, about, when in _dated(reader, negotiation):
        if kind not in kinds:
            continue
        if when is None or not known_to_the_day(when):
            left_out[kind] += 1
            continue
        revision = touched.get((kind, about.id), UNTOUCHED)
        found.append(Appointment(kind, about, code, when, known[about.source], revision))
    found.sort(key=lambda each: (each.when.earliest, each.when.latest, each.kind, each.about.id))
    return Calendar(tuple(found), left_out)


def known_to_the_day(when: When) -> bool:
    """Say whether a date is one day or a run of days, with nothing about it left open."""
    reading = read(when.edtf)
    if isinstance(reading, Point):
        return _is_day(reading)
    if isinstance(reading, Span) and not reading.one_of:
        return _is_day(reading.first) and _is_day(reading.last)
    return False


def _is_day(point: Point | None) -> bool:
    """Say whether a point names one day; an X stands for a digit that is not known."""
    if point is None or point.qualifier or "X" in point.text:
        return False
    return len(point.text) >= _LENGTH_OF_A_DAY


def _dated(
    reader: Reader, negotiation: str | None
) -> Iterator[tuple[str, str, Round | FollowUp, When | None]]:
    for held in rounds(reader, RoundFilter(negotiation=negotiation), OPEN_FUTURE):
        yield "round", held.negotiation, held, held.when
    for row in reader.rows(
        f"SELECT * FROM follow_up WHERE {of_negotiation('follow_up', negotiation)}",
        negotiation=negotiation,
    ):
        agreed = FollowUp(
            id=row["id"],
            partner=row["partner"],
            text=row["text"],
            agreed=when_of(row, "agreed"),
            due=maybe_when_of(row, "due", "due_"),
            done=maybe_when_of(row, "done", "done_"),
            source=row["source"],
        )
        yield "follow-up", row["negotiation"], agreed, agreed.due
