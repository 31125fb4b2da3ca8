"""Copy a store while it is in use: SQLite's online backup, into a new file, verified."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from negotrack.errors import Misuse, Refused, StoreProblem
from negotrack.store.leavings import clear_old_leavings, unfinished_beside
from negotrack.store.opening import connect, store_faults


def copy_store(path: Path, target: Path, *, present: sqlite3.Connection | None = None) -> None:
    """Write a copy of a store with mode 0600 that was read back before it got its name.

    `present` is a connection to the store when there is one. Raise Refused when the target
    exists, StoreProblem when it cannot be written or is not whole.
    """
    if not target.name:
        raise Misuse(f"{target} is a folder. Name a file in it, such as {target / 'record.db'}.")
    clear_old_leavings(target.parent)
    unfinished = unfinished_beside(target)
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(path, unfinished, present)
        _verify(unfinished)
        place(unfinished, target)
    except OSError as fault:
        raise StoreProblem(
            f"No copy can be written to the folder {target.parent}: {fault.strerror or fault}. "
            "Nothing was changed."
        ) from fault
    finally:
        take_away(unfinished)


def free_name(path: Path, what: str) -> Path:
    """Give a name beside a store that says what is kept there and when; no file has it yet."""
    stamp = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    wanted = path.with_name(f"{path.stem}.{what}.{stamp}{path.suffix}")
    count = 1
    while wanted.exists():
        count += 1
        wanted = path.with_name(f"{path.stem}.{what}.{stamp}-{count}{path.suffix}")
    return wanted


def journal_of(path: Path) -> Path:
    """Give the place where SQLite keeps what an unfinished change of a file has to give back."""
    return path.with_name(f"{path.name}-journal")


def take_away(unfinished: Path) -> None:
    """Take away a file that was not finished, and what SQLite keeps beside it."""
    for left in (unfinished, journal_of(unfinished)):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def place(unfinished: Path, target: Path) -> None:
    """Give a finished file its name, unless something has that name; raise Refused then."""
    if journal_of(target).exists():
        # SQLite would take it for the new file's own, and write old pages into it.
        raise Refused(
            f"{journal_of(target)} belongs to a file that was there before. "
            "Move it away first; nothing was changed."
        )
    with unfinished.open("rb") as built:
        os.fsync(built.fileno())
    try:
        # A link refuses to replace what somebody else has put there meanwhile.
        os.link(unfinished, target)
    except FileExistsError as fault:
        raise Refused(f"There is a file at {target} already. Nothing was changed.") from fault
    except OSError:
        if target.exists():
            raise Refused(f"There is a file at {target} already. Nothing was changed.") from None
        unfinished.rename(target)


def write_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Make one database the same as another, in one transaction of its own."""

    def no_longer_than_patience(status: int, _remaining: int, _total: int) -> None:
        # Python would try again for ever, each time as long as the connection waits.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise sqlite3.OperationalError("database is locked")

    source.backup(target, progress=no_longer_than_patience)


def _copy(path: Path, target: Path, present: sqlite3.Connection | None) -> None:
    with store_faults(path), closing(sqlite3.connect(target)) as copy:
        if present is not None:
            write_pages(present, copy)
            return
        with closing(connect(path, writing=False, any_schema=True)) as opened:
            write_pages(opened, copy)


def _verify(copy: Path) -> None:
    try:
        with closing(sqlite3.connect(copy)) as written:
            (verdict,) = written.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as fault:
        verdict = str(fault)
    if verdict != "ok":
        raise StoreProblem(
            f"The copy is not whole ({' '.join(verdict.split())}): the store itself may be "
            "damaged. `negotrack check` looks at it."
        )
