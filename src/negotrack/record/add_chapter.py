"""Add an issue area to a negotiation."""

from __future__ import annotations

from negotrack.domain.texts import line
from negotrack.record.taken import refuse_taken, typed_code
from negotrack.store.journal import Recording
from negotrack.store.tables import Chapter


def add_chapter(
    action: Recording, negotiation: str, code: str, title: str | None, source: str
) -> Chapter:
    """Write a chapter; without a title its code is the title."""
    refuse_taken(action, Chapter, negotiation, typed_code(code, "chapter"), what="chapter")
    said = line(title, "title") if title is not None else code.replace("-", " ").capitalize()
    added = Chapter(negotiation=negotiation, code=code, title=said, source=source)
    action.add(added)
    return added
