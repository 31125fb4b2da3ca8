"""Does the journal, replayed from its beginning, give today's tables, and is its chain whole?"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from negotrack.ask.check.findings import Finding
from negotrack.ask.check.keys import key_columns, key_of
from negotrack.domain.instants import spoken_time
from negotrack.domain.row_names import row_name
from negotrack.store.chain import BEGINNING, sealed
from negotrack.store.reader import Reader, Row

# Tables that the journal does not tell of: itself, and the mark of the schema.
_UNTOLD: Final = ("alembic_version", "entry", "undoing", "change")
State = dict[tuple[str, str], str]


def journal_findings(reader: Reader, expected: str | None) -> Iterator[Finding]:
    """Give where the chain first breaks, and each row that is not what the journal made it."""
    state: State = {}
    undone: defaultdict[str, list[str]] = defaultdict(list)
    for row in reader.rows("SELECT entry, undone FROM undoing"):
        undone[row["entry"]].append(row["undone"])
    hashes: set[str] = set()
    previous, broken = BEGINNING, False
    for entry in reader.rows("SELECT * FROM entry ORDER BY recorded_at, via IS NULL, id"):
        changes = reader.rows(
            "SELECT * FROM change WHERE entry = :entry ORDER BY position", entry=entry["id"]
        )
        if not broken:
            why = _break(entry, undone[entry["id"]], changes, previous)
            if why:
                broken = True
                yield _broken(entry, why)
        if entry["via"] is None:
            previous = entry["hash"]
            # A merge is sealed upon the newest entry of the other store as well.
            hashes.update((previous, *entry["previous"].split()))
            yield from _replay(state, entry, changes)
    if expected and not any(each.startswith(expected) for each in hashes):
        yield Finding(
            "journal",
            "head-missing",
            f"No entry has the hash {expected}: entries were taken away, or it is another store's.",
        )
    yield from _differences(reader, state)


def _break(entry: Row, undone: list[str], changes: list[Row], previous: str) -> str | None:
    """Say why the chain breaks at an entry, or None when it holds there."""
    if sealed(entry, undone, changes) != entry["hash"]:
        return "its content is not what its hash was made of"
    if entry["via"] is None and entry["previous"].split(" ")[0] != previous:
        return "it does not follow the entry before it: one was taken away, or put in between"
    return None


def _broken(entry: Row, why: str) -> Finding:
    when = spoken_time(entry["recorded_at"])
    return Finding(
        "journal",
        "chain",
        f"The chain of the journal first breaks at entry {entry['id']} of {when}: {why}.",
        table="entry",
        key=entry["id"],
    )


def _replay(state: State, entry: Row, changes: list[Row]) -> Iterator[Finding]:
    for change in changes:
        place = (change["table_name"], change["row_key"])
        if state.get(place) != change["before"]:
            yield Finding(
                "journal",
                "replay",
                f"Entry {entry['id']} found the {row_name(*place)} otherwise than the journal had "
                "left it: somebody changed it behind the program's back before.",
                *place,
            )
        if change["after"] is None:
            state.pop(place, None)
        else:
            state[place] = change["after"]


def _differences(reader: Reader, state: State) -> Iterator[Finding]:
    """Name each row of today's tables that the journal tells otherwise, or not at all."""
    for table in _tables(reader):
        keys = key_columns(reader, table)
        for row in reader.rows(f'SELECT * FROM "{table}"'):
            place = (table, key_of(row, keys))
            told = state.pop(place, None)
            if told is None:
                yield _behind("added", place, "was added behind the program's back")
            elif told != json.dumps(dict(row), ensure_ascii=False, sort_keys=True):  # type: ignore[call-overload]
                yield _behind("changed", place, "was changed behind the program's back")
    for place in state:
        yield _behind("removed", place, "was taken away behind the program's back")


def _behind(what: str, place: tuple[str, str], how: str) -> Finding:
    return Finding("journal", what, f"The {row_name(*place)} {how}: no entry says so.", *place)


def _tables(reader: Reader) -> list[str]:
    found = reader.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " ORDER BY name"
    )
    return [row["name"] for row in found if row["name"] not in _UNTOLD]
