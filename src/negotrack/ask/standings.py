"""Where do the participants of a negotiation stand on a day?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from negotrack.ask.negotiations import Negotiation
from negotrack.ask.rows import statement_of
from negotrack.domain.dates import OPEN_PAST
from negotrack.domain.standings import Standing, Statement, standing
from negotrack.domain.verdict import Verdict
from negotrack.domain.vocabulary import ROLES_WITHOUT_A_SAY
from negotrack.store.reader import Reader, Row


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

    @property
    def has_a_say(self) -> bool:
        """Say whether its role counts: observers and aspirants are never waited for."""
        return self.role not in ROLES_WITHOUT_A_SAY


def seated(everybody: Sequence[Member]) -> list[Member]:
    """Give the participants that have a say."""
    return [member for member in everybody if member.has_a_say]


def count_closed(everybody: Sequence[Member]) -> tuple[int, int]:
    """Count those with a say that are closed: for certain, and at most."""
    verdicts = [member.closed for member in seated(everybody)]
    return verdicts.count(Verdict.YES), len(verdicts) - verdicts.count(Verdict.NO)


def members(
    reader: Reader,
    negotiation: Negotiation,
    day: date,
    partner: str | None = None,
    supposed: Mapping[str, Sequence[Statement]] | None = None,
) -> list[Member]:
    """Give every participant (or one) with its standing on a day, in the order of codes.

    `supposed` adds statements of a world that is not recorded.
    """
    told = _statements(reader, negotiation.code, day, partner)
    for supposed_of, statements in (supposed or {}).items():
        told[supposed_of] += statements
    return [
        _member(seat, told[seat["partner"]], day, negotiation)
        for seat in _seats(reader, negotiation.code, partner)
    ]


def members_over_time(
    reader: Reader,
    negotiation: Negotiation,
    until: date,
    supposed: Mapping[str, Sequence[Statement]],
    further: Collection[date] = (),
) -> Iterator[tuple[date, list[Member]]]:
    """Give the standings on each day, up to one, that some statement begins or ends with.

    `further` adds days on which something else may turn.
    """
    told: defaultdict[str, list[Statement]] = defaultdict(list)
    for row in reader.rows(
        "SELECT * FROM status_change WHERE negotiation = :negotiation AND chapter IS NULL"
        " AND earliest <= :until",
        negotiation=negotiation.code,
        until=until.isoformat(),
    ):
        told[row["partner"]].append(statement_of(row))
    for partner, statements in supposed.items():
        told[partner] += statements
    edges = {
        edge
        for statements in told.values()
        for statement in statements
        for edge in (statement.when.earliest, statement.when.latest)
    }
    seats = _seats(reader, negotiation.code, None)
    for day in sorted(edge for edge in edges.union(further) if OPEN_PAST < edge <= until):
        yield day, [_member(seat, told[seat["partner"]], day, negotiation) for seat in seats]


def _seats(reader: Reader, negotiation: str, partner: str | None) -> list[Row]:
    return reader.rows(
        "SELECT s.partner, p.name, s.role, s.votes, s.may_block"
        " FROM participant s JOIN partner p ON p.code = s.partner"
        " WHERE s.negotiation = :negotiation AND (:partner IS NULL OR s.partner = :partner)"
        " ORDER BY s.partner",
        negotiation=negotiation,
        partner=partner,
    )


def _member(
    seat: Row, statements: Sequence[Statement], day: date, negotiation: Negotiation
) -> Member:
    return Member(
        partner=seat["partner"],
        name=seat["name"],
        role=seat["role"],
        votes=seat["votes"],
        may_block=bool(seat["may_block"]),
        standing=standing(statements, day, negotiation.closed_from),
    )


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
