"""Read a store as it was known at an instant: a private copy, later changes rolled back on it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from negotrack.domain.instants import Instant, spoken_time
from negotrack.errors import NotFound
from negotrack.store.entries import OWN
from negotrack.store.opening import connect, store_faults
from negotrack.store.reader import FileReader

# What each row was before the first later change of it, in the order of recording.
_FORMER: Final = f"""
CREATE TEMP TABLE former AS
SELECT table_name, row_key, before FROM (
  SELECT c.table_name, c.row_key, c.before, row_number() OVER (
      PARTITION BY c.table_name, c.row_key ORDER BY e.recorded_at, c.position) AS place
  FROM entry e JOIN change c ON c.entry = e.id
  WHERE e.recorded_at > :instant AND e.{OWN}
) WHERE place = 1
"""


def then_reader(path: Path, instant: Instant) -> FileReader:
    """Give a reader of what the store had been told by an instant.

    The store is read once and left alone. Raise NotFound when nothing had been told by then.
    """
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with store_faults(path), closing(connect(path, writing=False)) as present:
        _refuse_before_the_beginning(present, instant)
        present.backup(copy)
    copy.execute("PRAGMA foreign_keys = OFF")
    copy.execute("PRAGMA temp_store = MEMORY")
    copy.execute("BEGIN")
    copy.execute(_FORMER, {"instant": instant.text})
    for (table,) in copy.execute("SELECT DISTINCT table_name FROM former").fetchall():
        _roll_back(copy, table)
    copy.execute("DROP TABLE former")
    copy.execute("COMMIT")
    return FileReader(path, copy)


def _refuse_before_the_beginning(present: sqlite3.Connection, instant: Instant) -> None:
    (first,) = present.execute(f"SELECT min(recorded_at) FROM entry WHERE {OWN}").fetchone()
    if first is None or first > instant.text:
        begun = f"its first entry is of {spoken_time(first)}" if first else "its journal is empty"
        raise NotFound(
            f"By {instant.spoken} this store had been told nothing: {begun}. "
            "Ask about a later time; --as-of asks how things stood on an earlier day."
        )


def _roll_back(copy: sqlite3.Connection, table: str) -> None:
    """Give the rows of a table their former values, where later changes touched them."""
    columns, keys = [], []
    for _, name, _, _, _, place_in_key in copy.execute(f'PRAGMA table_info("{table}")'):
        columns.append(name)
        if place_in_key:
            keys.append((place_in_key, name))
    key = ", ".join(f'"{name}"' for _, name in sorted(keys))
    copy.execute(
        f'DELETE FROM "{table}" WHERE ({key}) IN'
        f" (SELECT {_key_parts(len(keys))} FROM former WHERE table_name = :table)",
        {"table": table},
    )
    values = ", ".join(f"json_extract(before, '$.{name}')" for name in columns)
    listed = ", ".join(f'"{name}"' for name in columns)
    copy.execute(
        f'INSERT INTO "{table}" ({listed}) SELECT {values} FROM former'
        " WHERE table_name = :table AND before IS NOT NULL",
        {"table": table},
    )


def _key_parts(parts: int) -> str:
    """Give the parts of a row's key as the journal writes it: one text, or a JSON list."""
    if parts == 1:
        return "row_key"
    return ", ".join(f"json_extract(row_key, '$[{place}]')" for place in range(parts))
