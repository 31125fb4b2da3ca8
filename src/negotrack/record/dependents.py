"""What rests on an entry: later entries on the same rows, and on rows that refer to its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ForeignKeyConstraint, Table

from negotrack.store.entries import OWN, undone
from negotrack.store.journal import Recording
from negotrack.store.rows import TABLES, key_of, table_of


@dataclass(frozen=True, slots=True)
class Dependent:
    """A later entry that could not stand without an earlier one."""

    entry: str
    recorded_at: str
    summary: str


def dependents(action: Recording, entry: str) -> list[Dependent]:
    """Give the entries in effect that rest on one, directly or not, in the order of recording."""
    gone = undone(action)
    found: dict[str, Dependent] = {}
    waiting = [entry]
    while waiting:
        each = waiting.pop()
        for later in (*_on_same_rows(action, each), *_on_referring_rows(action, each)):
            if later.entry not in gone and later.entry not in found and later.entry != entry:
                found[later.entry] = later
                waiting.append(later.entry)
    return sorted(found.values(), key=lambda dependent: dependent.recorded_at)


# An undo cancels out with what it undid: what is left of both is what was before.
_LATER: Final = f"l.{OWN} AND l.id NOT IN (SELECT entry FROM undoing)"


def _on_same_rows(action: Recording, entry: str) -> Iterator[Dependent]:
    yield from _dependents(
        action,
        "SELECT DISTINCT l.id, l.recorded_at, l.summary FROM change mine"
        " JOIN change other ON other.table_name = mine.table_name"
        "  AND other.row_key = mine.row_key AND other.entry <> mine.entry"
        " JOIN entry l ON l.id = other.entry JOIN entry e ON e.id = mine.entry"
        f" WHERE mine.entry = :entry AND l.recorded_at > e.recorded_at AND {_LATER}",
        entry=entry,
    )


def _on_referring_rows(action: Recording, entry: str) -> Iterator[Dependent]:
    """Give the entries that wrote the rows which refer to what this entry has added."""
    touched = {
        (row["table_name"], row["row_key"])
        for row in action.rows("SELECT * FROM change WHERE entry = :entry", entry=entry)
    }
    # A source stays when something else rests on it.
    names = {name for name, _ in touched if name != "source"}
    for name, row_class in TABLES.items():
        for reference in table_of(row_class).foreign_key_constraints:
            if reference.referred_table.name in names:
                for key in _referring(action, entry, table_of(row_class), reference):
                    if (name, key) not in touched:
                        yield from _writers(action, name, key)


def _referring(
    action: Recording, entry: str, table: Table, reference: ForeignKeyConstraint
) -> Iterator[str]:
    """Give the keys of the rows that refer to a row which an entry has added."""
    referred = reference.referred_table
    parts = [column.name for column in referred.primary_key.columns]
    same = [
        f"r.{element.parent.name} = {_part(parts.index(element.column.name), len(parts))}"
        for element in reference.elements
        if element.column.name in parts
    ]
    for row in action.rows(
        f"SELECT r.* FROM change c JOIN {table.name} r ON {' AND '.join(same)}"
        " WHERE c.entry = :entry AND c.table_name = :referred AND c.before IS NULL",
        entry=entry,
        referred=referred.name,
    ):
        yield key_of(table, dict(row))  # type: ignore[call-overload]


def _part(place: int, parts: int) -> str:
    return "c.row_key" if parts == 1 else f"json_extract(c.row_key, '$[{place}]')"


def _writers(action: Recording, table: str, key: str) -> Iterator[Dependent]:
    yield from _dependents(
        action,
        "SELECT DISTINCT l.id, l.recorded_at, l.summary"
        " FROM change c JOIN entry l ON l.id = c.entry"
        f" WHERE c.table_name = :name AND c.row_key = :key AND {_LATER}",
        name=table,
        key=key,
    )


def _dependents(action: Recording, sql: str, **values: str) -> Iterator[Dependent]:
    for row in action.rows(sql, **values):
        yield Dependent(row["id"], row["recorded_at"], row["summary"])
