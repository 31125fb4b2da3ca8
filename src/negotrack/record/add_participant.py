"""Give a partner its seat in a negotiation."""

from __future__ import annotations

from dataclasses import dataclass

from negotrack.domain.vocabulary import ROLES_WITHOUT_A_SAY
from negotrack.errors import Misuse
from negotrack.record.taken import refuse_taken
from negotrack.store.journal import Recording
from negotrack.store.tables import Participant


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat as it is told: an observer or aspirant has no votes and cannot block."""

    role: str = "member"
    votes: int | None = None
    may_block: bool | None = None


def add_participant(
    action: Recording, negotiation: str, partner: str, seat: Seat, source: str
) -> Participant:
    """Write a participant; raise Refused when it has its seat already."""
    refuse_taken(action, Participant, negotiation, partner, what="participant")
    has_a_say = seat.role not in ROLES_WITHOUT_A_SAY
    refuse_blocking(seat.role, may_block=bool(seat.may_block))
    votes = int(has_a_say) if seat.votes is None else seat.votes
    added = Participant(
        negotiation=negotiation,
        partner=partner,
        role=seat.role,
        votes=votes,
        may_block=int(has_a_say if seat.may_block is None else seat.may_block),
        source=source,
    )
    action.add(added)
    return added


def refuse_blocking(role: str, *, may_block: bool) -> None:
    """Raise Misuse for somebody without a say who may block."""
    if may_block and role in ROLES_WITHOUT_A_SAY:
        raise Misuse(f"A participant with the role {role} cannot block. Choose one of them.")
