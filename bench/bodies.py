"""Make a store with one large body: many participants, two thresholds, a third of them closed."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from negotrack.store.creating import create_store

SIZES: Final = (30, 200, 2_000)
BIG: Final = 10


def make_body(path: Path, size: int) -> None:
    """Make a store whose negotiation BODY has that many participants, over whatever is there."""
    path.unlink(missing_ok=True)
    create_store(path, seeded=False)
    partners = [f"P{number:04}" for number in range(size)]
    with sqlite3.connect(path) as store:
        store.execute("INSERT INTO source (code, title) VALUES ('bench', 'Made up')")
        store.executemany(
            "INSERT INTO partner (code, name, kind, source) VALUES (?, ?, 'economy', 'bench')",
            [(partner, f"Partner {partner}") for partner in partners],
        )
        store.execute("INSERT INTO partner_group VALUES ('BIG', 'The big ones', 'bench')")
        store.executemany(
            "INSERT INTO group_member VALUES ('BIG', ?)", [(p,) for p in partners[-BIG:]]
        )
        store.execute(
            "INSERT INTO negotiation (code, title, kind, closed_from, source)"
            " VALUES ('BODY', 'A large body', 'accession', 'concluded', 'bench')"
        )
        store.executemany(
            "INSERT INTO participant (negotiation, partner, role, votes, may_block, source)"
            " VALUES ('BODY', ?, 'member', ?, 1, 'bench')",
            [(partner, 1 + number % 7) for number, partner in enumerate(partners)],
        )
        store.executemany(
            "INSERT INTO status_change (id, negotiation, partner, status, date, earliest, latest,"
            " resets, source) VALUES (?, 'BODY', ?, ?, ?, ?, ?, 0, 'bench')",
            [
                (partner, partner, ("concluded", "negotiating", "interested")[number % 3])
                + (f"2005-01-{1 + number % 28:02}",) * 3
                for number, partner in enumerate(partners)
            ],
        )
        store.execute(
            "INSERT INTO rule (negotiation, name, expression, is_default, source)"
            " VALUES ('BODY', 'vote', '2/3 and all(BIG) or 3/4', 1, 'bench')"
        )
