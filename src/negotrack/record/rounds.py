"""Tie a statement to the round at which it was made."""

from __future__ import annotations

from negotrack.errors import Refused
from negotrack.store.journal import Recording
from negotrack.store.tables import Round


def refuse_elsewhere(action: Recording, negotiation: str, round_id: str | None) -> None:
    """Raise Refused when a round belongs to another negotiation than what is said of it."""
    held = action.get(Round, round_id) if round_id else None
    if held is not None and held.negotiation != negotiation:
        raise Refused(
            f"The round {held.id} belongs to {held.negotiation}, not to {negotiation}. "
            f"Say -n {held.negotiation}, or name another round; nothing was written."
        )
