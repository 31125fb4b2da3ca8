"""Add a rule by which a negotiation is, or is said to be, decided."""

from __future__ import annotations

from dataclasses import dataclass

from negotrack.domain.texts import optional
from negotrack.record.rules import default_rule, sound_expression
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

    Raise BadRule when the rule cannot be read or can never be met, UnknownInRule when it names
    a group, participant or milestone that is not there; both point at the spot.
    """
    refuse_taken(action, Rule, draft.negotiation, typed_code(draft.name, "rule"), what="rule")
    expression = sound_expression(action, draft.negotiation, draft.expression)
    default = default_rule(action, draft.negotiation)
    if default is not None and draft.is_default:
        action.change(default, is_default=0)
    added = Rule(
        negotiation=draft.negotiation,
        name=draft.name,
        expression=expression,
        is_default=int(draft.is_default or default is None),
        note=optional(draft.note, "note"),
        source=source,
    )
    action.add(added)
    return added
