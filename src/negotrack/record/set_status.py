"""Record that participants reached a status, as a whole or in a chapter."""

from __future__ import annotations

from dataclasses import dataclass

from negotrack.domain.dates import When
from negotrack.domain.identity import random_id
from negotrack.domain.ladder import BESIDE, rung
from negotrack.domain.standings import Statement, standing
from negotrack.domain.texts import optional
from negotrack.errors import Refused
from negotrack.record.dates import days, refuse_ahead, when_of
from negotrack.record.rounds import refuse_elsewhere
from negotrack.store.journal import Recording
from negotrack.store.tables import Negotiation, StatusChange


@dataclass(frozen=True, slots=True)
class StatusDraft:
    """What is said about one participant; codes are already looked up."""

    negotiation: str
    partner: str
    status: str
    when: When
    chapter: str | None = None
    round: str | None = None
    note: str | None = None
    reopen: bool = False


def set_status(action: Recording, draft: StatusDraft, source: str) -> StatusChange:
    """Write one status change; raise Refused for an unasked step down, one said before or ahead."""
    refuse_elsewhere(action, draft.negotiation, draft.round)
    refuse_ahead(draft.when, f"{draft.partner} is said to be {draft.status}")
    told = _told_so_far(action, draft)
    lowered = _steps_down(action, draft, told)
    if lowered and not draft.reopen:
        raise Refused(
            f"{draft.partner} is {lowered} in {draft.negotiation} already, and {draft.status} is "
            "lower. Say --reopen if that was taken back; nothing was written."
        )
    statement = StatusChange(
        id=random_id(),
        negotiation=draft.negotiation,
        partner=draft.partner,
        chapter=draft.chapter,
        status=draft.status,
        resets=int(bool(lowered) or draft.status in BESIDE),
        round=draft.round,
        note=optional(draft.note, "note"),
        source=source,
        **days(draft.when),
    )
    refuse_said_before(action, statement)
    action.add(statement)
    return statement


def _told_so_far(action: Recording, draft: StatusDraft) -> list[Statement]:
    return [
        Statement(row["status"], when_of(row), resets=bool(row["resets"]))
        for row in action.rows(
            "SELECT status, date, earliest, latest, resets FROM status_change"
            " WHERE negotiation = :negotiation AND partner = :partner"
            " AND coalesce(chapter, '') = :chapter",
            negotiation=draft.negotiation,
            partner=draft.partner,
            chapter=draft.chapter or "",
        )
    ]


def _steps_down(action: Recording, draft: StatusDraft, told: list[Statement]) -> str | None:
    """Give the higher status held on the day of the draft, or None when this is no step down."""
    negotiation = action.get(Negotiation, draft.negotiation)
    wanted = rung(draft.status)
    if negotiation is None or wanted is None:
        return None
    held = standing(told, draft.when.latest, negotiation.closed_from).status
    height = rung(held) if held else None
    return held if height is not None and height > wanted else None


def refuse_said_before(action: Recording, statement: StatusChange) -> None:
    """Raise Refused when another row says the same from the same source."""
    said = action.rows(
        "SELECT date, earliest, latest FROM status_change"
        " WHERE negotiation = :negotiation AND partner = :partner"
        " AND coalesce(chapter, '') = :chapter AND status = :status AND date = :date"
        " AND source = :source AND id <> :id LIMIT 1",
        negotiation=statement.negotiation,
        partner=statement.partner,
        chapter=statement.chapter or "",
        status=statement.status,
        date=statement.date,
        source=statement.source,
        id=statement.id,
    )
    if said:
        raise Refused(
            f"The record has it already: {statement.partner} {statement.status}, "
            f"{when_of(said[0])}, from this source. Nothing was written."
        )
