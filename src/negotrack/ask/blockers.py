"""Whom does a rule still wait for, and why?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotrack.ask.negotiations import Negotiation
from negotrack.ask.rounds import Round, last_round, next_round
from negotrack.ask.standings import Member, chapter_standings, members
from negotrack.domain.names import find
from negotrack.domain.rules import Body, Judgement, Seat, judge, parse_rule
from negotrack.domain.verdict import Verdict
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule of a negotiation; without a recorded one, everybody is waited for."""

    name: str
    expression: str
    note: str | None = None


UNRECORDED = NamedRule("none recorded", "all")


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
    day: date
    rule: NamedRule
    judgement: Judgement
    total: int
    closed: tuple[int, int]
    blockers: tuple[Blocker, ...]


def rules(reader: Reader, negotiation: str) -> list[NamedRule]:
    """Give the rules of a negotiation, the default one first."""
    rows = reader.rows(
        "SELECT name, expression, note FROM rule WHERE negotiation = :negotiation"
        " ORDER BY is_default DESC, name",
        negotiation=negotiation,
    )
    return [NamedRule(row["name"], row["expression"], row["note"]) for row in rows]


def chosen_rule(reader: Reader, negotiation: str, name: str | None) -> NamedRule:
    """Give the rule of that name, or the default one; raise NotFound with the nearest names."""
    known = rules(reader, negotiation)
    if name is None:
        return known[0] if known else UNRECORDED
    by_name = {rule.name: rule for rule in known}
    no_other_names: dict[str, list[str]] = {each: [] for each in by_name}
    listed = f"negotrack -n {negotiation} report"
    return by_name[find(name, no_other_names, f"rule of {negotiation}", listed)]


def groups(reader: Reader) -> dict[str, frozenset[str]]:
    """Give every group with its partners."""
    found: dict[str, set[str]] = {}
    for row in reader.rows(
        "SELECT g.code, m.partner FROM partner_group g"
        " LEFT JOIN group_member m ON m.group_code = g.code"
    ):
        found.setdefault(row["code"], set()).add(row["partner"])
    return {code: frozenset(partners) for code, partners in found.items()}


def judgement(reader: Reader, rule: NamedRule, seated: list[Member]) -> Judgement:
    """Judge the participants by a rule."""
    known = groups(reader)
    seats = tuple(Seat(m.partner, m.votes, m.may_block, m.closed) for m in seated)
    return judge(parse_rule(rule.expression, known), Body(seats, known))


def count_closed(seated: list[Member]) -> tuple[int, int]:
    """Count the participants that are closed: for certain, and at most."""
    return (
        sum(member.closed is Verdict.YES for member in seated),
        sum(member.closed is not Verdict.NO for member in seated),
    )


def blockers(
    reader: Reader, negotiation: Negotiation, day: date, rule_name: str | None = None
) -> Blockers:
    """Say whom a rule of the negotiation still waits for on a day."""
    rule = chosen_rule(reader, negotiation.code, rule_name)
    seated = members(reader, negotiation, day)
    verdict = judgement(reader, rule, seated)
    open_chapters = _open_chapters(reader, negotiation, day)
    found = [
        Blocker(
            member=member,
            indispensable=member.partner in verdict.indispensable,
            reason=reason(member),
            chapters=open_chapters.get(member.partner, ()),
            last=last_round(reader, negotiation.code, day, member.partner),
            next=next_round(reader, negotiation.code, day, member.partner),
        )
        for member in seated
        if member.partner in verdict.outstanding
    ]
    return Blockers(
        negotiation=negotiation,
        day=day,
        rule=rule,
        judgement=verdict,
        total=len(seated),
        closed=count_closed(seated),
        blockers=tuple(sorted(found, key=lambda b: (not b.indispensable, b.member.partner))),
    )


def reason(member: Member) -> str:
    """Say in a few words why a participant is still waited for."""
    stands = member.standing
    if stands.perhaps and stands.closed is Verdict.POSSIBLY:
        return f"perhaps {stands.perhaps.status} ({stands.perhaps.when}), not for certain"
    return f"{stands.status}, {stands.since}" if stands.status else "nothing recorded yet"


def _open_chapters(
    reader: Reader, negotiation: Negotiation, day: date
) -> dict[str, tuple[str, ...]]:
    outstanding: dict[str, tuple[str, ...]] = {}
    for found in chapter_standings(reader, negotiation, day):
        if found.standing.closed is not Verdict.YES and found.standing.status:
            outstanding[found.partner] = (*outstanding.get(found.partner, ()), found.chapter)
    return outstanding
