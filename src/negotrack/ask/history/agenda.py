"""What was asked, with what became of it; what was agreed to do, and that it was done."""

from __future__ import annotations

from negotrack.ask.history.event import Event
from negotrack.ask.history.stretch import AT_TABLE, Stretch, listed, within
from negotrack.ask.rows import maybe_when_of, when_of
from negotrack.store.reader import Reader, Row


def requests(reader: Reader, stretch: Stretch) -> list[Event]:
    """Give every statement of what became of a request, its raising included."""
    return [
        Event(
            id=row["id"],
            kind="request",
            negotiation=stretch.negotiation,
            partners=(row["asker"], row["asked"]),
            when=when_of(row),
            state=row["state"],
            chapter=row["chapter"],
            text=row["text"],
            note=row["note"],
            round=row["round"],
            source=row["source"],
        )
        for row in stretch.rows(
            reader,
            "SELECT c.*, q.asker, q.asked, q.chapter, q.text,"
            " CASE c.state WHEN 'raised' THEN q.round END AS round"
            " FROM request q JOIN request_change c ON c.request = q.id"
            f" WHERE q.negotiation = :negotiation AND {within('c')}"
            f"{stretch.only('q.asker = :partner OR q.asked = :partner')}",
        )
    ]


def follow_ups(reader: Reader, stretch: Stretch) -> list[Event]:
    """Give the follow-ups that were agreed, and as facts of their own those that were done."""
    agreed = [
        Event(
            id=row["id"],
            kind="follow-up",
            negotiation=stretch.negotiation,
            partners=listed(row["partners"]),
            when=when_of(row, "agreed"),
            state="agreed",
            text=row["text"],
            round=row["round"],
            due=maybe_when_of(row, "due", "due_"),
            source=row["source"],
        )
        for row in _follow_up_rows(reader, stretch)
    ]
    done = [
        Event(
            id=row["id"],
            kind="follow-up",
            negotiation=stretch.negotiation,
            partners=listed(row["partners"]),
            when=when_of(row, "done", "done_"),
            state="done",
            text=row["text"],
            note=row["done_note"],
            source=None,  # what is cited is the agreement
        )
        for row in _follow_up_rows(reader, stretch, "done_")
    ]
    return agreed + done


def _follow_up_rows(reader: Reader, stretch: Stretch, prefix: str = "") -> list[Row]:
    its = (
        "f.partner = :partner OR (f.partner IS NULL AND EXISTS (SELECT 1 FROM round_partner a"
        " WHERE a.round = f.round AND a.partner = :partner))"
    )
    return stretch.rows(
        reader,
        f"SELECT f.*, coalesce(f.partner, {AT_TABLE.format('f')}) AS partners FROM follow_up f"
        f" WHERE f.negotiation = :negotiation AND {within('f', prefix)}{stretch.only(its)}",
    )
