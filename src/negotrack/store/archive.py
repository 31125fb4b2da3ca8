"""Read the archive form, a whole record with its journal as JSON Lines, into a file of its own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from negotrack.errors import Misuse
from negotrack.store.migrating import migrate
from negotrack.store.schema import SCHEMA_VERSION

SCHEMA: Final = "negotrack/archive/1"
_ANY_VERSION: Final = "negotrack/archive/"
# As many rows go into the file at once.
_TOGETHER: Final = 1000
_LONGEST_LINE: Final = 10_000_000


def is_archive(path: Path) -> bool:
    """Say whether a file begins as an archive does."""
    # A pipe would be empty after this look.
    if not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8-sig") as lines:
            first = json.loads(lines.readline(1000))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(first, dict) and str(first.get("schema")).startswith(_ANY_VERSION)


def unpack(archive: Path, target: Path) -> None:
    """Write the record of an archive into an empty file; raise Misuse with the line that is off.

    Nothing is taken on trust: the database refuses rows that it would refuse from anybody, and
    the trailer tells whether lines are missing.
    """
    migrate(target)
    with closing(sqlite3.connect(target, isolation_level=None)) as store:
        store.execute("PRAGMA foreign_keys = OFF")
        store.execute("BEGIN")
        counted, trailer = _load(store, archive)
        _refuse_cut_short(store, archive, counted, trailer)
        _refuse_dangling(store, archive)
        store.execute("COMMIT")


def _load(store: sqlite3.Connection, archive: Path) -> tuple[int, dict[str, Any]]:
    """Insert the rows; give how many there were, and the trailer."""
    columns = _columns(store)
    counted = 0
    trailer: dict[str, Any] = {}
    pending: list[dict[str, Any]] = []
    table = ""
    for number, line in _lines(archive):
        if trailer:
            raise Misuse(f"{archive}, line {number}: something follows the end of the archive.")
        if "table" not in line:
            trailer = line
            continue
        name, row = str(line["table"]), line.get("row")
        if not isinstance(row, dict) or set(row) != columns.get(name):
            raise Misuse(f"{archive}, line {number}: this is no row of a store of this schema.")
        if name != table or len(pending) >= _TOGETHER:
            _insert(store, table, pending, archive, number)
            table, pending = name, []
        counted += 1
        pending.append(row)
    _insert(store, table, pending, archive, 0)
    return counted, trailer


def _insert(
    store: sqlite3.Connection, table: str, rows: list[dict[str, Any]], archive: Path, number: int
) -> None:
    if not rows:
        return
    names = list(rows[0])
    values = ", ".join(f":{name}" for name in names)
    try:
        store.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})",
            rows,
        )
    except (sqlite3.Error, OverflowError, UnicodeEncodeError) as fault:
        before = f" before line {number}" if number else ""
        raise Misuse(
            f"{archive}: a row of {table}{before} cannot be taken in: {fault}. Nothing was written."
        ) from fault


def _lines(archive: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the lines after the first, numbered as an editor would."""
    number = 1
    try:
        with archive.open(encoding="utf-8-sig") as lines:
            _refuse_other_schema(archive, json.loads(lines.readline(_LONGEST_LINE)))
            while text := lines.readline(_LONGEST_LINE):
                number += 1
                line = json.loads(text) if text.strip() else None
                if isinstance(line, dict):
                    yield number, line
                elif line is not None:
                    raise Misuse(f"{archive}, line {number}: this is no row of an archive.")
    except (ValueError, RecursionError) as fault:
        raise Misuse(f"{archive}, line {number}, is damaged: {_of_line(fault)}.") from fault
    except OSError as fault:
        raise Misuse(f"{archive} cannot be read: {fault.strerror}.") from fault


def _of_line(fault: Exception) -> str:
    """Say what is wrong with a line, which is all that the reader of JSON saw."""
    if isinstance(fault, json.JSONDecodeError):
        return f"{fault.msg} at letter {fault.pos + 1}"
    return "it is nested too deeply" if isinstance(fault, RecursionError) else str(fault)


def _refuse_other_schema(archive: Path, line: Any) -> None:
    form = line.get("schema") if isinstance(line, dict) else None
    if form != SCHEMA:
        raise Misuse(
            f"{archive} is of the form {str(form)[:60]}; this negotrack reads {SCHEMA}. "
            "Update negotrack; nothing was written."
        )
    version = line.get("schema_version")
    if version != SCHEMA_VERSION:
        raise Misuse(
            f"{archive} is of schema {str(version)[:20]}; this negotrack reads {SCHEMA_VERSION}. "
            "Bring the store that it came from up to date and export it again."
        )


def _refuse_cut_short(
    store: sqlite3.Connection, archive: Path, counted: int, trailer: dict[str, Any]
) -> None:
    if trailer.get("rows") != counted:
        raise Misuse(f"{archive} is cut short: its last lines are missing. Nothing was written.")
    newest = store.execute(
        "SELECT hash FROM entry WHERE via IS NULL ORDER BY recorded_at DESC, id DESC LIMIT 1"
    ).fetchone()
    if trailer.get("head") != (newest[0] if newest else ""):
        raise Misuse(
            f"{archive} does not end its journal with the entry that its last line names: lines "
            "were changed. Nothing was written."
        )


def _refuse_dangling(store: sqlite3.Connection, archive: Path) -> None:
    found = store.execute("PRAGMA foreign_key_check").fetchone()
    if found:
        table, parent = (name.replace("_", " ") for name in (found[0], found[2]))
        raise Misuse(
            f"{archive}: a row of {table} refers to a {parent} that is not in it. "
            "Nothing was written."
        )


def _columns(store: sqlite3.Connection) -> dict[str, set[str]]:
    tables = store.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " AND name <> 'alembic_version'"
    ).fetchall()
    return {
        table: {row[1] for row in store.execute(f'PRAGMA table_info("{table}")')}
        for (table,) in tables
    }
