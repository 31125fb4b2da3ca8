"""Two offices with a store each, and what people do when they exchange them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from negotrack.domain.dates import when
from negotrack.domain.kinds import kind_named
from negotrack.record.fact import read_fact
from negotrack.record.merging import Conflict, Merge, Side, merge, plan
from negotrack.record.remove import remove
from negotrack.record.set_status import StatusDraft, set_status
from negotrack.record.undo import undo
from negotrack.store.journal import Recording, recording
from negotrack.store.reader import FileReader
from negotrack.store.rows import TABLES
from tests.record.desk import record
from tests.store.reading import Rows, rows, tables

MIRRORED: Mapping[str, Side] = {"ours": "theirs", "theirs": "ours"}
Settled = Side | Callable[[Conflict], Side | None] | None
Change = Callable[[Recording, str], object]


@contextmanager
def looking_at(path: Path) -> Iterator[FileReader]:
    """Open a store for reading."""
    with closing(FileReader(path)) as reader:
        yield reader


def merge_from(ours: Path, theirs: Path, settled: Settled = None) -> Merge:
    """Merge another store into this one; conflicts go to one side, or to whom the call says."""
    settle = settled if callable(settled) else lambda _: settled
    with looking_at(theirs) as other, recording(ours, "merge") as action:
        done = merge(action, other, settle)
        action.effect = "merged"
        return done


def exchange(one: Path, other: Path, settled: Side | None = None) -> None:
    """Merge two stores into each other, as each was before; the other settles the mirror way."""
    former = Path(shutil.copy(one, one.with_suffix(".former")))
    merge_from(one, other, settled)
    merge_from(other, former, MIRRORED[settled] if settled else None)


def conflicts(ours: Path, theirs: Path) -> list[tuple[str, str]]:
    """Give the rows that would be asked about."""
    with looking_at(ours) as one, looking_at(theirs) as other:
        return [(each.table, each.key) for each in plan(one, other).conflicts]


def held(path: Path) -> dict[str, Rows]:
    """Give all that a store holds but the choices of its own office."""
    return {name: found for name, found in tables(path).items() if name != "setting"}


def newest(path: Path) -> str:
    """Give the newest entry of a store's own."""
    (row,) = rows(path, "SELECT id FROM entry WHERE via IS NULL ORDER BY recorded_at DESC LIMIT 1")
    return str(row["id"])


def amend(path: Path, table: str, *key: str, **values: Any) -> str:
    """Change a row, and give the entry that did."""

    def change(action: Recording, _: str) -> None:
        row = action.get(TABLES[table], *key)
        assert row is not None
        action.change(row, **values)

    record(path, change)
    return newest(path)


def take_away(path: Path, kind: str, *key: str) -> str:
    """Remove a fact as `negotrack remove` does, and give the entry that did."""

    def taken(action: Recording, _: str) -> None:
        fact = read_fact(action, kind_named(kind), key)
        assert fact is not None
        remove(action, fact)

    record(path, taken)
    return newest(path)


def note_status(
    path: Path, partner: str, day: str = "2005-06-09", source: str | None = "A newspaper"
) -> str:
    """Record that a member has concluded with Viet Nam, and give the entry that did."""
    said = StatusDraft("WTO", partner, "concluded", when(day))
    record(path, lambda action, cited: set_status(action, said, cited), source=source)
    return newest(path)


def do(path: Path, change: Change, source: str | None = None) -> str:
    """Take any action, and give the entry that did."""
    record(path, change, source=source)
    return newest(path)


def undo_entry(path: Path, entry: str, *, cascade: bool = False) -> str:
    """Undo an entry, or an undo, and give the entry that did."""
    with recording(path, "undo") as action:
        action.effect = undo(action, entry, cascade=cascade)
    return newest(path)
