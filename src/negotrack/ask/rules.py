"""Which rules does a negotiation have, and over whom are they judged?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from negotrack.ask.milestones import milestones
from negotrack.ask.negotiations import Negotiation
from negotrack.ask.standings import Member
from negotrack.domain.names import find
from negotrack.domain.rules import Body, Known, Reached, Rule, Seat, parse_rule
from negotrack.errors import Misuse
from negotrack.store.lookup import groups
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule of a negotiation, or one that was typed; without any, everybody is waited for."""

    name: str
    expression: str
    note: str | None = None


UNRECORDED = NamedRule("none recorded", "all")
_A_NAME = re.compile(r"[A-Za-z][\w.-]*")
_WORDS_OF_THE_LANGUAGE = ("all", "consensus", "unanimity")


def rules(reader: Reader, negotiation: str) -> list[NamedRule]:
    """Give the rules of a negotiation, the default one first."""
    rows = reader.rows(
        "SELECT name, expression, note FROM rule WHERE negotiation = :negotiation"
        " ORDER BY is_default DESC, name",
        negotiation=negotiation,
    )
    return [NamedRule(row["name"], row["expression"], row["note"]) for row in rows]


def chosen_rule(reader: Reader, negotiation: str, asked: str | None) -> NamedRule:
    """Give the rule of that name, the expression itself, or the default rule.

    Raise NotFound with the nearest names for a word that is neither.
    """
    known = rules(reader, negotiation)
    if asked is None:
        return known[0] if known else UNRECORDED
    by_name = {rule.name: rule for rule in known}
    if asked not in by_name and (
        not _A_NAME.fullmatch(asked.strip()) or asked.strip().lower() in _WORDS_OF_THE_LANGUAGE
    ):
        if not asked.strip():
            raise Misuse("The rule is empty. Say the name of one, or one like '2/3 and all'.")
        return NamedRule("as asked", asked.strip())
    no_other_names: dict[str, list[str]] = {each: [] for each in by_name}
    listed = f"negotrack -n {negotiation} blockers --all-rules"
    return by_name[find(asked, no_other_names, f"rule of {negotiation}", listed)]


def body_of(reader: Reader, negotiation: Negotiation, members: Sequence[Member], day: date) -> Body:
    """Give the body that a negotiation's rules are judged over: the participants with a say."""
    reached = {}
    for step in milestones(reader, negotiation.code, day):
        first = step.first_reached
        reached[step.code] = Reached(step.reached, first.when if first else None)
    return Body(
        seats=tuple(
            Seat(m.partner, m.votes, m.may_block, m.closed, m.standing.objecting)
            for m in members
            if m.has_a_say
        ),
        day=day,
        groups=groups(reader),
        milestones=reached,
        electorate=negotiation.electorate,
        silent_for=negotiation.silent_for,
    )


def read_rule(rule: NamedRule, body: Body) -> Rule:
    """Read a rule against the names that a body knows."""
    partners = tuple(seat.partner for seat in body.seats)
    return parse_rule(rule.expression, Known(tuple(body.groups), partners, tuple(body.milestones)))
