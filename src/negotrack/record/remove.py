"""Take a fact away with what belongs to it; refuse while anything else rests on it."""

from __future__ import annotations

from typing import Final

from negotrack.errors import NotFound, Refused
from negotrack.record.described import described, listed
from negotrack.record.fact import Fact
from negotrack.record.members import take_away
from negotrack.record.resting import resting_on
from negotrack.record.soundness import refuse_without_raising
from negotrack.record.versions import present
from negotrack.store.journal import Recording

# The most that is listed of what rests on a fact.
_MOST: Final = 20


def remove(action: Recording, read: Fact) -> str:
    """Take a fact away, and say in words what it was.

    Raise MovedOn when it is no longer as it was read, and Refused when something rests on it.
    """
    fact = present(action, read)
    _refuse_what_has_to_stay(action, fact)
    for part in fact.kind.parts:
        for row in fact.parts[part.table]:
            take_away(action, part.table, row)
    take_away(action, fact.kind.table, fact.row)
    if fact.kind.name == "request-change":
        refuse_without_raising(action, fact.row["request"])
    return _in_words(fact)


def _refuse_what_has_to_stay(action: Recording, fact: Fact) -> None:
    if fact.statement:
        raise NotFound(
            f"{fact.statement} is one dated statement of the {fact.title}. "
            f"`negotrack remove milestone-date {fact.statement}` takes it away."
        )
    if fact.kind.name == "rule" and fact.row["is_default"] and _others(action, fact):
        raise Refused(
            f"{fact.name} is the default rule of {fact.negotiation}. Make another one the default "
            "first: negotrack amend rule NAME --default yes. Nothing was written."
        )
    resting = resting_on(action, fact)
    if resting:
        one = len(resting) == 1
        many = f"{'One fact rests' if one else f'{len(resting)} facts rest'} on the {fact.title}"
        refusal = Refused(
            f"{many}. Remove or amend {'it' if one else 'them'} first; nothing was written:"
        )
        refusal.below = listed(resting[:_MOST])
        if len(resting) > _MOST:
            refusal.below += f"\n  and {len(resting) - _MOST} more"
        raise refusal


def _others(action: Recording, rule: Fact) -> bool:
    return bool(
        action.rows(
            "SELECT name FROM rule WHERE negotiation = :negotiation AND name <> :name",
            negotiation=rule.negotiation,
            name=rule.name,
        )
    )


def _in_words(fact: Fact) -> str:
    words = described(fact.kind.table, fact.row)
    parts = [
        f"{count} {_plural(part.called) if count > 1 else part.called}"
        for part in fact.kind.parts
        if (count := len(fact.parts[part.table]))
    ]
    along = f", with {' and '.join(parts)}" if parts else ""
    return f"{fact.title} taken away ({words}){along}"


def _plural(word: str) -> str:
    return f"{word}es" if word.endswith("s") else f"{word}s"
