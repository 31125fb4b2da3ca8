"""Record what was agreed to do next, and that it was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotrack.domain.dates import When
from negotrack.domain.identity import random_id
from negotrack.domain.texts import optional, prose
from negotrack.errors import Refused
from negotrack.record.dates import days, refuse_ahead, refuse_before
from negotrack.record.rounds import refuse_elsewhere
from negotrack.store.journal import Recording
from negotrack.store.tables import FollowUp


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """A follow-up as it is told; codes are already looked up."""

    negotiation: str
    text: str
    agreed: When
    due: When | None = None
    round: str | None = None
    partner: str | None = None


def add_follow_up(action: Recording, draft: FollowUpDraft, source: str) -> FollowUp:
    """Write a follow-up; raise Refused when its round is another negotiation's."""
    refuse_elsewhere(action, draft.negotiation, draft.round)
    agreed = FollowUp(
        id=random_id(),
        negotiation=draft.negotiation,
        partner=draft.partner,
        round=draft.round,
        text=prose(draft.text, "follow-up"),
        source=source,
        **days(draft.agreed, "agreed"),
        **(days(draft.due, "due", "due_") if draft.due else {}),
    )
    action.add(agreed)
    return agreed


def finish_follow_up(action: Recording, key: str, done: When, note: str | None) -> FollowUp:
    """Write that a follow-up was done; raise Refused when it was already, or cannot be."""
    agreed = action.get(FollowUp, key)
    if agreed is None or agreed.done is not None:
        raise Refused(f"The follow-up {key} is done already. Nothing was written.")
    refuse_ahead(done, "It is said to be done")
    when_agreed = When(
        agreed.agreed, date.fromisoformat(agreed.earliest), date.fromisoformat(agreed.latest)
    )
    refuse_before(done, when_agreed, "The follow-up was agreed")
    action.change(agreed, done_note=optional(note, "note"), **days(done, "done", "done_"))
    return agreed
