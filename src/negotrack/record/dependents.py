"""What rests on an entry: later entries on its rows, on rows that refer to them, or taken away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from negotrack.store.entries import OWN, undone
from negotrack.store.journal import Recording
from negotrack.store.rows import TABLES, Columns, columns_of, key_of, read, table_of

# A table and a key of it as the journal writes it; and the keys that were added, by table.
Place = tuple[str, str]
Added = Mapping[str, set[str]]


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
        for later in (
            *_on_same_rows(action, each),
            *_on_referring_rows(action, each),
            *_on_removed_rows(action, each),
        ):
            if later.entry not in gone and later.entry not in found and later.entry != entry:
                found[later.entry] = later
                waiting.append(later.entry)
    return sorted(found.values(), key=lambda dependent: dependent.recorded_at)


# An undo cancels out with what it undid: what is left of both is what was before.
_LATER: Final = f"l.{OWN} AND l.id NOT IN (SELECT entry FROM undoing)"
# Seen from an entry in between, only the undo is left.
_STILL_LATER: Final = f"""
l.recorded_at > e.recorded_at AND l.{OWN}
AND (l.id NOT IN (SELECT entry FROM undoing) OR EXISTS (
  SELECT 1 FROM undoing u JOIN entry x ON x.id = u.undone JOIN change c ON c.entry = x.id
  WHERE u.entry = l.id AND x.recorded_at < e.recorded_at
    AND c.table_name = other.table_name AND c.row_key = other.row_key))
"""


def _on_same_rows(action: Recording, entry: str) -> Iterator[Dependent]:
    yield from _dependents(
        action,
        "SELECT DISTINCT l.id, l.recorded_at, l.summary"
        " FROM change mine JOIN entry e ON e.id = mine.entry"
        " JOIN change other ON other.table_name = mine.table_name"
        "  AND other.row_key = mine.row_key AND other.entry <> mine.entry"
        f" JOIN entry l ON l.id = other.entry WHERE mine.entry = :entry AND {_STILL_LATER}"
        # A source comes and goes by itself.
        "  AND (mine.table_name <> 'source' OR mine.before IS NOT NULL AND mine.after IS NOT NULL)",
        entry=entry,
    )


def _on_referring_rows(action: Recording, entry: str) -> Iterator[Dependent]:
    """Give the entries that let rows refer to what this entry has added, now or for a while."""
    added: defaultdict[str, set[str]] = defaultdict(set)
    touched = set()
    for row in action.rows("SELECT * FROM change WHERE entry = :entry", entry=entry):
        touched.add((row["table_name"], row["row_key"]))
        # A source stays when something else rests on it.
        if row["before"] is None and row["table_name"] != "source":
            added[row["table_name"]].add(row["row_key"])
    if not added:
        return
    for name, key in {*_referring(action, entry, added), *_referred(action, entry, added)}:
        if (name, key) not in touched:
            for writer in action.rows(
                "SELECT l.id, l.recorded_at, l.summary, c.before, c.after"
                " FROM change c JOIN entry l ON l.id = c.entry"
                f" WHERE c.table_name = :name AND c.row_key = :key AND {_LATER}",
                name=name,
                key=key,
            ):
                if _refers(name, read(writer["before"]), added) or _refers(
                    name, read(writer["after"]), added
                ):
                    yield Dependent(writer["id"], writer["recorded_at"], writer["summary"])


def _on_removed_rows(action: Recording, entry: str) -> Iterator[Dependent]:
    """Give the entries that took away what the former rows of this entry refer to."""
    missing = set()
    for change in action.rows("SELECT * FROM change WHERE entry = :entry", entry=entry):
        for name, key in _references(change["table_name"], read(change["before"])):
            if action.present(name, key) is None:
                missing.add((name, key))
    for name, key in missing:
        yield from _dependents(
            action,
            "SELECT DISTINCT l.id, l.recorded_at, l.summary"
            " FROM change other JOIN entry l ON l.id = other.entry JOIN entry e ON e.id = :entry"
            " WHERE other.table_name = :name AND other.row_key = :key AND other.after IS NULL"
            f" AND {_STILL_LATER}",
            entry=entry,
            name=name,
            key=key,
        )


def _referring(action: Recording, entry: str, added: Added) -> Iterator[Place]:
    """Give the rows that refer to a row which an entry has added."""
    for name, row_class in TABLES.items():
        table = table_of(row_class)
        for reference in table.foreign_key_constraints:
            referred = reference.referred_table
            if referred.name not in added:
                continue
            parts = [column.name for column in referred.primary_key.columns]
            same = [
                f"r.{element.parent.name} = {_part(parts.index(element.column.name), len(parts))}"
                for element in reference.elements
                if element.column.name in parts
            ]
            for row in action.rows(
                f"SELECT r.* FROM change c JOIN {name} r ON {' AND '.join(same)}"
                " WHERE c.entry = :entry AND c.table_name = :referred AND c.before IS NULL",
                entry=entry,
                referred=referred.name,
            ):
                yield name, key_of(table, columns_of(row))


def _referred(action: Recording, entry: str, added: Added) -> Iterator[Place]:
    """Give the rows that did so before a later entry changed them or took them away."""
    for row in action.rows(
        "SELECT c.table_name, c.row_key, c.before FROM entry e"
        " JOIN entry l ON l.recorded_at > e.recorded_at JOIN change c ON c.entry = l.id"
        f" WHERE e.id = :entry AND l.{OWN} AND c.before IS NOT NULL",
        entry=entry,
    ):
        if _refers(row["table_name"], read(row["before"]), added):
            yield row["table_name"], row["row_key"]


def _refers(name: str, row: Columns | None, added: Added) -> bool:
    return any(key in added.get(other, ()) for other, key in _references(name, row))


def _references(name: str, row: Columns | None) -> Iterator[Place]:
    """Give the rows that a row refers to, its source apart."""
    if row is None:
        return
    for reference in table_of(TABLES[name]).foreign_key_constraints:
        referred = reference.referred_table
        values = {element.column.name: row[element.parent.name] for element in reference.elements}
        if referred.name != "source" and None not in values.values():
            yield referred.name, key_of(referred, values)


def _part(place: int, parts: int) -> str:
    return "c.row_key" if parts == 1 else f"json_extract(c.row_key, '$[{place}]')"


def _dependents(action: Recording, sql: str, **values: str) -> Iterator[Dependent]:
    for row in action.rows(sql, **values):
        yield Dependent(row["id"], row["recorded_at"], row["summary"])
