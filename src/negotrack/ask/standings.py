"""Where do the participants of a negotiation stand on a day?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from negotrack.ask.negotiations import Negotiation
from negotrack.ask.rows import statement_of
from negotrack.domain.standings import Standing, Statement, standing
from negotrack.domain.verdict import Verdict
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Member:
    """A participant and where it stands."""

    partner: str
    name: str
    role: str
    votes: int
    may_block: bool
    standing: Standing

    @property
    def closed(self) -> Verdict:
        """Say whether this participant has reached the rung that closes."""
        return self.standing.closed


def members(
    reader: Reader, negotiation: Negotiation, day: date, partner: str | None = None
) -> list[Member]:
    """Give every participant (or one) with its standing on a day, in the order of codes."""
    told = _statements(reader, negotiation.code, day, partner)
    seats = reader.rows(
        "SELECT s.partner, p.name, s.role, s.votes, s.may_block"
        " FROM participant s JOIN partner p ON p.code = s.partner"
        " WHERE s.negotiation = :negotiation AND (:partner IS NULL OR s.partner = :partner)"
        " ORDER BY s.partner",
        negotiation=negotiation.code,
        partner=partner,
    )
    return [
        Member(
            partner=seat["partner"],
            name=seat["name"],
            role=seat["role"],
            votes=seat["votes"],
            may_block=bool(seat["may_block"]),
            standing=standing(told[seat["partner"]], day, negotiation.closed_from),
        )
        for seat in seats
    ]


# What a reset took back before its own earliest day cannot matter any more: the look into the
# index starts there, so that the cost does not grow with the years of history before it.
# MATERIALIZED keeps the seats in front: one look per seat, never a walk through all statements.
_STATEMENTS = """
WITH seat AS MATERIALIZED (
  SELECT p.negotiation, p.partner, coalesce(
      (SELECT r.earliest FROM status_change r
       WHERE r.negotiation = p.negotiation AND r.partner = p.partner AND r.chapter IS NULL
         AND r.resets = 1 AND r.latest <= :day
       ORDER BY r.latest DESC LIMIT 1), '') AS since
  FROM participant p
  WHERE p.negotiation = :negotiation AND (:partner IS NULL OR p.partner = :partner)
)
SELECT s.partner, s.status, s.date, s.earliest, s.latest, s.resets, s.source
FROM seat
JOIN status_change s
  ON s.negotiation = seat.negotiation AND s.partner = seat.partner AND s.chapter IS NULL
    AND s.latest >= seat.since
WHERE s.earliest <= :day
"""

_CHAPTER_STATEMENTS = """
WITH seat AS MATERIALIZED (
  SELECT p.negotiation, p.partner, c.code AS chapter, c.title, coalesce(
      (SELECT r.earliest FROM status_change r
       WHERE r.negotiation = p.negotiation AND r.partner = p.partner AND r.chapter = c.code
         AND r.resets = 1 AND r.latest <= :day
       ORDER BY r.latest DESC LIMIT 1), '') AS since
  FROM participant p JOIN chapter c ON c.negotiation = p.negotiation
  WHERE p.negotiation = :negotiation AND (:partner IS NULL OR p.partner = :partner)
)
SELECT s.partner, s.chapter, seat.title, s.status, s.date, s.earliest, s.latest, s.resets, s.source
FROM seat
JOIN status_change s
  ON s.negotiation = seat.negotiation AND s.partner = seat.partner AND s.chapter = seat.chapter
    AND s.latest >= seat.since
WHERE s.earliest <= :day
"""


def _statements(
    reader: Reader, negotiation: str, day: date, partner: str | None
) -> defaultdict[str, list[Statement]]:
    told: defaultdict[str, list[Statement]] = defaultdict(list)
    for row in reader.rows(
        _STATEMENTS, negotiation=negotiation, day=day.isoformat(), partner=partner
    ):
        told[row["partner"]].append(statement_of(row))
    return told


@dataclass(frozen=True, slots=True)
class ChapterStanding:
    """Where one participant stands in one chapter."""

    partner: str
    chapter: str
    title: str
    standing: Standing


def chapter_standings(
    reader: Reader, negotiation: Negotiation, day: date, partner: str | None = None
) -> list[ChapterStanding]:
    """Give the standings in single chapters, where anything was said of one by that day."""
    told: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for row in reader.rows(
        _CHAPTER_STATEMENTS, negotiation=negotiation.code, day=day.isoformat(), partner=partner
    ):
        told[row["partner"], row["chapter"], row["title"]].append(statement_of(row))
    return [
        ChapterStanding(*key, standing(statements, day, negotiation.closed_from))
        for key, statements in sorted(told.items())
    ]
