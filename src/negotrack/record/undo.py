"""Take back one action: every row it touched gets its former values, by an action of its own."""

from __future__ import annotations

import json

from sqlmodel import SQLModel

from negotrack.errors import NotFound, Refused
from negotrack.store.journal import Recording, table_name
from negotrack.store.reader import Row
from negotrack.store.tables import JOURNALLED

_TABLES: dict[str, type[SQLModel]] = {table_name(table): table for table in JOURNALLED}


def last_undoable(action: Recording) -> str:
    """Give the newest entry that is neither an undo nor undone; raise NotFound for none."""
    rows = action.rows(
        "SELECT id FROM entry WHERE undoes IS NULL AND command <> 'init'"
        " AND id NOT IN (SELECT undoes FROM entry WHERE undoes IS NOT NULL)"
        " ORDER BY recorded_at DESC LIMIT 1"
    )
    if not rows:
        raise NotFound("There is nothing to undo.")
    return str(rows[0]["id"])


def undo(action: Recording, entry: str) -> str:
    """Take back an entry and give its summary; raise Refused when later entries built on it."""
    (taken_back,) = action.rows("SELECT * FROM entry WHERE id = :entry", entry=entry)
    if taken_back["command"] == "init":
        raise Refused("The entry that made the store cannot be undone.")
    if action.rows("SELECT id FROM entry WHERE undoes = :entry", entry=entry):
        raise Refused(f"The entry {entry} is undone already. Nothing was written.")
    later = _later_on_same_rows(action, entry)
    if later:
        raise Refused(
            f"Later entries changed the same rows: {', '.join(later)}. "
            "Undo those first; nothing was written."
        )
    for change in action.rows(
        "SELECT * FROM change WHERE entry = :entry ORDER BY position DESC", entry=entry
    ):
        _invert(action, change)
    action.undoes = entry
    return str(taken_back["summary"])


def _invert(action: Recording, change: Row) -> None:
    table = _TABLES[change["table_name"]]
    before = json.loads(change["before"]) if change["before"] else None
    if change["after"] is None and before is not None:
        action.add(table(**before))
        return
    key = json.loads(change["row_key"]) if change["row_key"].startswith("[") else None
    row = action.get(table, *(key or [change["row_key"]]))
    if row is None:
        raise Refused(f"The {change['table_name']} {change['row_key']} is gone. Undo its removal.")
    if before is None:
        action.remove(row)
    else:
        action.change(row, **before)


def _later_on_same_rows(action: Recording, entry: str) -> list[str]:
    rows = action.rows(
        "SELECT DISTINCT l.id, l.recorded_at FROM change mine"
        " JOIN change other ON other.table_name = mine.table_name"
        "  AND other.row_key = mine.row_key AND other.entry <> mine.entry"
        " JOIN entry l ON l.id = other.entry"
        " JOIN entry e ON e.id = mine.entry"
        " WHERE mine.entry = :entry AND l.recorded_at > e.recorded_at"
        " AND l.undoes IS NULL"
        " AND l.id NOT IN (SELECT undoes FROM entry WHERE undoes IS NOT NULL)"
        " ORDER BY l.recorded_at",
        entry=entry,
    )
    return [row["id"] for row in rows]
