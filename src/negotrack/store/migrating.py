"""Bring a file to the newest schema, in one transaction; an older store after a copy of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event

from negotrack.errors import StoreProblem
from negotrack.store.copying import copy_store, free_name
from negotrack.store.opening import patience, store_faults, writable
from negotrack.store.schema import APPLICATION_ID, SCHEMA_VERSION


def migrate(path: Path) -> None:
    """Write the newest schema into a file, whole or not at all."""
    _in_one_transaction(path, None)


def upgrade_store(path: Path, version: int) -> Path:
    """Bring a store of an older schema up to date and give the copy that was made before.

    Raise StoreProblem when the file may not be written.
    """
    if not writable(path):
        raise StoreProblem(
            f"The store {path} is of an older negotrack (schema {version}) and has to be brought "
            "up to date once, which needs write access to it and its folder. Nothing was changed."
        )
    kept = free_name(path, f"schema-{version}")
    with store_faults(path):
        _in_one_transaction(path, kept)
    return kept


def _in_one_transaction(path: Path, kept: Path | None) -> None:
    engine = create_engine("sqlite://", creator=lambda: _open(path))

    @event.listens_for(engine, "begin")
    def begin_immediately(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    configuration = Config()
    configuration.set_main_option("script_location", "negotrack.store:migrations")
    configuration.set_main_option("path_separator", "os")
    try:
        with engine.begin() as connection:
            # Nobody else writes from here on; somebody may have been quicker.
            found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if found == SCHEMA_VERSION:
                return
            if kept is not None:
                copy_store(path, kept)
            configuration.attributes["connection"] = connection
            command.upgrade(configuration, "head")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    finally:
        engine.dispose()


def _open(path: Path) -> sqlite3.Connection:
    # Foreign keys stay off: tables are rebuilt, and refer to each other.
    return sqlite3.connect(path, timeout=patience(), isolation_level=None)
