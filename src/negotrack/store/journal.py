"""Write to a store: one action is one transaction, one entry and its changes in the journal."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, SQLModel, select

from negotrack.domain.identity import random_id
from negotrack.errors import Refused, StoreProblem
from negotrack.store.opening import connect, fault_sentence
from negotrack.store.reader import Row, first
from negotrack.store.tables import JOURNALLED, Change, Entry

T = TypeVar("T", bound=SQLModel)

_CLOCK: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass
class Recording:
    """One action while it is written: add, change and remove rows; say what it amounts to."""

    session: Session
    entry: str = field(default_factory=random_id)
    effect: str = ""
    undoes: str | None = None
    _changes: list[Change] = field(default_factory=list)

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Give all rows of a query, within this action's transaction."""
        answer = self.session.connection().execute(text(sql), values)
        return list(answer.mappings())

    @property
    def changed(self) -> bool:
        """Say whether this action has touched any row."""
        return bool(self._changes)

    def add(self, row: SQLModel) -> None:
        """Write a new row."""
        self.session.add(row)
        self.session.flush()
        self._note(row, None, columns(row))

    def adopt(self, row: SQLModel) -> None:
        """Write down a row that a script has inserted within this action."""
        self._note(row, None, columns(row))

    def change(self, row: SQLModel, **values: object) -> None:
        """Write new values into a row that was read in this session.

        Rows that follow it by ON UPDATE CASCADE are written down too, before it: taken back in
        the opposite order, the row changes first and they follow it again.
        """
        before = columns(row)
        followers = [(each, columns(each)) for each in self._followers(row)]
        for column, value in values.items():
            setattr(row, column, value)
        self.session.add(row)
        self.session.flush()
        for follower, former in followers:
            self.session.refresh(follower)
            if columns(follower) != former:
                self._note(follower, former, columns(follower))
        if columns(row) != before:
            self._note(row, before, columns(row))

    def remove(self, row: SQLModel) -> None:
        """Take a row away."""
        before = columns(row)
        self.session.delete(row)
        self.session.flush()
        self._note(row, before, None)

    def get(self, table: type[T], *key: str) -> T | None:
        """Read one row by its key."""
        return self.session.get(table, key if len(key) > 1 else key[0])

    def _followers(self, row: SQLModel) -> Iterator[SQLModel]:
        """Give the rows whose foreign key takes over this row's new values."""
        table = inspect(type(row)).local_table
        for other in JOURNALLED:
            for reference in inspect(other).local_table.foreign_key_constraints:
                if reference.onupdate == "CASCADE" and reference.referred_table is table:
                    same = [
                        element.parent == getattr(row, element.column.key)
                        for element in reference.elements
                    ]
                    yield from self.session.exec(select(other).where(*same))

    def _note(
        self, row: SQLModel, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        self._changes.append(
            Change(
                entry=self.entry,
                position=len(self._changes) + 1,
                table_name=table_name(type(row)),
                row_key=row_key(row),
                before=_json(before),
                after=_json(after),
            )
        )

    def write_entry(self, command: str) -> None:
        """Append this action and its changes to the journal; nothing when nothing changed."""
        if not self.changed:
            return
        entry = Entry(
            id=self.entry,
            recorded_at=self._now(),
            actor=actor(),
            command=command,
            summary=self.effect,
            undoes=self.undoes,
        )
        self.session.add(entry)
        self.session.flush()
        self.session.add_all(self._changes)
        self.session.flush()

    def _now(self) -> str:
        """Give the time of recording in UTC, later than every entry's so far."""
        now = datetime.now(UTC)
        last = first(self, "SELECT max(recorded_at) AS at FROM entry")
        if last and last["at"]:
            latest = datetime.strptime(last["at"], _CLOCK).replace(tzinfo=UTC)
            now = max(now, latest + timedelta(microseconds=1))
        return now.strftime(_CLOCK)


@contextmanager
def recording(path: Path, command: str, *, dry_run: bool = False) -> Iterator[Recording]:
    """Open one action on a store: all of it is written at the end, or nothing.

    With `dry_run` everything is tried and nothing kept. Raise StoreProblem when the file fails.
    """
    engine = _engine(path)
    try:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            action = Recording(session)
            yield action
            action.write_entry(command)
            if dry_run:
                session.rollback()
    except IntegrityError as fault:
        rests = "Something that was recorded later rests on this. Undo that first"
        forbids = f"The record does not allow this ({fault.orig})"
        why = rests if "FOREIGN KEY" in str(fault.orig) else forbids
        raise Refused(f"{why}; nothing was written.") from fault
    except DBAPIError as fault:
        problem = fault_sentence(fault.orig or fault, path)
        if problem is None:
            raise
        raise StoreProblem(problem) from fault
    finally:
        engine.dispose()


def actor() -> str:
    """Give the name that the journal writes down: NEGOTRACK_ACTOR, else the login name."""
    named = os.environ.get("NEGOTRACK_ACTOR", "").strip()
    if named:
        # A name in another encoding than the machine's must not stop the action.
        return named.encode("utf-8", "replace").decode()[:100]
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def table_name(table: type[SQLModel]) -> str:
    """Give the name of a class's table."""
    return str(inspect(table).local_table.name)


def row_key(row: SQLModel) -> str:
    """Give a row's key as the journal writes it: one text, or a JSON list of several."""
    values = inspect(type(row)).primary_key_from_instance(row)
    return str(values[0]) if len(values) == 1 else json.dumps(values, ensure_ascii=False)


def columns(row: SQLModel) -> dict[str, Any]:
    """Give a row as the journal writes it: each column with its value."""
    return {column.key: getattr(row, column.key) for column in inspect(type(row)).columns}


def _json(columns: dict[str, Any] | None) -> str | None:
    return None if columns is None else json.dumps(columns, ensure_ascii=False, sort_keys=True)


def _engine(path: Path) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: connect(path, writing=True))

    # sqlite3 would begin by itself, late and for reading; this takes the write lock at once.
    @event.listens_for(engine, "begin")
    def begin_immediately(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
