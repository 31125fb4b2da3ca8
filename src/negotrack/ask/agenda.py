"""What was asked, and what was agreed to do next: requests and follow-ups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotrack.ask.rows import maybe_when_of, when_of
from negotrack.domain.dates import When
from negotrack.domain.vocabulary import OPEN_REQUEST
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Request:
    """Something one side asks of the other, with the last that was heard of it."""

    id: str
    asker: str
    asked: str
    chapter: str | None
    text: str
    state: str
    when: When
    raised: When
    note: str | None
    source: str

    @property
    def open(self) -> bool:
        """Say whether the other side has not yet done anything with it."""
        return self.state == OPEN_REQUEST


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a round agreed to do next."""

    id: str
    partner: str | None
    text: str
    agreed: When
    due: When | None
    done: When | None
    source: str

    def is_done(self, day: date) -> bool:
        """Say whether it was done by a day."""
        return self.done is not None and self.done.certain_by(day)

    def overdue(self, day: date) -> bool:
        """Say whether the due date has passed and it was not done by then."""
        return self.due is not None and self.due.latest < day and not self.is_done(day)


def requests(
    reader: Reader, negotiation: str, day: date, partner: str | None = None
) -> list[Request]:
    """Give the requests raised by a day, of or to a partner: open ones first, then by date."""
    heard: dict[str, list[tuple[str, When, str | None, str]]] = {}
    texts = {}
    for row in reader.rows(
        "SELECT q.id, q.asker, q.asked, q.chapter, q.text, c.state, c.date, c.earliest, c.latest,"
        " c.note, c.source"
        " FROM request q JOIN request_change c ON c.request = q.id"
        " WHERE q.negotiation = :negotiation AND c.earliest <= :day"
        " AND (:partner IS NULL OR q.asker = :partner OR q.asked = :partner)"
        " ORDER BY c.state <> 'raised', c.latest, c.earliest, c.id",
        negotiation=negotiation,
        partner=partner,
        day=day.isoformat(),
    ):
        texts[row["id"]] = row
        heard.setdefault(row["id"], []).append(
            (row["state"], when_of(row), row["note"], row["source"])
        )
    found = []
    for key, states in heard.items():
        state, when, note, source = states[-1]
        found.append(
            Request(
                id=key,
                asker=texts[key]["asker"],
                asked=texts[key]["asked"],
                chapter=texts[key]["chapter"],
                text=texts[key]["text"],
                state=state,
                when=when,
                raised=states[0][1],
                note=note,
                source=source,
            )
        )
    return sorted(found, key=lambda r: (not r.open, r.raised.latest, r.id))


def follow_ups(
    reader: Reader, negotiation: str, day: date, partner: str | None = None
) -> list[FollowUp]:
    """Give the follow-ups agreed by a day and not done by then, the first due ones first.

    With a partner: those with it, and those of nobody in particular.
    """
    found = [
        FollowUp(
            id=row["id"],
            partner=row["partner"],
            text=row["text"],
            agreed=when_of(row, "agreed"),
            due=maybe_when_of(row, "due", "due_"),
            done=maybe_when_of(row, "done", "done_"),
            source=row["source"],
        )
        for row in reader.rows(
            "SELECT * FROM follow_up WHERE negotiation = :negotiation AND earliest <= :day"
            " AND (:partner IS NULL OR partner IS NULL OR partner = :partner)",
            negotiation=negotiation,
            partner=partner,
            day=day.isoformat(),
        )
    ]
    return sorted(
        (f for f in found if not f.is_done(day)),
        key=lambda f: (f.due.latest if f.due else date.max, f.agreed.latest, f.id),
    )
