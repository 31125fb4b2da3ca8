"""How did the answer change over time, from the first statement to the day asked about?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from negotrack.ask.blockers import Question
from negotrack.ask.negotiations import Negotiation
from negotrack.ask.rules import NamedRule, body_of, chosen_rule, read_rule
from negotrack.ask.standings import Member, count_closed, members, members_over_time, seated
from negotrack.ask.suppositions import supposed
from negotrack.domain.dates import When
from negotrack.domain.rules import Known, parse_rule, verdict_of
from negotrack.domain.rules.conditions import CONDITIONS
from negotrack.domain.verdict import Verdict
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which the answer changed: who closed, for certain or perhaps, who was left.

    `dates` gives the date of each change as its source states it, a day or an interval.
    """

    day: date
    met: Verdict
    closed: tuple[int, int]
    left: int
    now_closed: tuple[str, ...]
    perhaps_closed: tuple[str, ...]
    reopened: tuple[str, ...]
    dates: Mapping[str, When]


@dataclass(frozen=True, slots=True)
class Path:
    """The steps of a negotiation under a rule, oldest first."""

    negotiation: Negotiation
    question: Question
    rule: NamedRule
    steps: tuple[Step, ...]


def path(reader: Reader, negotiation: Negotiation, question: Question) -> Path:
    """Give every day, up to the one asked about, on which the answer changed."""
    about = question.about(negotiation)
    rule = chosen_rule(reader, negotiation.code, question.rule)
    extra = supposed(reader, negotiation, question.suppositions)
    edges = _edges_of_time(reader, about, rule, question.day)
    steps: list[Step] = []
    before: dict[str, Verdict] = {}
    for day, everybody in members_over_time(reader, about, question.day, extra, edges):
        body = body_of(reader, about, everybody, day)
        met = verdict_of(read_rule(rule, body), body)
        step = _step(day, met, everybody, before)
        changed = step.now_closed or step.perhaps_closed or step.reopened
        if not steps or changed or steps[-1].met is not met:
            steps.append(step)
        before = {member.partner: member.closed for member in everybody}
    return Path(about, question, rule, tuple(steps))


def _edges_of_time(
    reader: Reader, negotiation: Negotiation, rule: NamedRule, day: date
) -> frozenset[date]:
    """Give the days on which a condition of the rule may turn."""
    body = body_of(reader, negotiation, [], day)
    partners = [m.partner for m in members(reader, negotiation, day)]
    known = Known(tuple(body.groups), tuple(partners), tuple(body.milestones))
    return frozenset(
        edge
        for limb in parse_rule(rule.expression, known).terms
        for term in limb
        if isinstance(term, CONDITIONS)
        for edge in term.edges(body)
    )


def _step(day: date, met: Verdict, everybody: list[Member], before: dict[str, Verdict]) -> Step:
    closed = count_closed(everybody)
    moved = [
        (member.partner, before.get(member.partner, Verdict.NO), member.closed)
        for member in seated(everybody)
    ]
    return Step(
        day=day,
        met=met,
        closed=closed,
        left=len(seated(everybody)) - closed[0],
        now_closed=tuple(p for p, was, now in moved if was < now is Verdict.YES),
        perhaps_closed=tuple(p for p, was, now in moved if was < now is Verdict.POSSIBLY),
        reopened=tuple(p for p, was, now in moved if was > now),
        dates={
            member.partner: when
            for member in seated(everybody)
            if before.get(member.partner, Verdict.NO) is not member.closed
            and (when := member.standing.stated[1])
        },
    )
