"""What machines read of rules: a line per rule, the path over time, the power of votes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from negotrack.ask.blockers import Question
from negotrack.ask.negotiations import Negotiation
from negotrack.ask.rules import NamedRule
from negotrack.domain.rules import Judgement
from negotrack.errors import NegotrackError
from negotrack.render.documents import Document, envelope

if TYPE_CHECKING:
    from negotrack.ask.path import Path
    from negotrack.ask.power import PowerTable


def rules_document(
    negotiation: Negotiation,
    question: Question,
    judged: Sequence[tuple[NamedRule, Judgement | NegotrackError]],
) -> Document:
    """Give an item per rule of the negotiation, the default one first."""
    items = [
        {
            "rule": rule.name,
            "expression": rule.expression,
            "met": None if isinstance(found, NegotrackError) else found.met.word,
            "indispensable": []
            if isinstance(found, NegotrackError)
            else sorted(found.indispensable),
            "more_needed": None if isinstance(found, NegotrackError) else found.more_needed,
            "sentence": str(found) if isinstance(found, NegotrackError) else found.sentence,
            "note": rule.note,
        }
        for rule, found in judged
    ]
    return envelope("rules", question.day, negotiation.code, items, **_asked(negotiation, question))


def path_document(found: Path) -> Document:
    """Give an item per day on which the answer changed, oldest first."""
    items = [
        {
            "day": step.day.isoformat(),
            "met": step.met.word,
            "closed_certain": step.closed[0],
            "closed_at_most": step.closed[1],
            "left": step.left,
            "closed": list(step.now_closed),
            "perhaps_closed": list(step.perhaps_closed),
            "reopened": list(step.reopened),
            "dates": [f"{partner}={when.edtf}" for partner, when in step.dates.items()],
        }
        for step in found.steps
    ]
    about = found.negotiation
    return envelope(
        "path",
        found.question.day,
        about.code,
        items,
        rule={"name": found.rule.name, "expression": found.rule.expression},
        **_asked(about, found.question),
    )


def power_document(found: PowerTable) -> Document:
    """Give an item per participant, the heaviest first."""
    items = [
        {
            "partner": weight.partner,
            "name": found.members[weight.partner].name,
            "votes": found.members[weight.partner].votes,
            "index": None if weight.index is None else round(weight.index, 6),
            "decisive": None if weight.decisive is None else round(weight.decisive, 6),
            "veto": weight.veto,
            "closed": found.members[weight.partner].closed.word,
        }
        for weight in found.power.weights
    ]
    return envelope(
        "power",
        found.question.day,
        found.negotiation.code,
        items,
        rule={"name": found.rule.name, "expression": found.rule.expression},
        samples=found.power.samples,
        error=round(found.power.error, 6),
        conditions_taken_as_met=found.power.conditions,
        **_asked(found.negotiation, found.question),
    )


def _asked(negotiation: Negotiation, question: Question) -> Document:
    return {
        "counting": negotiation.closed_from,
        "what_if": [str(each) for each in question.suppositions],
    }
