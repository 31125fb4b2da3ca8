"""Take back one action: every row it touched gets its former values, by an action of its own."""

from __future__ import annotations

import json
from typing import Any

from sqlmodel import SQLModel

from negotrack.errors import NotFound, Refused
from negotrack.store.journal import Recording, columns, table_name
from negotrack.store.reader import Row
from negotrack.store.tables import JOURNALLED, Source

_TABLES: dict[str, type[SQLModel]] = {table_name(table): table for table in JOURNALLED}


def last_undoable(action: Recording) -> str:
    """Give the newest entry in effect that is not an undo; raise NotFound for none."""
    gone = _undone(action)
    for row in action.rows(
        "SELECT id FROM entry WHERE undoes IS NULL AND command <> 'init'"
        " ORDER BY recorded_at DESC, id DESC"
    ):
        if row["id"] not in gone:
            return str(row["id"])
    raise NotFound("There is nothing to undo.")


def undo(action: Recording, entry: str) -> str:
    """Take back an entry and give its summary; raise Refused when later entries built on it."""
    (taken_back,) = action.rows("SELECT * FROM entry WHERE id = :entry", entry=entry)
    if taken_back["command"] == "init":
        raise Refused("The entry that made the store cannot be undone.")
    gone = _undone(action)
    if entry in gone:
        raise Refused(f"The entry {entry} is undone already. Nothing was written.")
    later = [other for other in _later_on_same_rows(action, entry) if other not in gone]
    if later:
        raise Refused(
            f"Later entries changed the same rows: {', '.join(later)}. "
            "Undo those first; nothing was written."
        )
    changes = action.rows(
        "SELECT * FROM change WHERE entry = :entry ORDER BY position DESC", entry=entry
    )
    # All of them before the first is touched: some follow others.
    for change in changes:
        _refuse_moved_on(action, change)
    for change in changes:
        _invert(action, change)
    action.undoes = entry
    return str(taken_back["summary"])


def _undone(action: Recording) -> set[str]:
    """Name the entries that are not in effect: an undo counts while it is not undone itself."""
    gone: set[str] = set()
    for row in action.rows(
        "SELECT id, undoes FROM entry WHERE undoes IS NOT NULL ORDER BY recorded_at DESC, id DESC"
    ):
        # Whatever undoes this undo came after it, and is therefore judged already.
        if row["id"] not in gone:
            gone.add(row["undoes"])
    return gone


def _refuse_moved_on(action: Recording, change: Row) -> None:
    """Raise Refused when a row is no longer what the change made of it."""
    row = _current(action, change)
    if (columns(row) if row else None) != _columns_of(change["after"]):
        raise Refused(
            f"The {change['table_name']} {change['row_key']} is not as this entry left it. "
            "Undo what changed it first; nothing was written."
        )


def _invert(action: Recording, change: Row) -> None:
    row, before = _current(action, change), _columns_of(change["before"])
    if row is None:
        action.add(_TABLES[change["table_name"]](**before or {}))
    elif before is not None:
        action.change(row, **before)
    elif not (isinstance(row, Source) and _cited(action, row.code)):
        action.remove(row)


def _current(action: Recording, change: Row) -> SQLModel | None:
    key = change["row_key"]
    return action.get(
        _TABLES[change["table_name"]], *(json.loads(key) if key.startswith("[") else [key])
    )


def _columns_of(written: str | None) -> dict[str, Any] | None:
    return json.loads(written) if written else None


def _cited(action: Recording, source: str) -> bool:
    """Say whether other statements rest on a source; then it stays, and so do they."""
    return any(
        action.rows(f"SELECT source FROM {name} WHERE source = :source LIMIT 1", source=source)
        for name, table in _TABLES.items()
        if "source" in table.model_fields
    )


def _later_on_same_rows(action: Recording, entry: str) -> list[str]:
    """Name the later entries on the same rows; an undo cancels out with what it undoes."""
    rows = action.rows(
        "SELECT DISTINCT l.id, l.recorded_at FROM change mine"
        " JOIN change other ON other.table_name = mine.table_name"
        "  AND other.row_key = mine.row_key AND other.entry <> mine.entry"
        " JOIN entry l ON l.id = other.entry"
        " JOIN entry e ON e.id = mine.entry"
        " WHERE mine.entry = :entry AND l.recorded_at > e.recorded_at"
        " AND l.undoes IS NULL"
        " ORDER BY l.recorded_at",
        entry=entry,
    )
    return [row["id"] for row in rows]
