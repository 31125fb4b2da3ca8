"""Bring a file to the newest schema, in one transaction; an older store after a copy of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError

from negotrack.errors import StoreProblem
from negotrack.store.copying import copy_store, free_name
from negotrack.store.opening import fault_sentence, patience, writable
from negotrack.store.schema import APPLICATION_ID, SCHEMA_VERSION


def migrate(path: Path) -> None:
    """Write the newest schema into a file, whole or not at all."""
    with _alone_with(path) as connection:
        _bring_up_to_date(connection)


def upgrade_store(path: Path, version: int) -> Path | None:
    """Bring a store of an older schema up to date and give the copy that was made before.

    Give None when somebody else was quicker. Raise StoreProblem when the file may not be written,
    is locked or cannot be brought up to date; then it is as it was, and no copy is left.
    """
    if not writable(path):
        raise StoreProblem(
            f"The store {path} is of an older negotrack (schema {version}) and has to be brought "
            "up to date once, which needs write access to it and its folder. Nothing was changed."
        )
    kept: Path | None = None
    try:
        with _alone_with(path) as connection:
            found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if found < SCHEMA_VERSION:
                name = free_name(path, f"schema-{version}")
                copy_store(path, name)
                kept = name
                _bring_up_to_date(connection)
    except BaseException as fault:
        if kept is not None:
            kept.unlink(missing_ok=True)
        if isinstance(fault, DBAPIError):
            raise StoreProblem(_why_not(fault, path)) from fault
        raise
    return kept


def _why_not(fault: DBAPIError, path: Path) -> str:
    return fault_sentence(fault.orig or fault, path) or (
        f"The store {path} is of an older negotrack and cannot be brought up to date "
        f"({fault.orig}). It is as it was."
    )


def _bring_up_to_date(connection: Connection) -> None:
    configuration = Config()
    configuration.set_main_option("script_location", "negotrack.store:migrations")
    configuration.set_main_option("path_separator", "os")
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


@contextmanager
def _alone_with(path: Path) -> Iterator[Connection]:
    """Open one transaction in which nobody else writes to the file."""
    engine = create_engine("sqlite://", creator=lambda: _open(path))

    @event.listens_for(engine, "begin")
    def begin_immediately(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _open(path: Path) -> sqlite3.Connection:
    # Foreign keys stay off: tables are rebuilt, and refer to each other.
    return sqlite3.connect(path, timeout=patience(), isolation_level=None)
