"""Add a rule by which a negotiation is, or is said to be, decided."""

from __future__ import annotations

from dataclasses import dataclass

from negotrack.domain.rules import parse_rule
from negotrack.domain.texts import line, optional
from negotrack.record.taken import refuse_taken, typed_code
from negotrack.store.journal import Recording
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

    Raise Misuse when the rule cannot be read, NotFound when it names an unknown group.
    """
    refuse_taken(action, Rule, draft.negotiation, typed_code(draft.name, "rule"), what="rule")
    groups = [row["code"] for row in action.rows("SELECT code FROM partner_group")]
    expression = line(draft.expression, "rule")
    parse_rule(expression, groups)
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
