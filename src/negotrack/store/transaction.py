"""One transaction on a store for writing, and what its faults mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session

from negotrack.errors import Refused, StoreProblem
from negotrack.store.opening import connect, fault_sentence


@contextmanager
def transaction(path: Path, *, dry_run: bool = False) -> Iterator[Session]:
    """Open a session that nobody else can write beside; with `dry_run` nothing of it is kept.

    Raise StoreProblem when the file fails, Refused for what the record does not allow.
    """
    engine = _engine(path)
    try:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session
            if dry_run:
                session.rollback()
    except (IntegrityError, sqlite3.IntegrityError) as fault:
        rests = "Something that was recorded later rests on this. Undo that first"
        forbids = f"The record does not allow this ({_said_by(fault)})"
        why = rests if "FOREIGN KEY" in str(_said_by(fault)) else forbids
        raise Refused(f"{why}; nothing was written.") from fault
    except (DBAPIError, sqlite3.Error) as fault:
        problem = fault_sentence(_said_by(fault), path)
        if problem is None:
            raise
        raise StoreProblem(problem) from fault
    finally:
        engine.dispose()


def _said_by(fault: DBAPIError | sqlite3.Error) -> BaseException:
    """Give the fault as SQLite said it."""
    return (fault.orig or fault) if isinstance(fault, DBAPIError) else fault


def _engine(path: Path) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: connect(path, writing=True))

    # sqlite3 would begin by itself, late and for reading; this takes the write lock at once.
    @event.listens_for(engine, "begin")
    def begin_immediately(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
