"""The history as a machine reads it: one item per dated fact, oldest first."""

from __future__ import annotations

from negotrack.ask.history import History
from negotrack.render.documents import Document, envelope, when_document


def history_document(told: History) -> Document:
    """Give what happened, with every field that a fact has."""
    wanted = told.wanted
    items = [
        {
            "id": event.id,
            "kind": event.kind,
            "negotiation": event.negotiation,
            "date": when_document(event.when),
            "partners": list(event.partners),
            "chapter": event.chapter,
            "state": event.state,
            "resets": event.resets,
            "text": event.text,
            "note": event.note,
            "round": event.round,
            "source": event.source,
        }
        for event in told.events
    ]
    return envelope(
        "history",
        told.day,
        told.only.code if told.only else None,
        items,
        partner=wanted.partner,
        since=wanted.since.isoformat() if wanted.since else None,
        until=wanted.until.isoformat() if wanted.until else None,
    )
