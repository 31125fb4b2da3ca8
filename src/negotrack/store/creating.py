"""Make a new store in one step: built beside its place, then moved there whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlmodel import select

from negotrack.domain.identity import random_id
from negotrack.errors import Refused, StoreProblem
from negotrack.store.copying import place
from negotrack.store.journal import recording
from negotrack.store.location import default_path, seed_file
from negotrack.store.migrating import migrate
from negotrack.store.tables import JOURNALLED


def create_store(path: Path, *, seeded: bool) -> None:
    """Make a store with mode 0600, holding the seed facts or nothing.

    Raise Refused when something is there already, StoreProblem when the folder does not serve.
    """
    if path.exists():
        raise Refused(f"There is a file at {path} already. Nothing was changed; name another one.")
    if path == default_path():
        path.parent.mkdir(parents=True, exist_ok=True)
    if not path.absolute().parent.is_dir():
        raise StoreProblem(f"The folder {path.parent} does not exist. Make it first.")
    unfinished = path.with_name(f".{path.name}.{random_id()}.new")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        migrate(unfinished)
        if seeded:
            _seed(unfinished)
        place(unfinished, path)
    except OSError as fault:
        raise StoreProblem(
            f"No store can be made at {path}: {fault.strerror or fault}. "
            "Check who may write in its folder."
        ) from fault
    finally:
        unfinished.unlink(missing_ok=True)


def _seed(path: Path) -> None:
    with recording(path, "init") as action:
        driver = action.session.connection()
        for statement in _statements(seed_file().read_text(encoding="utf-8")):
            driver.exec_driver_sql(statement)
        for table in JOURNALLED:
            for row in action.session.exec(select(table)):
                action.adopt(row)
        action.effect = "Loaded the seed facts"


def _statements(script: str) -> Iterator[str]:
    """Cut a script into its statements, so that they run inside one transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        # Half a statement, from a file cut short, must fail rather than be missing.
        yield pending
