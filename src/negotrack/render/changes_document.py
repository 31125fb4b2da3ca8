"""What is new as a machine reads it: one item per thing that is new or was corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negotrack.ask.changes import Changes, Period
from negotrack.render.changes import corrected_words
from negotrack.render.changes_sentence import sentence
from negotrack.render.documents import Document, envelope, when_document


def changes_document(several: Sequence[Changes], period: Period, *, by_recording: bool) -> Document:
    """Give what is new in each negotiation, with its sentence."""
    known_on = period.recorded[1].text if by_recording else None
    return envelope(
        "changes",
        period.until,
        several[0].negotiation.code if len(several) == 1 else None,
        [item for found in several for item in _items(found)],
        known_on=known_on,
        since=period.since.isoformat(),
        until=period.until.isoformat(),
        by_recording=by_recording,
        sentences=[sentence(found) for found in several],
    )


def _items(found: Changes) -> Iterator[Document]:
    code = found.negotiation.code
    for each in found.news:
        yield _item(code, each.what, each.partners) | {
            "date": when_document(each.when),
            "chapter": each.chapter,
            "state": each.state,
            "former": each.former,
            "perhaps": each.perhaps,
            "text": each.text,
            "id": each.id,
            "source": each.source,
        }
    for correction in found.corrections:
        yield _item(code, "correction", correction.partners) | {
            "state": "removed" if correction.removed else "changed",
            "kind": correction.kind,
            "id": correction.id,
            "fields": corrected_words(correction),
            "entry": correction.entry,
            "recorded_at": correction.recorded_at,
            "actor": correction.actor,
            "reason": correction.reason,
        }


def _item(negotiation: str, what: str, partners: Sequence[str]) -> Document:
    return {
        "negotiation": negotiation,
        "what": what,
        "date": None,
        "partners": list(partners),
        "chapter": None,
        "state": None,
        "former": None,
        "perhaps": False,
        "text": None,
        "id": None,
        "source": None,
        "kind": None,
        "fields": [],
        "entry": None,
        "recorded_at": None,
        "actor": None,
        "reason": None,
    }
