"""Make a new store in one step: built beside its place, then moved there whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, create_engine
from sqlmodel import select

from negotrack.domain.identity import random_id
from negotrack.errors import Refused, StoreProblem
from negotrack.store.journal import recording
from negotrack.store.location import default_path, seed_file
from negotrack.store.schema import APPLICATION_ID, SCHEMA_VERSION
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
        _build(unfinished)
        if seeded:
            _seed(unfinished)
        _move_into_place(unfinished, path)
    except OSError as fault:
        raise StoreProblem(
            f"No store can be made at {path}: {fault.strerror or fault}. "
            "Check who may write in its folder."
        ) from fault
    finally:
        unfinished.unlink(missing_ok=True)


def _build(path: Path) -> None:
    # Put together from parts: a path may hold what means something else in an address.
    engine = create_engine(URL.create("sqlite", database=str(path)))
    configuration = Config()
    configuration.set_main_option("script_location", "negotrack.store:migrations")
    configuration.set_main_option("path_separator", "os")
    with engine.connect() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
    engine.dispose()
    with closing(sqlite3.connect(path)) as marked:
        marked.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        marked.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        marked.commit()


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


def _move_into_place(unfinished: Path, path: Path) -> None:
    with unfinished.open("rb") as built:
        os.fsync(built.fileno())
    try:
        # A link refuses to replace what somebody else has put there meanwhile.
        os.link(unfinished, path)
    except FileExistsError as fault:
        raise Refused(f"There is a file at {path} already. Nothing was changed.") from fault
    except OSError:
        unfinished.rename(path)
