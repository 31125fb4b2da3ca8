"""What a rule of a negotiation may speak of, and which rule is its default."""

from __future__ import annotations

from datetime import date

from negotrack.domain.rules import (
    Body,
    Known,
    Reached,
    Seat,
    parse_rule,
    refuse_impossible,
)
from negotrack.domain.texts import line
from negotrack.domain.verdict import Verdict
from negotrack.domain.vocabulary import ROLES_WITHOUT_A_SAY
from negotrack.store.journal import Recording
from negotrack.store.lookup import groups
from negotrack.store.tables import Rule


def sound_expression(action: Recording, negotiation: str, text: str) -> str:
    """Check the expression of a rule, and give it trimmed.

    Raise BadRule when the rule cannot be read or can never be met, UnknownInRule when it names
    a group, participant or milestone that is not there; both point at the spot.
    """
    expression = line(text, "rule")
    body = _body(action, negotiation)
    rule = parse_rule(expression, _known_to(body))
    # Before anybody takes part nothing can be counted, and every number would be refused.
    if body.seats:
        refuse_impossible(rule, body)
    return expression


def known_in(action: Recording, negotiation: str) -> Known:
    """Give what the rules of a negotiation may name."""
    return _known_to(_body(action, negotiation))


def default_rule(action: Recording, negotiation: str) -> Rule | None:
    """Give the default rule of a negotiation, or None."""
    default = action.rows(
        "SELECT name FROM rule WHERE negotiation = :negotiation AND is_default = 1",
        negotiation=negotiation,
    )
    return action.get(Rule, negotiation, default[0]["name"]) if default else None


def _known_to(body: Body) -> Known:
    partners = tuple(seat.partner for seat in body.seats)
    return Known(tuple(body.groups), partners, tuple(body.milestones))


def _body(action: Recording, negotiation: str) -> Body:
    """Give the participants, groups and milestones that a rule of a negotiation may speak of."""
    seats = action.rows(
        "SELECT partner, votes, may_block, role FROM participant WHERE negotiation = :negotiation",
        negotiation=negotiation,
    )
    milestones = action.rows(
        "SELECT code FROM milestone WHERE negotiation = :negotiation", negotiation=negotiation
    )
    return Body(
        seats=tuple(
            Seat(row["partner"], row["votes"], bool(row["may_block"]))
            for row in seats
            if row["role"] not in ROLES_WITHOUT_A_SAY
        ),
        day=date.today(),
        groups=groups(action),
        milestones={row["code"]: Reached(Verdict.NO) for row in milestones},
    )
