"""Whom does a rule still wait for, and why?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from negotrack.ask.negotiations import Negotiation
from negotrack.ask.rounds import Round, last_round, next_round
from negotrack.ask.rules import NamedRule, body_of, chosen_rule, read_rule, rules
from negotrack.ask.standings import Member, chapter_standings, count_closed, members, seated
from negotrack.ask.suppositions import Supposition, supposed
from negotrack.domain.rules import Body, Judgement, judge
from negotrack.domain.verdict import Verdict
from negotrack.errors import NegotrackError
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a negotiation: the day, the rule, and the world to judge.

    `counting` takes another rung for closed than the negotiation does; `suppositions` are
    statements of a world that is not recorded.
    """

    day: date
    rule: str | None = None
    counting: str | None = None
    suppositions: tuple[Supposition, ...] = ()

    def about(self, negotiation: Negotiation) -> Negotiation:
        """Give the negotiation as the question takes it."""
        return replace(negotiation, closed_from=self.counting or negotiation.closed_from)


@dataclass(frozen=True, slots=True)
class Blocker:
    """An outstanding participant: why it is waited for, and when one last and next meets it."""

    member: Member
    indispensable: bool
    reason: str
    chapters: tuple[str, ...]
    last: Round | None
    next: Round | None


@dataclass(frozen=True, slots=True)
class Blockers:
    """The answer: the rule, its judgement, and the blockers, the indispensable ones first."""

    negotiation: Negotiation
    question: Question
    rule: NamedRule
    judgement: Judgement
    total: int
    closed: tuple[int, int]
    blockers: tuple[Blocker, ...]

    @property
    def day(self) -> date:
        """Give the day asked about."""
        return self.question.day


def blockers(reader: Reader, negotiation: Negotiation, question: Question) -> Blockers:
    """Say whom a rule of the negotiation still waits for."""
    about, everybody = question.about(negotiation), world(reader, negotiation, question)
    rule = chosen_rule(reader, negotiation.code, question.rule)
    body = body_of(reader, about, everybody, question.day)
    judgement = judge(read_rule(rule, body), body)
    open_chapters = _open_chapters(reader, about, question.day)
    waited_for = set(judgement.outstanding)
    found = [
        Blocker(
            member=member,
            indispensable=member.partner in judgement.indispensable,
            reason=reason(member),
            chapters=open_chapters.get(member.partner, ()),
            last=last_round(reader, negotiation.code, question.day, member.partner),
            next=next_round(reader, negotiation.code, question.day, member.partner),
        )
        for member in everybody
        if member.partner in waited_for
    ]
    return Blockers(
        negotiation=about,
        question=question,
        rule=rule,
        judgement=judgement,
        total=len(seated(everybody)),
        closed=count_closed(everybody),
        blockers=tuple(sorted(found, key=lambda b: (not b.indispensable, b.member.partner))),
    )


def world(reader: Reader, negotiation: Negotiation, question: Question) -> list[Member]:
    """Give the participants as the question supposes them."""
    extra = supposed(reader, negotiation, question.suppositions)
    return members(reader, question.about(negotiation), question.day, supposed=extra)


def by_every_rule(
    reader: Reader, negotiation: Negotiation, question: Question
) -> list[tuple[NamedRule, Judgement | NegotrackError]]:
    """Judge the negotiation by each of its rules, the default one first.

    A rule that no longer reads gives the problem instead, and does not hide the others.
    """
    everybody = world(reader, negotiation, question)
    body = body_of(reader, question.about(negotiation), everybody, question.day)
    named = rules(reader, negotiation.code) or [chosen_rule(reader, negotiation.code, None)]
    return [(rule, _judged(rule, body)) for rule in named]


def _judged(rule: NamedRule, body: Body) -> Judgement | NegotrackError:
    try:
        return judge(read_rule(rule, body), body)
    except NegotrackError as problem:
        return problem


def reason(member: Member) -> str:
    """Say in a few words why a participant is still waited for."""
    status, when, perhaps = member.standing.stated
    if perhaps:
        return f"perhaps {status} ({when}), not for certain"
    return f"{status}, {when}" if status else "nothing recorded yet"


def _open_chapters(
    reader: Reader, negotiation: Negotiation, day: date
) -> dict[str, tuple[str, ...]]:
    outstanding: dict[str, tuple[str, ...]] = {}
    for found in chapter_standings(reader, negotiation, day):
        if found.standing.closed is not Verdict.YES and found.standing.status:
            outstanding[found.partner] = (*outstanding.get(found.partner, ()), found.chapter)
    return outstanding
