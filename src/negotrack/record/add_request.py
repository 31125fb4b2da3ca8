"""Record what one side asks of the other, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass

from negotrack.domain.dates import When
from negotrack.domain.identity import random_id
from negotrack.domain.texts import optional, prose
from negotrack.errors import Misuse
from negotrack.record.dates import days, refuse_ahead, refuse_before, when_of
from negotrack.record.rounds import refuse_elsewhere
from negotrack.store.journal import Recording
from negotrack.store.tables import Request, RequestChange


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """A request as it is told; codes are already looked up."""

    negotiation: str
    asker: str
    asked: str
    text: str
    raised: When
    chapter: str | None = None
    round: str | None = None


def add_request(action: Recording, draft: RequestDraft, source: str) -> Request:
    """Write a request, raised on its day."""
    refuse_asking_itself(draft.asker, draft.asked)
    refuse_elsewhere(action, draft.negotiation, draft.round)
    asked = Request(
        id=random_id(),
        negotiation=draft.negotiation,
        asker=draft.asker,
        asked=draft.asked,
        chapter=draft.chapter,
        round=draft.round,
        text=prose(draft.text, "request"),
        source=source,
    )
    action.add(asked)
    set_request(action, asked.id, "raised", draft.raised, None, source)
    return asked


def set_request(
    action: Recording, request: str, state: str, when: When, note: str | None, source: str
) -> RequestChange:
    """Write what became of a request; raise Refused for a day to come, or before it was raised."""
    refuse_ahead(when, f"The request is said to be {state}")
    refuse_before_raised(action, request, when)
    heard = RequestChange(
        id=random_id(),
        request=request,
        state=state,
        note=optional(note, "note"),
        source=source,
        **days(when),
    )
    action.add(heard)
    return heard


def refuse_asking_itself(asker: str, asked: str) -> None:
    """Raise Misuse for a request to oneself."""
    if asker == asked:
        raise Misuse(f"{asker} cannot ask itself. Name the other side with --to.")


def refuse_before_raised(action: Recording, request: str, when: When) -> None:
    """Raise Refused for an answer to a request that was not raised yet."""
    for row in action.rows(
        "SELECT date, earliest, latest FROM request_change"
        " WHERE request = :request AND state = 'raised'",
        request=request,
    ):
        refuse_before(when, when_of(row), "The request was raised")
