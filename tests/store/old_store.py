"""Make a store as the first negotrack wrote it: schema 1, its journal without seals."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from negotrack.store.location import seed_file
from negotrack.store.schema import APPLICATION_ID
from tests.store.reading import TABLES

JAPAN = {
    "id": "wto-jp-2005-06-09",
    "negotiation": "WTO",
    "partner": "JP",
    "chapter": None,
    "status": "concluded",
    "date": "2005-06-09",
    "earliest": "2005-06-09",
    "latest": "2005-06-09",
    "resets": 0,
    "round": None,
    "note": "Phở & “trà”",
    "source": "wto-2004-06",
}
CANADA = JAPAN | {"id": "wto-ca-2005-06-10", "partner": "CA", "date": "2005-06-10"}
OTHER_CANADA = CANADA | {"note": None}

# Id, time, command, the entry it undoes, and what it did to status changes: before and after.
_ACTIONS: tuple[tuple[str, str, str, str | None, Any, Any], ...] = (
    ("japan000", "2026-02-01T09:00:00.000001Z", "set-status JP", None, None, JAPAN),
    ("undo0000", "2026-02-01T09:00:00.000002Z", "undo", "japan000", JAPAN, None),
    ("redo0000", "2026-02-01T09:00:00.000003Z", "undo undo0000", "undo0000", None, JAPAN),
    ("canada00", "2026-02-03T09:00:00.000000Z", "set-status CA", None, None, CANADA),
    ("canada01", "2026-02-03T09:00:01.000000Z", "set-status CA", None, CANADA, OTHER_CANADA),
    ("undo0001", "2026-02-03T09:00:02.000000Z", "undo", "canada01", OTHER_CANADA, CANADA),
)


def old_store(path: Path) -> Path:
    """Write a store of schema 1 with the seed facts, some actions, and some of them undone."""
    _migrate_to_the_first_schema(path)
    with closing(sqlite3.connect(path)) as store, store:
        store.row_factory = sqlite3.Row
        store.executescript(seed_file().read_text(encoding="utf-8"))
        _write_the_seed_entry(store)
        for key, at, words, undoes, before, after in _ACTIONS:
            _act(store, before, after)
            store.execute(
                "INSERT INTO entry VALUES (?, ?, 'tam', ?, 'said', ?)", (key, at, words, undoes)
            )
            _change(store, key, 1, "status_change", (before or after)["id"], (before, after))
        store.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        store.execute("PRAGMA user_version = 1")
    return path


def _migrate_to_the_first_schema(path: Path) -> None:
    configuration = Config()
    configuration.set_main_option("script_location", "negotrack.store:migrations")
    configuration.set_main_option("path_separator", "os")
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "0001")
    engine.dispose()


def _write_the_seed_entry(store: sqlite3.Connection) -> None:
    store.execute(
        "INSERT INTO entry VALUES ('seed0000', '2026-01-01T00:00:00.000000Z', 'tam', 'init',"
        " 'Loaded the seed facts', NULL)"
    )
    position = 0
    for table in TABLES:
        keys = store.execute(
            "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", (table,)
        )
        names = [name for (name,) in keys]
        for row in store.execute(f"SELECT * FROM {table}").fetchall():
            position += 1
            parts = [row[name] for name in names]
            key = parts[0] if len(parts) == 1 else json.dumps(parts, ensure_ascii=False)
            _change(store, "seed0000", position, table, key, (None, dict(row)))


def _act(store: sqlite3.Connection, before: Any, after: Any) -> None:
    if before:
        store.execute("DELETE FROM status_change WHERE id = ?", (before["id"],))
    if after:
        marks = ", ".join(f":{name}" for name in after)
        store.execute(
            f"INSERT INTO status_change ({', '.join(after)}) VALUES ({marks})",
            after,
        )


def _change(
    store: sqlite3.Connection, entry: str, position: int, table: str, key: str, sides: Any
) -> None:
    told = (
        json.dumps(side, ensure_ascii=False, sort_keys=True) if side else None for side in sides
    )
    store.execute(
        "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", (entry, position, table, key, *told)
    )
