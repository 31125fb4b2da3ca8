"""Make a store with a long journal: 100,000 entries of one status change each, properly sealed.

One entry a minute; the same rows every time. Run it as `python bench/entries.py FILE [HOW_MANY]`.
"""

from __future__ import annotations

import sqlite3
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from negotrack.domain.instants import CLOCK
from negotrack.store.chain import sealed
from negotrack.store.creating import create_store
from negotrack.store.rows import TABLES, key_of, table_of, written

HOW_MANY: Final = 100_000
FIRST: Final = datetime(2027, 1, 1, tzinfo=UTC)
RUNGS: Final = ("negotiating", "partly-agreed", "concluded")


def add_entries(path: Path, how_many: int) -> None:
    """Add that many entries to a seeded store, in one transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    partners = [
        partner
        for (partner,) in connection.execute(
            "SELECT partner FROM participant WHERE negotiation = 'WTO' ORDER BY partner"
        )
    ]
    ((previous,),) = connection.execute("SELECT hash FROM entry").fetchall()
    connection.execute("BEGIN")
    for number in range(how_many):
        row = _status(number, partners[number % len(partners)])
        change = {
            "table_name": "status_change",
            "row_key": key_of(table_of(TABLES["status_change"]), row),
            "before": None,
            "after": written(row),
        }
        entry: dict[str, Any] = {
            "id": f"bench-{number:06}",
            "recorded_at": (FIRST + timedelta(minutes=number)).strftime(CLOCK),
            "actor": "bench",
            "command": "set-status",
            "summary": f"{row['partner']} {row['status']}",
            "reason": None,
            "via": None,
            "previous": previous,
        }
        previous = entry["hash"] = sealed(entry, [], [change])
        _insert(connection, "status_change", row)
        _insert(connection, "entry", entry)
        _insert(connection, "change", change | {"entry": entry["id"], "position": 1})
    connection.execute("COMMIT")
    connection.close()


def _status(number: int, partner: str) -> dict[str, Any]:
    day = f"{2007 + number % 13:04}-{1 + number % 12:02}-{1 + number % 28:02}"
    return {
        "id": f"bench-{number:06}",
        "negotiation": "WTO",
        "partner": partner,
        "chapter": None,
        "status": RUNGS[number % len(RUNGS)],
        "date": day,
        "earliest": day,
        "latest": day,
        "resets": 0,
        "round": None,
        "note": None,
        "source": "wto-2004-06",
    }


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", row)


def main() -> None:
    """Make the store that the command line names."""
    path = Path(sys.argv[1])
    create_store(path, seeded=True)
    add_entries(path, int(sys.argv[2]) if len(sys.argv) > 2 else HOW_MANY)  # noqa: PLR2004


if __name__ == "__main__":
    main()
