"""Make the large store: a million status changes and a million rounds over the 27 WTO partners.

It starts from the seed facts. History is made up, but has the shape of the real one: each
partner climbs the ladder and is reopened again and again from 1995 to 2025; a tenth of the
statements are about one chapter, some dates are known to a month only, and a few rounds are
planned. The same rows every time. Run it as `python bench/generate.py FILE [HOW_MANY]`.
"""

from __future__ import annotations

import sqlite3
import sys
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any, Final

from negotrack.store.creating import create_store

HOW_MANY: Final = 1_000_000
FIRST, LAST = date(1995, 1, 1), date(2025, 12, 31)
LADDER: Final = ("interested", "negotiating", "partly-agreed", "agreed-in-principle", "concluded")
CHAPTERS: Final = ("goods", "services")
PLACES: Final = ("Geneva", "Hanoi", "Washington", "Brussels", "Tokyo", "Beijing")
PLANNED: Final = 54
# Shares of all statements: reopened before the top, dated to a day, dated to a day or some days.
REOPENED, TO_A_DAY, TO_DAYS = 0.1, 0.85, 0.95

Fields = dict[str, Any]
Stated = tuple[str, str, str]


def add_history(path: Path, how_many: int) -> None:
    """Add that many status changes and that many rounds to a seeded store, in one transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
        connection.execute(f"PRAGMA {pragma}")
    partners = _column(connection, "SELECT partner FROM participant WHERE negotiation = 'WTO'")
    sources = _column(connection, "SELECT code FROM source")
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO status_change"
        " (id, negotiation, partner, chapter, status, date, earliest, latest, resets, source)"
        " VALUES (:id, 'WTO', :partner, :chapter, :status, :date, :earliest, :latest, :resets,"
        " :source)",
        islice(_climbs(partners, sources, how_many), how_many),
    )
    connection.executemany(
        "INSERT INTO round (id, negotiation, track, level, mode, label, date, earliest, latest,"
        " place, state, summary, source)"
        " VALUES (:id, 'WTO', 'bilateral', :level, 'in-person', :label, :date, :earliest, :latest,"
        " :place, :state, :summary, :source)",
        _rounds(partners, sources, how_many),
    )
    connection.executemany(
        "INSERT INTO round_partner (round, partner, negotiation, latest)"
        " VALUES (:id, :partner, 'WTO', :latest)",
        _rounds(partners, sources, how_many),
    )
    connection.execute("COMMIT")
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    if broken:
        raise SystemExit(f"{len(broken)} rows point to nothing, the first: {broken[0]}")


def _column(connection: sqlite3.Connection, sql: str) -> list[str]:
    return [value for (value,) in connection.execute(f"{sql} ORDER BY 1")]


def _climbs(partners: list[str], sources: list[str], how_many: int) -> Iterator[Fields]:
    """Give statements in the order of days: each raises its seat by a rung, or reopens it."""
    chance = Random(1995)
    seats: list[tuple[str, str | None]] = [
        (partner, None) for partner in partners for _ in range(9)
    ]
    seats += [(partner, chapter) for partner in partners[:13] for chapter in CHAPTERS]
    held: dict[tuple[str, str | None], int] = {}
    for number in count():
        seat = chance.choice(seats)
        rung = held.get(seat, -1)
        resets = rung == len(LADDER) - 1 or (rung > 1 and chance.random() < REOPENED)
        held[seat] = 1 if resets else rung + 1
        dated, earliest, latest = _dated(chance, _day(number, how_many), "[{}..{}]")
        yield {
            "id": f"bench-status-{number:07}",
            "partner": seat[0],
            "chapter": seat[1],
            "status": LADDER[held[seat]],
            "date": dated,
            "earliest": earliest,
            "latest": latest,
            "resets": int(resets),
            "source": chance.choice(sources),
        }


def _rounds(partners: list[str], sources: list[str], how_many: int) -> Iterator[Fields]:
    """Give rounds with one partner each in the order of days, the last few planned."""
    chance = Random(2025)
    for number in range(how_many):
        planned = number >= how_many - PLANNED
        partner = partners[number % len(partners)]
        if planned:
            # Half of the plans have passed on the day after history ends, half lie far ahead.
            ahead = number % 2 * 36_500 + number % 60
            dated, earliest, latest = _exact(LAST + timedelta(days=ahead))
        else:
            dated, earliest, latest = _dated(chance, _day(number, how_many), "{}/{}")
        yield {
            "id": f"bench-round-{number:07}",
            "partner": partner,
            "level": chance.choice(("technical", "chief-negotiator", "ministerial")),
            "label": str(number // len(partners) + 1),
            "date": dated,
            "earliest": earliest,
            "latest": latest,
            "place": chance.choice(PLACES),
            "state": "planned" if planned else chance.choice(("held",) * 19 + ("cancelled",)),
            "summary": f"Session {number} with {partner} on market access.",
            "source": chance.choice(sources),
        }


def _day(number: int, how_many: int) -> date:
    return FIRST + timedelta(days=number * (LAST - FIRST).days // how_many)


def _exact(day: date) -> Stated:
    return (day.isoformat(),) * 3


def _dated(chance: Random, day: date, days: str) -> Stated:
    """Give the EDTF text and the two days: mostly one day, else one or all of some, or a month."""
    kind = chance.random()
    if kind < TO_A_DAY:
        return _exact(day)
    if kind < TO_DAYS:
        first = (day - timedelta(days=chance.randint(1, 9))).isoformat()
        return days.format(first, day), first, day.isoformat()
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return f"{day:%Y-%m}", day.replace(day=1).isoformat(), last.isoformat()


def main() -> None:
    """Make the store named on the command line, whole or not at all."""
    path, *wanted = sys.argv[1:]
    _make(Path(path), int(wanted[0]) if wanted else HOW_MANY)


def _make(path: Path, how_many: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    create_store(unfinished, seeded=True)
    add_history(unfinished, how_many)
    unfinished.replace(path)


if __name__ == "__main__":
    main()
