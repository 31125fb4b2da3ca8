"""Look into a store's file with plain sqlite3, as a stranger to the program would."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from negotrack.store.rows import TABLES as BY_NAME

TABLES = tuple(BY_NAME)
Rows = list[dict[str, Any]]


def rows(path: Path, sql: str, **values: object) -> Rows:
    """Give the rows of a query as dictionaries."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, values)]


def tables(path: Path) -> dict[str, Rows]:
    """Give everything that the record holds, without its journal."""
    return {
        name: sorted(rows(path, f"SELECT * FROM {name}"), key=lambda row: repr(sorted(row.items())))
        for name in TABLES
    }


def entries(path: Path) -> Rows:
    """Give the entries of the journal, oldest first, without the one that made the store."""
    return rows(path, "SELECT * FROM entry WHERE command <> 'init' ORDER BY recorded_at")


def undone_by(path: Path, entry: str) -> list[str]:
    """Name the entries that one entry took back."""
    return [
        row["undone"]
        for row in rows(path, "SELECT undone FROM undoing WHERE entry = :entry", entry=entry)
    ]


def changes(path: Path, entry: str) -> Rows:
    """Give what one entry changed, in its order."""
    return rows(path, "SELECT * FROM change WHERE entry = :entry ORDER BY position", entry=entry)


def fingerprint(path: Path) -> str:
    """Give a text that is the same as long as no byte of the file has changed."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
