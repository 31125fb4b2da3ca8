"""How far is each chapter of a negotiation, by its latest outcome?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotrack.ask.negotiations import Negotiation
from negotrack.ask.rows import when_of
from negotrack.domain.dates import When
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round did for a chapter, or for a partner as a whole."""

    chapter: str | None
    partner: str | None
    result: str
    when: When
    round: str
    note: str | None
    source: str


@dataclass(frozen=True, slots=True)
class ChapterState:
    """A chapter with its latest outcome, if a round has had one."""

    code: str
    title: str
    latest: Outcome | None


def chapters(
    reader: Reader, negotiation: Negotiation, day: date, partner: str | None = None
) -> list[ChapterState]:
    """Give the chapters of a negotiation with their latest outcome by a day.

    With a partner, only outcomes of rounds with that partner count.
    """
    latest: dict[str | None, Outcome] = {}
    for outcome in outcomes(reader, negotiation.code, day, partner):
        latest.setdefault(outcome.chapter, outcome)
    return [
        ChapterState(row["code"], row["title"], latest.get(row["code"]))
        for row in reader.rows(
            "SELECT code, title FROM chapter WHERE negotiation = :negotiation ORDER BY code",
            negotiation=negotiation.code,
        )
    ]


def outcomes(
    reader: Reader, negotiation: str, day: date, partner: str | None = None
) -> list[Outcome]:
    """Give the outcomes of rounds that have begun by a day, newest first."""
    mine = (
        " AND (o.partner = :partner OR (o.partner IS NULL AND EXISTS ("
        "SELECT 1 FROM round_partner a WHERE a.round = r.id AND a.partner = :partner)))"
        if partner
        else ""
    )
    return [
        Outcome(
            chapter=row["chapter"],
            partner=row["partner"],
            result=row["result"],
            when=when_of(row),
            round=row["round"],
            note=row["note"],
            source=row["source"],
        )
        for row in reader.rows(
            "SELECT o.chapter, o.partner, o.result, o.round, o.note, o.source,"
            " r.date, r.earliest, r.latest"
            " FROM outcome o JOIN round r ON r.id = o.round"
            f" WHERE o.negotiation = :negotiation AND r.earliest <= :day{mine}"
            " ORDER BY r.latest DESC, r.earliest DESC, o.chapter",
            negotiation=negotiation,
            partner=partner,
            day=day.isoformat(),
        )
    ]
