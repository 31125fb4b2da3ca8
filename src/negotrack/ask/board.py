"""How does a negotiation stand: the board that is read at a glance?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from negotrack.ask.chapters import ChapterState, chapters
from negotrack.ask.milestones import Milestone, current_stage, milestones
from negotrack.ask.negotiations import Negotiation, negotiations
from negotrack.ask.rounds import Round, last_round, next_round
from negotrack.ask.rules import NamedRule, body_of, chosen_rule, read_rule
from negotrack.ask.standings import Member, count_closed, members, seated
from negotrack.domain.dates import OPEN_PAST, When
from negotrack.domain.rules import Judgement, judge
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Board:
    """One negotiation on one day: everything that its board shows."""

    negotiation: Negotiation
    day: date
    members: tuple[Member, ...]
    closed: tuple[int, int]
    rule: NamedRule
    judgement: Judgement
    stage: Milestone | None
    stages: int
    milestones: tuple[Milestone, ...]
    chapters: tuple[ChapterState, ...]
    last: Round | None
    next: Round | None
    last_event: When | None

    @property
    def total(self) -> int:
        """Count the participants that have a say."""
        return len(seated(self.members))


@dataclass(frozen=True, slots=True)
class Glance:
    """One line about a negotiation that is not the one in use."""

    negotiation: Negotiation
    total: int
    closed: tuple[int, int]
    last: Round | None
    next: Round | None


def board(reader: Reader, negotiation: Negotiation, day: date) -> Board:
    """Give the board of a negotiation on a day."""
    everybody = members(reader, negotiation, day)
    rule = chosen_rule(reader, negotiation.code, None)
    body = body_of(reader, negotiation, everybody, day)
    steps = milestones(reader, negotiation.code, day)
    last = last_round(reader, negotiation.code, day)
    return Board(
        negotiation=negotiation,
        day=day,
        members=tuple(everybody),
        closed=count_closed(everybody),
        rule=rule,
        judgement=judge(read_rule(rule, body), body),
        stage=current_stage(steps),
        stages=sum(step.stage is not None for step in steps),
        milestones=tuple(steps),
        chapters=tuple(chapters(reader, negotiation, day)),
        last=last,
        next=next_round(reader, negotiation.code, day),
        last_event=last_event(everybody, last, steps),
    )


def glances(reader: Reader, but: str, day: date) -> list[Glance]:
    """Give one line for each other negotiation."""
    return [_glance(reader, other, day) for other in negotiations(reader) if other.code != but]


def all_glances(reader: Reader, day: date, partner: str | None = None) -> list[Glance]:
    """Give one line for each negotiation, or for each that a partner takes part in."""
    seats = reader.rows("SELECT negotiation, partner FROM participant")
    joined = {row["negotiation"] for row in seats if row["partner"] == partner}
    return [
        _glance(reader, each, day)
        for each in negotiations(reader)
        if partner is None or each.code in joined or each.applicant == partner
    ]


def _glance(reader: Reader, about: Negotiation, day: date) -> Glance:
    everybody = members(reader, about, day)
    return Glance(
        negotiation=about,
        total=len(seated(everybody)),
        closed=count_closed(everybody),
        last=last_round(reader, about.code, day),
        next=next_round(reader, about.code, day),
    )


def last_event(
    everybody: Sequence[Member], last: Round | None, steps: Sequence[Milestone]
) -> When | None:
    """Give the date of the last thing that has begun, by the day it began at the earliest.

    By the latest day, "some day until May" would count for more than "in April".
    """
    dates = [member.standing.since for member in everybody if member.standing.since]
    begun = (member.standing.perhaps.when for member in everybody if member.standing.perhaps)
    dates += [when for when in begun if when.earliest > OPEN_PAST]
    dates += [last.when] if last else []
    dates += [stated.when for step in steps for stated in step.dates if stated.state == "reached"]
    return max(dates, key=lambda when: when.earliest, default=None)
