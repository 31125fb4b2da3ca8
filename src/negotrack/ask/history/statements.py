"""The statements: statuses, milestones that were reached, notes."""

from __future__ import annotations

from negotrack.ask.history.event import Event
from negotrack.ask.history.stretch import Stretch, listed, within
from negotrack.ask.rows import when_of
from negotrack.store.reader import Reader


def statuses(reader: Reader, stretch: Stretch) -> list[Event]:
    """Give the statements that a participant reached a status, in chapters too."""
    return [
        Event(
            id=row["id"],
            kind="status",
            negotiation=stretch.negotiation,
            partners=(row["partner"],),
            when=when_of(row),
            state=row["status"],
            chapter=row["chapter"],
            note=row["note"],
            round=row["round"],
            source=row["source"],
            resets=bool(row["resets"]),
        )
        for row in stretch.rows(
            reader,
            f"SELECT s.* FROM status_change s WHERE s.negotiation = :negotiation"
            f" AND {within('s')}{stretch.only('s.partner = :partner')}",
        )
    ]


def milestones(reader: Reader, stretch: Stretch) -> list[Event]:
    """Give the statements that a milestone was reached: everybody's, and nobody's own."""
    if stretch.partner:
        return []
    return [
        Event(
            id=row["id"],
            kind="milestone",
            negotiation=stretch.negotiation,
            partners=(),
            when=when_of(row),
            state=row["state"],
            text=row["title"],
            note=row["note"],
            source=row["source"],
        )
        for row in stretch.rows(
            reader,
            "SELECT d.*, m.title FROM milestone_date d"
            " JOIN milestone m ON m.negotiation = d.negotiation AND m.code = d.milestone"
            f" WHERE d.negotiation = :negotiation AND d.state = 'reached' AND {within('d')}",
        )
    ]


def notes(reader: Reader, stretch: Stretch) -> list[Event]:
    """Give the notes."""
    return [
        Event(
            id=row["id"],
            kind="note",
            negotiation=stretch.negotiation,
            partners=listed(row["partner"]),
            when=when_of(row),
            state="noted",
            text=row["text"],
            source=row["source"],
        )
        for row in stretch.rows(
            reader,
            f"SELECT n.* FROM note n WHERE n.negotiation = :negotiation AND {within('n')}"
            f"{stretch.only('n.partner = :partner')}",
        )
    ]
