"""Copy a store while it is in use: SQLite's online backup, into a new file, verified."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from negotrack.errors import Refused, StoreProblem
from negotrack.store.opening import connect, store_faults


def copy_store(path: Path, target: Path) -> None:
    """Write a copy of a store with mode 0600 that was read back before it got its name.

    Raise Refused when the target exists, StoreProblem when it cannot be written or is not whole.
    """
    from negotrack.domain.identity import random_id

    unfinished = target.with_name(f".{target.name}.{random_id()}.new")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(path, unfinished)
        _verify(unfinished)
        place(unfinished, target)
    except OSError as fault:
        raise StoreProblem(
            f"No copy can be written to {target}: {fault.strerror or fault}. Nothing was changed."
        ) from fault
    finally:
        unfinished.unlink(missing_ok=True)


def free_name(path: Path, what: str) -> Path:
    """Give a name beside a store that says what is kept there and when; no file has it yet."""
    stamp = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    wanted = path.with_name(f"{path.stem}.{what}.{stamp}{path.suffix}")
    count = 1
    while wanted.exists():
        count += 1
        wanted = path.with_name(f"{path.stem}.{what}.{stamp}-{count}{path.suffix}")
    return wanted


def place(unfinished: Path, target: Path) -> None:
    """Give a finished file its name, unless something has that name; raise Refused then."""
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


def _copy(path: Path, target: Path) -> None:
    with (
        store_faults(path),
        closing(connect(path, writing=False, any_schema=True)) as present,
        closing(sqlite3.connect(target)) as copy,
    ):
        present.backup(copy)


def _verify(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as written:
        (verdict,) = written.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise StoreProblem(
            f"The copy is not whole ({verdict}): the store itself may be damaged. "
            "`negotrack check` looks at it."
        )
