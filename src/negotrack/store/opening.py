"""Open a store's file with plain sqlite3, and refuse with a sentence what is not one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

from negotrack.errors import StoreProblem
from negotrack.store.schema import APPLICATION_ID, SCHEMA_VERSION

# Long enough for a colleague's import over a network share to finish.
PATIENCE_SECONDS: Final = 20.0
# SQLite takes whatever is shorter than its smallest page for a database without tables.
_SMALLEST_DATABASE: Final = 512


def patience() -> float:
    """Give the seconds to wait for a locked store: NEGOTRACK_TIMEOUT, or 20."""
    try:
        return max(0.0, float(os.environ["NEGOTRACK_TIMEOUT"]))
    except (KeyError, ValueError):
        return PATIENCE_SECONDS


def older_schema(path: Path) -> int | None:
    """Give the schema of a store that an older negotrack wrote; None for any other file.

    It looks into the file's header only (SQLite file format, 1.3): that costs a start nothing.
    """
    _finish_what_was_broken_off(path)
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError:
        return None
    version = int.from_bytes(header[60:64], "big")
    ours = int.from_bytes(header[68:72], "big") == APPLICATION_ID
    return version if ours and version < SCHEMA_VERSION else None


def _finish_what_was_broken_off(path: Path) -> None:
    """Let SQLite give back what a killed program had half written; the header may be part of it."""
    if path.is_file() and path.with_name(f"{path.name}-journal").exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=0)) as store:
            store.execute("PRAGMA user_version").fetchone()


def connect(path: Path, *, writing: bool, any_schema: bool = False) -> sqlite3.Connection:
    """Open a checked connection; foreign keys on, no statement begins a transaction by itself.

    With `any_schema` a store of an older schema will do.
    """
    _refuse_what_is_no_file(path)
    if writing and not writable(path):
        raise StoreProblem(
            f"The store {path} is read-only, or its folder is. Nothing was written. "
            "Ask for write access, or work on a copy with --db."
        )
    # A reader opens for writing where it may: only so can it finish what a crash left behind.
    mode = "rw" if writable(path) else "ro"
    with store_faults(path):
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode={mode}",
            uri=True,
            timeout=patience(),
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            if not writing:
                connection.execute("PRAGMA query_only = ON")
            _check_mark(connection, path, any_schema=any_schema)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def store_faults(path: Path) -> Iterator[None]:
    """Turn what SQLite says about an unusable file into a sentence about the store."""
    try:
        yield
    except sqlite3.Error as fault:
        problem = fault_sentence(fault, path)
        if problem is None:
            raise
        raise StoreProblem(problem) from fault


def fault_sentence(fault: BaseException, path: Path) -> str | None:
    """Say what a fault of SQLite means for the user, or None when it is not the file's."""
    said = str(fault).lower()
    for signs, sentence in _FAULTS:
        if any(sign in said for sign in signs):
            return sentence.format(path=path, fault=fault, seconds=f"{patience():g}")
    return None


# What SQLite says, and what it means to somebody who keeps a record in the file.
_FAULTS: Final = (
    (
        ("locked", "busy"),
        (
            "The store {path} is locked by another program, and {seconds} seconds of waiting did "
            "not help. Nothing was written. Try again when the other one is done."
        ),
    ),
    (("readonly", "read-only"), "The store {path} is read-only. Nothing was written."),
    (
        ("not a database",),
        "{path} is not a negotrack store: it is not a database at all. Name another file.",
    ),
    (
        ("malformed", "corrupt", "disk i/o", "could not decode"),
        "The store {path} is damaged ({fault}). Go back to a copy of it.",
    ),
    (("is full",), "There is no room left for the store {path}. Nothing was written."),
    (
        ("unable to open",),
        "The store {path} cannot be opened. Check who may read it and its folder.",
    ),
)


def _refuse_what_is_no_file(path: Path) -> None:
    if path.is_dir():
        raise StoreProblem(f"{path} is a folder. Name a file in it, such as {path / 'record.db'}.")
    if not path.exists():
        raise StoreProblem(f"There is no store at {path}. `negotrack init` makes one.")
    if not path.is_file():
        raise StoreProblem(f"{path} is not a file. Name a file.")
    size = path.stat().st_size
    if size < _SMALLEST_DATABASE:
        what = "an empty file" if size == 0 else "not a database at all"
        raise StoreProblem(f"{path} is not a negotrack store: it is {what}. Name another file.")
    if not os.access(path, os.R_OK):
        raise StoreProblem(f"The store {path} may not be read by you. Ask its owner for access.")


def writable(path: Path) -> bool:
    """Say whether a store's file and its folder may be written."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _check_mark(connection: sqlite3.Connection, path: Path, *, any_schema: bool) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise StoreProblem(
            f"{path} is a database of another application, not a negotrack store. "
            "Name another file."
        )
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise StoreProblem(
            f"The store {path} was written by a newer negotrack (schema {version}; this one knows "
            f"{SCHEMA_VERSION}). Update negotrack; nothing was read or written."
        )
    if version < SCHEMA_VERSION and not any_schema:
        raise StoreProblem(
            f"The store {path} is of an older negotrack (schema {version}; this one writes "
            f"{SCHEMA_VERSION}). `negotrack --db {path} where` brings it up to date."
        )
