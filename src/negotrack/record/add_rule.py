"""Add a rule by which a negotiation is, or is said to be, decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotrack.domain.rules import (
    Body,
    Known,
    Reached,
    Seat,
    parse_rule,
    refuse_impossible,
)
from negotrack.domain.texts import line, optional
from negotrack.domain.verdict import Verdict
from negotrack.domain.vocabulary import ROLES_WITHOUT_A_SAY
from negotrack.record.taken import refuse_taken, typed_code
from negotrack.store.journal import Recording
from negotrack.store.lookup import groups
from negotrack.store.tables import Rule


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as it is told."""

    negotiation: str
    name: str
    expression: str
    is_default: bool = False
    note: str | None = None


def add_rule(action: Recording, draft: RuleDraft, source: str) -> Rule:
    """Write a rule; the first one of a negotiation is its default.

    Raise BadRule when the rule cannot be read or can never be met, UnknownInRule when it names
    a group, participant or milestone that is not there; both point at the spot.
    """
    refuse_taken(action, Rule, draft.negotiation, typed_code(draft.name, "rule"), what="rule")
    expression = line(draft.expression, "rule")
    body = _body(action, draft.negotiation)
    partners = tuple(seat.partner for seat in body.seats)
    rule = parse_rule(expression, Known(tuple(body.groups), partners, tuple(body.milestones)))
    # Before anybody takes part nothing can be counted, and every number would be refused.
    if body.seats:
        refuse_impossible(rule, body)
    default = action.rows(
        "SELECT name FROM rule WHERE negotiation = :negotiation AND is_default = 1",
        negotiation=draft.negotiation,
    )
    if default and draft.is_default:
        before = action.get(Rule, draft.negotiation, default[0]["name"])
        if before is not None:
            action.change(before, is_default=0)
    added = Rule(
        negotiation=draft.negotiation,
        name=draft.name,
        expression=expression,
        is_default=int(draft.is_default or not default),
        note=optional(draft.note, "note"),
        source=source,
    )
    action.add(added)
    return added


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
