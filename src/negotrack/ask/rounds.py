"""Which rounds were held, are planned, or should have been held by a day?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotrack.ask.rows import ANNOUNCED, when_of
from negotrack.domain.dates import OPEN_FUTURE, OPEN_PAST, When
from negotrack.store.reader import Reader, Row


@dataclass(frozen=True, slots=True)
class Round:
    """One session; no partners means a plenary."""

    id: str
    negotiation: str
    partners: tuple[str, ...]
    track: str
    level: str | None
    mode: str | None
    label: str | None
    when: When
    place: str | None
    state: str
    heads: str | None
    summary: str | None
    note: str | None
    source: str

    def overdue(self, day: date) -> bool:
        """Say whether this round was planned for a day that has passed without a record of it."""
        return self.state == "planned" and self.when.latest < day

    def under_way(self, day: date) -> bool:
        """Say whether the round has begun, or may have, and is not over for certain."""
        return self.state == "held" and not self.when.certain_by(day)


@dataclass(frozen=True, slots=True)
class RoundFilter:
    """Which rounds to list; None leaves a side open. Days are of the round's own dates."""

    negotiation: str | None = None
    partner: str | None = None
    level: str | None = None
    state: str | None = None
    since: date | None = None
    until: date | None = None


_COLUMNS = (
    "r.*, (SELECT group_concat(q.partner, ' ') FROM round_partner q WHERE q.round = r.id)"
    " AS partners"
)


def rounds(reader: Reader, wanted: RoundFilter, day: date, most: int = -1) -> list[Round]:
    """List rounds as known by a day, newest first: what began by then, and what was announced."""
    table, by, only = _scope(wanted.partner)
    if wanted.negotiation:
        only += f" AND {by}.negotiation = :negotiation"
    found = reader.rows(
        f"SELECT {_COLUMNS} FROM {table} WHERE {only}"
        f" AND CASE r.state WHEN 'held' THEN r.earliest <= :day ELSE {ANNOUNCED.format('r')} END"
        " AND (:level IS NULL OR r.level = :level) AND (:state IS NULL OR r.state = :state)"
        f" AND {by}.latest >= :since AND r.earliest <= :until"
        f" ORDER BY {by}.latest DESC, r.earliest DESC, r.id LIMIT :most",
        partner=wanted.partner,
        negotiation=wanted.negotiation,
        level=wanted.level,
        state=wanted.state,
        since=(wanted.since or OPEN_PAST).isoformat(),
        until=(wanted.until or OPEN_FUTURE).isoformat(),
        day=day.isoformat(),
        most=most,
    )
    return [_round(row) for row in found]


def last_round(
    reader: Reader, negotiation: str, day: date, partner: str | None = None
) -> Round | None:
    """Give the last round that has begun by a day, of a partner or of the whole negotiation."""
    return _outermost(
        reader, negotiation, partner, day, "r.state = 'held' AND r.earliest <= :day", "DESC"
    )


def next_round(
    reader: Reader, negotiation: str, day: date, partner: str | None = None
) -> Round | None:
    """Give the next planned round, or else the last one whose planned day has passed."""
    return _outermost_plan(reader, negotiation, partner, day, ">=", "ASC") or _outermost_plan(
        reader, negotiation, partner, day, "<", "DESC"
    )


def one_round(reader: Reader, key: str) -> Round:
    """Give one round by the id that a lookup has found."""
    return _round(reader.rows(f"SELECT {_COLUMNS} FROM round r WHERE r.id = :key", key=key)[0])


def count_rounds(reader: Reader, negotiation: str, day: date, partner: str | None = None) -> int:
    """Count the rounds of a negotiation, or a partner's, whose last day has passed by a day."""
    table = "round" if partner is None else "round_partner"
    only = "1 = 1" if partner is None else "partner = :partner"
    (row,) = reader.rows(
        f"SELECT count(*) AS n FROM {table} WHERE {only} AND negotiation = :negotiation"
        " AND latest <= :day",
        negotiation=negotiation,
        partner=partner,
        day=day.isoformat(),
    )
    return int(row["n"])


def _scope(partner: str | None) -> tuple[str, str, str]:
    """Give the tables, the alias whose index is in the order of days, and the condition."""
    if partner is None:
        return "round r", "r", "1 = 1"
    return "round_partner a JOIN round r ON r.id = a.round", "a", "a.partner = :partner"


def _outermost(
    reader: Reader, negotiation: str, partner: str | None, day: date, which: str, order: str
) -> Round | None:
    table, by, only = _scope(partner)
    found = reader.rows(
        f"SELECT {_COLUMNS} FROM {table}"
        f" WHERE {only} AND {by}.negotiation = :negotiation AND {which}"
        f" ORDER BY {by}.latest {order} LIMIT 1",
        negotiation=negotiation,
        partner=partner,
        day=day.isoformat(),
    )
    return _round(found[0]) if found else None


def _outermost_plan(
    reader: Reader, negotiation: str, partner: str | None, day: date, side: str, order: str
) -> Round | None:
    # Few rounds are planned at any time: the search begins with them, whoever the partner is.
    with_partner = (
        " AND EXISTS (SELECT 1 FROM round_partner a WHERE a.round = r.id AND a.partner = :partner)"
        if partner
        else ""
    )
    found = reader.rows(
        f"SELECT {_COLUMNS} FROM round r WHERE r.negotiation = :negotiation"
        f" AND r.state = 'planned' AND r.latest {side} :day AND {ANNOUNCED.format('r')}"
        f"{with_partner}"
        f" ORDER BY r.latest {order} LIMIT 1",
        partner=partner,
        negotiation=negotiation,
        day=day.isoformat(),
    )
    return _round(found[0]) if found else None


def _round(row: Row) -> Round:
    return Round(
        id=row["id"],
        negotiation=row["negotiation"],
        partners=tuple(sorted((row["partners"] or "").split())),
        track=row["track"],
        level=row["level"],
        mode=row["mode"],
        label=row["label"],
        when=when_of(row),
        place=row["place"],
        state=row["state"],
        heads=row["heads"],
        summary=row["summary"],
        note=row["note"],
        source=row["source"],
    )
