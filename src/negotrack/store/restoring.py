"""Put the contents of one store in the place of another, as one step."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from negotrack.errors import StoreProblem
from negotrack.store.copying import copy_store, free_name, journal_of, place, take_away, write_pages
from negotrack.store.leavings import unfinished_beside
from negotrack.store.opening import patience, store_faults, writable
from negotrack.store.schema import APPLICATION_ID


def replace_store(path: Path, sound: Path) -> Path | None:
    """Give a store the contents of another file, and give where it is kept as it was, if it was.

    A store that is whole is overwritten page by page within one transaction, so that whoever has
    it open goes on with the new contents. What is no whole store is moved aside.
    """
    if not path.exists():
        place(sound, path)
        return None
    if not path.is_file():
        raise StoreProblem(f"{path} is not a file. Nothing was changed; name another store.")
    if not writable(path):
        raise StoreProblem(f"The store {path} is read-only, or its folder is. Nothing was changed.")
    # SQLite would take an empty file for a new database, and throw away the journal beside it.
    empty = path.stat().st_size == 0
    if not empty and _is_anothers(path):
        raise StoreProblem(
            f"{path} is a database of another application, and stays. Name another store."
        )
    kept = free_name(path, "before-restore")
    if not empty and _whole(path):
        _overwrite(path, sound, kept)
        return kept
    try:
        _move_aside(path, kept)
        shutil.copymode(kept, sound)
        sound.replace(path)
    except OSError as fault:
        raise StoreProblem(
            f"{path} cannot be moved aside: {fault.strerror or fault}. Nothing was changed."
        ) from fault
    return kept


def _overwrite(path: Path, sound: Path, kept: Path) -> None:
    with (
        store_faults(path),
        closing(sqlite3.connect(sound)) as wanted,
        _alone_with(path) as present,
    ):
        copy_store(path, kept, present=present)
        write_pages(wanted, present)


@contextmanager
def _alone_with(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a connection that keeps its lock, so that nothing is recorded after the copy."""
    with closing(sqlite3.connect(path, timeout=patience(), isolation_level=None)) as present:
        present.execute("PRAGMA locking_mode = EXCLUSIVE")
        present.execute("BEGIN EXCLUSIVE")
        present.execute("COMMIT")
        yield present


def _move_aside(path: Path, kept: Path) -> None:
    """Keep a damaged file with its journal, which must not be taken for the new file's own."""
    unfinished = unfinished_beside(kept)
    try:
        shutil.copy2(path, unfinished)
        place(unfinished, kept)
    finally:
        take_away(unfinished)
    if journal_of(path).exists():
        journal_of(path).replace(journal_of(kept))


def _whole(path: Path) -> bool:
    """Say whether what is at a path is a database without damage; raise StoreProblem for a lock."""
    try:
        with closing(sqlite3.connect(path, timeout=patience())) as present:
            (verdict,) = present.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as fault:
        if "locked" in str(fault):
            with store_faults(path):
                raise
        return False
    return bool(verdict == "ok")


def _is_anothers(path: Path) -> bool:
    """Say whether a file is a database that some other application has made."""
    try:
        with closing(sqlite3.connect(path, timeout=patience())) as present:
            (application,) = present.execute("PRAGMA application_id").fetchone()
            (tables,) = present.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(application != APPLICATION_ID and tables)
