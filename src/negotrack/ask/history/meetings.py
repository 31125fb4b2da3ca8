"""The rounds that were held, and what each did."""

from __future__ import annotations

from typing import Final

from negotrack.ask.history.event import Event
from negotrack.ask.history.stretch import AT_TABLE, Stretch, listed, within
from negotrack.ask.rounds import RoundFilter
from negotrack.ask.rounds import rounds as ask_rounds
from negotrack.ask.rows import when_of
from negotrack.store.reader import Reader

_OUTCOMES: Final = (
    "SELECT o.id, o.round, o.chapter, o.result, o.note, o.source, r.date, r.earliest, r.latest,"
    f" coalesce(o.partner, {AT_TABLE.format('o')}) AS partners"
)


def rounds(reader: Reader, stretch: Stretch) -> list[Event]:
    """Give the rounds that were held."""
    wanted = RoundFilter(
        negotiation=stretch.negotiation,
        partner=stretch.partner,
        state="held",
        since=stretch.since,
    )
    return [
        Event(
            id=held.id,
            kind="round",
            negotiation=held.negotiation,
            partners=held.partners,
            when=held.when,
            state=held.state,
            text=held.summary,
            note=held.note,
            round=held.id,
            source=held.source,
            held=held,
        )
        for held in ask_rounds(reader, wanted, stretch.until)
    ]


def outcomes(reader: Reader, stretch: Stretch) -> list[Event]:
    """Give what rounds did for chapters and partners, dated as the rounds are."""
    everybodys = (
        f"{_OUTCOMES} FROM round r JOIN outcome o ON o.round = r.id"
        f" WHERE r.negotiation = :negotiation AND {within('r')}"
    )
    at_its_rounds = (
        f"{_OUTCOMES} FROM round_partner a JOIN round r ON r.id = a.round"
        " JOIN outcome o ON o.round = r.id"
        " WHERE a.partner = :partner AND a.negotiation = :negotiation AND a.latest >= :since"
        f" AND {within('r')} AND (o.partner IS NULL OR o.partner = :partner)"
    )
    of_plenaries = (
        f"{_OUTCOMES} FROM outcome o JOIN round r ON r.id = o.round"
        f" WHERE o.negotiation = :negotiation AND o.partner = :partner AND {within('r')}"
        " AND NOT EXISTS (SELECT 1 FROM round_partner a"
        " WHERE a.round = o.round AND a.partner = :partner)"
    )
    its = f"{at_its_rounds} UNION ALL {of_plenaries}"
    return [
        Event(
            id=row["id"],
            kind="outcome",
            negotiation=stretch.negotiation,
            partners=listed(row["partners"]),
            when=when_of(row),
            state=row["result"],
            chapter=row["chapter"],
            note=row["note"],
            round=row["round"],
            source=row["source"],
        )
        for row in stretch.rows(reader, its if stretch.partner else everybodys)
    ]
