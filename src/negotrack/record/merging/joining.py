"""Let the journals of two stores become one: entries taken over, and every key still held."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from sqlmodel import SQLModel

from negotrack.domain.row_names import row_name
from negotrack.errors import Refused
from negotrack.store.journal import Recording
from negotrack.store.reader import Reader
from negotrack.store.rows import TABLES, Columns, columns_of, key_of, table_of
from negotrack.store.tables import Change, Entry, Undoing

# As many rows are named in a refusal.
_NAMED: Final = 20
# As many entries are copied at once.
_TOGETHER: Final = 500


def defer_keys(action: Recording) -> None:
    """Let rows refer to rows that come later in this action."""
    action.session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def refuse_dangling(action: Recording) -> None:
    """Raise Refused when rows refer to rows that are not there, naming some of them."""
    # The journal's own rows wait for their entry, which is written last.
    found = [row for row in action.rows("PRAGMA foreign_key_check") if row["table"] in TABLES]
    if found:
        lines = [
            f"  {_name(action, row['table'], row['rowid'])} to a {row['parent'].replace('_', ' ')}"
            for row in found[:_NAMED]
        ]
        more = len(found) - len(lines)
        refusal = Refused(
            f"{'A row' if len(found) == 1 else f'{len(found)} rows'} would refer to something "
            "that is not there: one side took it away, the other went on with it. "
            "Undo one of the two, then merge again; nothing was written:"
        )
        refusal.below = "\n".join([*lines, f"  and {more} more"] if more else lines)
        raise refusal


def _name(action: Recording, table_name: str, number: int) -> str:
    """Name a row in words by SQLite's inner number for it."""
    (row,) = action.rows(f"SELECT * FROM {table_name} WHERE rowid = :number", number=number)
    return row_name(table_name, key_of(table_of(TABLES[table_name]), columns_of(row)))


def take_over(action: Recording, other: Reader, entries: Sequence[str], their_head: str) -> None:
    """Copy entries of another store's journal; they have no effect here but through this one.

    This action is sealed upon both stores' newest entries.
    """
    action.joined = their_head
    for first in range(0, len(entries), _TOGETHER):
        some = json.dumps(entries[first : first + _TOGETHER])
        _copy(action, other, Entry, "id", some, {"via": action.entry})
        _copy(action, other, Change, "entry", some, {})
        _copy(action, other, Undoing, "entry", some, {})


def _copy(
    action: Recording,
    other: Reader,
    row_class: type[SQLModel],
    column: str,
    listed: str,
    own: Columns,
) -> None:
    """Copy the rows of a table of the journal that belong to some entries."""
    table = table_of(row_class)
    rows = other.rows(
        f"SELECT * FROM {table.name} WHERE {column} IN (SELECT value FROM json_each(:listed))",
        listed=listed,
    )
    if rows:
        driver = action.session.connection()
        driver.execute(table.insert(), [columns_of(row) | own for row in rows])
