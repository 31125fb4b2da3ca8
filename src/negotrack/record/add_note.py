"""Record a dated statement that fits no other word."""

from __future__ import annotations

from negotrack.domain.dates import When
from negotrack.domain.identity import random_id
from negotrack.domain.texts import prose
from negotrack.record.dates import days
from negotrack.store.journal import Recording
from negotrack.store.tables import Note


def add_note(
    action: Recording, negotiation: str, partner: str | None, text: str, when: When, source: str
) -> Note:
    """Write a note about a negotiation or one of its participants."""
    noted = Note(
        id=random_id(),
        negotiation=negotiation,
        partner=partner,
        text=prose(text, "note"),
        source=source,
        **days(when),
    )
    action.add(noted)
    return noted
