"""How did a participant get where it stands, and what else is noted about it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotrack.ask.rows import when_of
from negotrack.domain.dates import When
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One dated statement about a participant's status, as a whole or in a chapter."""

    id: str
    partner: str
    chapter: str | None
    status: str
    when: When
    resets: bool
    note: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Note:
    """A dated statement that fits no other word."""

    partner: str | None
    when: When
    text: str
    source: str


def status_path(
    reader: Reader, negotiation: str, day: date, partner: str | None, most: int
) -> list[StatusLine]:
    """Give the newest statements on a participant's status that may hold by a day, newest first."""
    return [
        StatusLine(
            id=row["id"],
            partner=row["partner"],
            chapter=row["chapter"],
            status=row["status"],
            when=when_of(row),
            resets=bool(row["resets"]),
            note=row["note"],
            source=row["source"],
        )
        for row in reader.rows(
            "SELECT * FROM status_change WHERE negotiation = :negotiation"
            " AND partner = :partner AND chapter IS NULL AND earliest <= :day"
            " ORDER BY latest DESC, earliest DESC, id LIMIT :most",
            negotiation=negotiation,
            partner=partner,
            day=day.isoformat(),
            most=most,
        )
    ]


def notes(reader: Reader, negotiation: str, day: date, partner: str | None) -> list[Note]:
    """Give the notes made by a day, about a partner or about the negotiation as a whole."""
    return [
        Note(row["partner"], when_of(row), row["text"], row["source"])
        for row in reader.rows(
            "SELECT * FROM note WHERE negotiation = :negotiation AND earliest <= :day"
            " AND (:partner IS NULL OR partner = :partner) ORDER BY latest DESC, id",
            negotiation=negotiation,
            partner=partner,
            day=day.isoformat(),
        )
    ]
