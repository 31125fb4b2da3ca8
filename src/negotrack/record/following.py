"""What follows from an amendment, though nobody has said it: what hangs together moves together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from negotrack.domain.ladder import BESIDE
from negotrack.domain.vocabulary import ROLES_WITHOUT_A_SAY
from negotrack.errors import Refused
from negotrack.record.described import listed
from negotrack.record.fact import Fact
from negotrack.record.resting import rules_naming
from negotrack.record.rules import default_rule
from negotrack.store.journal import Recording

Values = Mapping[str, Any]


def following(action: Recording, fact: Fact, new: Values) -> Values:
    """Give the columns that follow from new ones; other rows that must give way are changed."""
    follow = _FOLLOWING.get(fact.kind.name)
    return follow(action, fact, new) if follow else {}


def _status(_action: Recording, fact: Fact, new: Values) -> Values:
    """A word beside the ladder takes back what was reached; a rung does if it was said to."""
    status = new.get("status")
    if status is None:
        return {}
    former = fact.row["resets"] if fact.row["status"] not in BESIDE else 0
    return {"resets": 1 if status in BESIDE else former}


def _participant(action: Recording, fact: Fact, new: Values) -> Values:
    """Whoever loses or gains a say loses or gains its vote, unless that is said as well."""
    had = fact.row["role"] not in ROLES_WITHOUT_A_SAY
    has = new.get("role", fact.row["role"]) not in ROLES_WITHOUT_A_SAY
    if had == has:
        return {}
    named = list(rules_naming(action, fact)) if had else []
    if named:
        refusal = Refused(
            f"Without a say {fact.name} could not be named in a rule, and is. "
            "Amend the rule first; nothing was written:"
        )
        refusal.below = listed(named)
        raise refusal
    return {column: int(has) for column in ("votes", "may_block") if column not in new}


def _rule(action: Recording, fact: Fact, new: Values) -> Values:
    """One rule is the default: the former one gives way to it, and it does to another one only."""
    wanted = new.get("is_default", fact.row["is_default"])
    if wanted == fact.row["is_default"]:
        return {}
    if not wanted:
        raise Refused(
            f"{fact.name} is the default rule of {fact.negotiation}, and one has to be. "
            "Make another one the default instead: negotrack amend rule NAME --default yes."
        )
    default = default_rule(action, fact.negotiation or "")
    if default is not None:
        action.change(default, is_default=0)
    return {}


_FOLLOWING: Final[Mapping[str, Callable[[Recording, Fact, Values], Values]]] = {
    "status": _status,
    "participant": _participant,
    "rule": _rule,
}
