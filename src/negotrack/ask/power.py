"""How much is each participant's vote worth under a rule?"""

from __future__ import annotations

from dataclasses import dataclass

from negotrack.ask.blockers import Question, world
from negotrack.ask.negotiations import Negotiation
from negotrack.ask.rules import NamedRule, body_of, chosen_rule, read_rule
from negotrack.ask.standings import Member
from negotrack.domain.rules.power import Power
from negotrack.domain.rules.power import power as banzhaf
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class PowerTable:
    """Everybody's Banzhaf index under a rule, with where each stands on the day."""

    negotiation: Negotiation
    question: Question
    rule: NamedRule
    power: Power
    members: dict[str, Member]


def power(reader: Reader, negotiation: Negotiation, question: Question) -> PowerTable:
    """Give everybody's Banzhaf index under a rule of the negotiation."""
    everybody = world(reader, negotiation, question)
    about = question.about(negotiation)
    rule = chosen_rule(reader, negotiation.code, question.rule)
    body = body_of(reader, about, everybody, question.day)
    found = banzhaf(read_rule(rule, body), body)
    return PowerTable(about, question, rule, found, {m.partner: m for m in everybody})
