"""What was recorded when, by whom, with which command, and what did it change?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from negotrack.domain.instants import Instant
from negotrack.domain.names import find, fold
from negotrack.store.entries import newest, undone
from negotrack.store.reader import Reader, Row

__all__ = ["Entry", "EntryFilter", "RowChange", "entries", "entry", "head", "table_named", "undone"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One action of a user, and what became of it since."""

    id: str
    recorded_at: str
    actor: str
    command: str
    summary: str
    reason: str | None
    rows: int
    undoes: tuple[str, ...]
    undone_by: str | None
    via: str | None
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an entry did to one row; None stands for no row."""

    table: str
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def verb(self) -> str:
        """Say what was done: added, changed, removed."""
        if self.before is None:
            return "added"
        return "changed" if self.after is not None else "removed"

    def fields(self) -> list[tuple[str, Any, Any]]:
        """Give the columns that differ, each with its value before and after."""
        before, after = self.before or {}, self.after or {}
        return [
            (column, before.get(column), after.get(column))
            for column in (after or before)
            if before.get(column) != after.get(column)
        ]


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries to list; None leaves a side open."""

    since: Instant | None = None
    until: Instant | None = None
    actor: str | None = None
    table: str | None = None
    partner: str | None = None
    last: int | None = None


_COLUMNS: Final = """
  e.*,
  (SELECT count(*) FROM change c WHERE c.entry = e.id) AS rows,
  (SELECT group_concat(u.undone, ' ') FROM undoing u WHERE u.entry = e.id) AS undoes
"""

# A row concerns a partner that it names, or that sits at the round or asks the request it is of.
_NAMES: Final = """
  :partner IN (json_extract({side}, '$.partner'), json_extract({side}, '$.applicant'),
    json_extract({side}, '$.asker'), json_extract({side}, '$.asked'))
  OR json_extract({side}, '$.round')
    IN (SELECT p.round FROM round_partner p WHERE p.partner = :partner)
  OR json_extract({side}, '$.request')
    IN (SELECT q.id FROM request q WHERE :partner IN (q.asker, q.asked))
"""
_CONCERNS: Final = f"""
EXISTS (SELECT 1 FROM change c WHERE c.entry = e.id AND (
  (c.table_name = 'partner' AND c.row_key = :partner)
  OR (c.table_name = 'round'
      AND c.row_key IN (SELECT p.round FROM round_partner p WHERE p.partner = :partner))
  OR {_NAMES.format(side="c.after")} OR {_NAMES.format(side="c.before")}))
"""


def entries(reader: Reader, wanted: EntryFilter) -> list[Entry]:
    """List the entries in the order of recording, oldest first."""
    gone = _undone_by(reader)
    found = reader.rows(
        f"SELECT {_COLUMNS} FROM entry e WHERE e.recorded_at >= :since AND e.recorded_at <= :until"
        " AND (:actors IS NULL OR e.actor IN (SELECT value FROM json_each(:actors)))"
        " AND (:table IS NULL OR EXISTS (SELECT 1 FROM change c"
        "  WHERE c.entry = e.id AND c.table_name = :table))"
        f" AND (:partner IS NULL OR {_CONCERNS})"
        " ORDER BY e.recorded_at DESC, e.id DESC LIMIT :last",
        since=wanted.since.text if wanted.since else "",
        until=wanted.until.text if wanted.until else "9",
        actors=wanted.actor and json.dumps(_actors(reader, wanted.actor)),
        table=wanted.table,
        partner=wanted.partner,
        last=-1 if wanted.last is None else wanted.last,
    )
    return [_entry(row, gone) for row in reversed(found)]


def _actors(reader: Reader, wanted: str) -> list[str]:
    """Give the actors of a name in any spelling."""
    found = reader.rows("SELECT DISTINCT actor FROM entry")
    return [row["actor"] for row in found if fold(row["actor"]) == fold(wanted)]


def entry(reader: Reader, key: str) -> tuple[Entry, list[RowChange]]:
    """Give one entry by its id, with what it did row by row."""
    (found,) = reader.rows(f"SELECT {_COLUMNS} FROM entry e WHERE e.id = :key", key=key)
    changes = [
        RowChange(row["table_name"], row["row_key"], _read(row["before"]), _read(row["after"]))
        for row in reader.rows("SELECT * FROM change WHERE entry = :key ORDER BY position", key=key)
    ]
    return _entry(found, _undone_by(reader)), changes


def head(reader: Reader) -> Entry | None:
    """Give the newest entry of this store's own, whose hash seals all before it."""
    row = newest(reader)
    return entry(reader, row["id"])[0] if row else None


def table_named(reader: Reader, word: str) -> str:
    """Give the table that a word names, as `status-change`; raise NotFound with the nearest."""
    tables = {row["name"] for row in reader.rows("SELECT DISTINCT table_name AS name FROM change")}
    named = {table: (table.replace("_", " "),) for table in sorted(tables)}
    return find(word, named, "table with entries", "negotrack where")


def _undone_by(reader: Reader) -> dict[str, str]:
    """Give each entry that is not in effect with the entry that took it back."""
    gone = undone(reader)
    return {
        row["undone"]: row["entry"]
        for row in reader.rows(
            "SELECT u.undone, u.entry FROM undoing u JOIN entry e ON e.id = u.entry"
            " ORDER BY e.recorded_at"
        )
        if row["undone"] in gone and row["entry"] not in gone
    }


def _entry(row: Row, gone: dict[str, str]) -> Entry:
    return Entry(
        id=row["id"],
        recorded_at=row["recorded_at"],
        actor=row["actor"],
        command=row["command"],
        summary=row["summary"],
        reason=row["reason"],
        rows=row["rows"],
        undoes=tuple((row["undoes"] or "").split()),
        undone_by=gone.get(row["id"]),
        via=row["via"],
        previous=row["previous"],
        hash=row["hash"],
    )


def _read(text: str | None) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)
