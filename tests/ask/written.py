"""Write facts into a store past the program, each with an id of the test's own choosing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from negotrack.domain.dates import when

Row = Mapping[str, object]


def dated(edtf: str, column: str = "date", prefix: str = "") -> dict[str, str]:
    """Give the three columns of a date."""
    known = when(edtf)
    return {
        column: known.edtf,
        f"{prefix}earliest": known.earliest.isoformat(),
        f"{prefix}latest": known.latest.isoformat(),
    }


@contextmanager
def stranger(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a store as another tool would, and keep what was written."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection
        connection.commit()


def write(path: Path, table: str, **columns: object) -> None:
    """Write one row; of a fact of the WTO accession, when nothing else is said."""
    with stranger(path) as connection:
        put(connection, table, columns)


def put(connection: sqlite3.Connection, table: str, columns: Row) -> None:
    """Write one row on an open store, with what the columns leave out filled in."""
    row = {**_FILLED.get(table, {}), **columns}
    names = ", ".join(row)
    connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in row)})", row
    )


def status(path: Path, key: str, partner: str, reached: str, on: str, **more: object) -> None:
    """Write that a partner reached a status."""
    write(path, "status_change", id=key, partner=partner, status=reached, **dated(on), **more)


def meet(path: Path, key: str, on: str, *partners: str, **more: object) -> None:
    """Write a round with partners, held when nothing else is said."""
    days = dated(on)
    write(path, "round", id=key, **days, **more)
    for partner in partners:
        write(path, "round_partner", round=key, partner=partner, latest=days["latest"])


_WTO: Row = {"negotiation": "WTO", "source": "roadmap-2005"}
_FILLED: Mapping[str, Row] = {
    "status_change": {**_WTO, "resets": 0},
    "note": {**_WTO, "text": "Said"},
    "milestone_date": {**_WTO, "milestone": "membership", "state": "reached"},
    "follow_up": {**_WTO, "text": "Write"},
    "outcome": {**_WTO, "result": "progress"},
    "request": {**_WTO, "text": "Lower the tariff on rice"},
    "request_change": {"source": "roadmap-2005", "state": "raised"},
    "round": {**_WTO, "state": "held", "track": "bilateral", "level": "technical"},
    "round_partner": {"negotiation": "WTO"},
}
