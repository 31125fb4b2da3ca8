"""Read what was typed for a field of a fact, as the commands that record it first would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from negotrack.domain.closed_list import word_of
from negotrack.domain.dates import When
from negotrack.domain.fields import Field, Sort
from negotrack.domain.ladder import LADDER, rung_word, status_word
from negotrack.domain.texts import line, prose
from negotrack.errors import Misuse
from negotrack.record.rules import sound_expression
from negotrack.record.sources import cite
from negotrack.record.taken import typed_code
from negotrack.store.journal import Recording
from negotrack.store.lookup import find_chapter, find_event, find_participant, find_partner

_YES_NO: Final = {"yes": 1, "no": 0}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is said: the action under way, the negotiation, and how dates are read."""

    action: Recording
    negotiation: str | None
    read_date: Callable[[str], When]


def read_field(place: Place, field: Field, text: str | None) -> dict[str, Any]:
    """Give the columns of a field with what was typed, or emptied for None; raise as typed wrong.

    A source is cited at once: a new one is written before what it is the source of.
    """
    if text is None:
        return dict.fromkeys(field.columns)
    if field.sort is Sort.DATE:
        when = place.read_date(text)
        days = (when.edtf, when.earliest.isoformat(), when.latest.isoformat())
        return dict(zip(field.columns, days, strict=True))
    return {field.column: _READERS[field.sort](place, field, text)}


def find_code(place: Place, names: str, text: str) -> str:
    """Give the code of what a field names; raise NotFound, as everywhere."""
    negotiation = place.negotiation or ""
    match names:
        case "partner":
            return find_partner(place.action, text)
        case "participant":
            return find_participant(place.action, negotiation, text)
        case "chapter":
            return find_chapter(place.action, negotiation, text)
        case _:
            return find_event(place.action, names, text)


def _status(_place: Place, field: Field, text: str) -> str:
    return rung_word(text) if field.words == LADDER else status_word(text)


def _number(_place: Place, field: Field, text: str) -> int:
    typed = text.strip()
    # A number of more digits than any limit has is not worth reading.
    if typed.isascii() and typed.isdigit() and len(typed) < len(str(field.most)) + 1:
        number = int(typed)
        if field.least <= number <= field.most:
            return number
    raise Misuse(
        f"'{text[:40]}' is no number of {field.name}. "
        f"Write a whole one from {field.least} to {field.most:,}."
    )


def _yes_or_no(_place: Place, field: Field, text: str) -> int:
    typed = text.strip().casefold()
    if typed not in _YES_NO:
        raise Misuse(f"'{text[:40]}' is no answer for {field.name}. Write yes or no.")
    return _YES_NO[typed]


_READERS: Final[Mapping[Sort, Callable[[Place, Field, str], Any]]] = {
    Sort.LINE: lambda _place, field, text: line(text, field.name),
    Sort.PROSE: lambda _place, field, text: prose(text, field.name),
    Sort.WORD: lambda _place, field, text: word_of(text, field.words, field.name),
    Sort.STATUS: _status,
    Sort.CODE: lambda place, field, text: find_code(place, field.names, text),
    Sort.LETTERS: lambda _place, _field, text: typed_code(text.strip().upper(), "partner"),
    Sort.NUMBER: _number,
    Sort.YES_NO: _yes_or_no,
    Sort.RULE: lambda place, _field, text: sound_expression(
        place.action, place.negotiation or "", text
    ),
    Sort.SOURCE: lambda place, _field, text: cite(place.action, text),
}
