"""Write to a store: one action is one transaction, one entry and its changes in the journal."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Engine, Table, and_, create_engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, SQLModel, select

from negotrack.domain.identity import random_id
from negotrack.domain.instants import CLOCK
from negotrack.errors import Refused, StoreProblem
from negotrack.store.chain import Seal
from negotrack.store.entries import head
from negotrack.store.opening import connect, fault_sentence
from negotrack.store.reader import Row, first
from negotrack.store.rows import TABLES, Columns, columns, key_of, key_parts, table_of, written
from negotrack.store.tables import JOURNALLED, Change, Entry, Undoing

T = TypeVar("T", bound=SQLModel)

# Changes are written by the hundred: one by one they would take most of an import's time.
_TOGETHER: Final = 500


@dataclass
class Recording:
    """One action while it is written: add, change and remove rows; say what it amounts to."""

    session: Session
    entry: str = field(default_factory=random_id)
    effect: str = ""
    reason: str | None = None
    undone: list[str] = field(default_factory=list)
    _count: int = 0
    _pending: list[Columns] = field(default_factory=list)
    _seal: Seal = field(default_factory=Seal)

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Give all rows of a query, within this action's transaction."""
        answer = self.session.connection().execute(text(sql), values)
        return list(answer.mappings())

    @property
    def changed(self) -> bool:
        """Say whether this action has touched any row."""
        return self._count > 0

    def add(self, row: SQLModel) -> None:
        """Write a new row."""
        self.session.add(row)
        self.session.flush()
        self.adopt(row)

    def adopt(self, row: SQLModel) -> None:
        """Write down a row that a script has inserted within this action."""
        self._note(table_of(type(row)), None, columns(row))

    def add_all(self, row_class: type[SQLModel], rows: Iterable[Columns]) -> None:
        """Write many new rows of one table at once; each gives every column."""
        table = table_of(row_class)
        together = list(rows)
        if together:
            self.session.connection().execute(table.insert(), together)
        for values in together:
            self._note(table, None, values)

    def change(self, row: SQLModel, **values: object) -> None:
        """Write new values into a row that was read in this session.

        Rows that follow it by ON UPDATE CASCADE are written down too, before it: taken back in
        the opposite order, the row changes first and they follow it again.
        """
        before = columns(row)
        followers = [
            (each, columns(each))
            for follower, same in _following(table_of(type(row)), before)
            for each in self.session.exec(select(TABLES[follower.name]).where(same))
        ]
        for column, value in values.items():
            setattr(row, column, value)
        self.session.add(row)
        self.session.flush()
        for follower, former in followers:
            self.session.refresh(follower)
            if columns(follower) != former:
                self._note(table_of(type(follower)), former, columns(follower))
        if columns(row) != before:
            self._note(table_of(type(row)), before, columns(row))

    def remove(self, row: SQLModel) -> None:
        """Take a row away."""
        before = columns(row)
        self.session.delete(row)
        self.session.flush()
        self._note(table_of(type(row)), before, None)

    def get(self, table: type[T], *key: str) -> T | None:
        """Read one row by its key."""
        return self.session.get(table, key if len(key) > 1 else key[0])

    def present(self, table_name: str, row_key: str) -> Columns | None:
        """Give the columns of a row as they are now, by the journal's key; None for no row."""
        table = table_of(TABLES[table_name])
        found = self.session.connection().execute(table.select().where(_is(table, row_key)))
        row = found.mappings().first()
        return dict(row) if row else None

    def put(self, table_name: str, row_key: str, wanted: Columns | None) -> None:
        """Make a row what it is wanted to be, or take it away; rows that follow it go along.

        Nothing that was read as an object before is brought up to date.
        """
        table = table_of(TABLES[table_name])
        before = self.present(table_name, row_key)
        if before == wanted:
            return
        driver = self.session.connection()
        if wanted is None:
            driver.execute(table.delete().where(_is(table, row_key)))
        elif before is None:
            driver.execute(table.insert(), wanted)
        else:
            self._update(table, row_key, before, wanted)
        self._note(table, before, wanted)

    def _update(self, table: Table, row_key: str, before: Columns, wanted: Columns) -> None:
        driver = self.session.connection()
        followers = [
            (follower, dict(row))
            for follower, same in _following(table, before)
            for row in driver.execute(follower.select().where(same)).mappings().all()
        ]
        driver.execute(table.update().where(_is(table, row_key)), wanted)
        for follower, former in followers:
            now = self.present(follower.name, key_of(follower, former))
            if now != former:
                self._note(follower, former, now)

    def _note(self, table: Table, before: Columns | None, after: Columns | None) -> None:
        self._count += 1
        change: Columns = {
            "entry": self.entry,
            "position": self._count,
            "table_name": table.name,
            "row_key": key_of(table, after or before or {}),
            "before": written(before),
            "after": written(after),
        }
        self._seal.take(table.name, change["row_key"], change["before"], change["after"])
        self._pending.append(change)
        if len(self._pending) >= _TOGETHER:
            self._write_changes()

    def _write_changes(self) -> None:
        if self._pending:
            self.session.connection().execute(table_of(Change).insert(), self._pending)
            self._pending.clear()

    def write_entry(self, command: str) -> None:
        """Append this action and its changes to the journal; nothing when nothing changed."""
        if not self.changed:
            return
        self._write_changes()
        entry: Columns = {
            "id": self.entry,
            "recorded_at": self._now(),
            "actor": actor(),
            "command": command,
            "summary": self.effect,
            "reason": self.reason,
            "via": None,
            "previous": head(self),
        }
        entry["hash"] = self._seal.close(entry, self.undone)
        driver = self.session.connection()
        driver.execute(table_of(Entry).insert(), entry)
        for each in self.undone:
            driver.execute(table_of(Undoing).insert(), {"entry": self.entry, "undone": each})

    def _now(self) -> str:
        """Give the time of recording in UTC, later than every entry's so far."""
        now = datetime.now(UTC)
        last = first(self, "SELECT max(recorded_at) AS at FROM entry")
        if last and last["at"]:
            latest = datetime.strptime(last["at"], CLOCK).replace(tzinfo=UTC)
            now = max(now, latest + timedelta(microseconds=1))
        return now.strftime(CLOCK)


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


def _is(table: Table, row_key: str) -> Any:
    parts = zip(table.primary_key.columns, key_parts(table, row_key), strict=True)
    return and_(*(column == value for column, value in parts))


def _following(table: Table, row: Columns) -> Iterator[tuple[Table, Any]]:
    """Give the tables whose foreign key takes over a row's new values, and which rows do."""
    for row_class in JOURNALLED:
        other = table_of(row_class)
        for reference in other.foreign_key_constraints:
            if reference.onupdate == "CASCADE" and reference.referred_table is table:
                yield (
                    other,
                    and_(*(each.parent == row[each.column.name] for each in reference.elements)),
                )


def _engine(path: Path) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: connect(path, writing=True))

    # sqlite3 would begin by itself, late and for reading; this takes the write lock at once.
    @event.listens_for(engine, "begin")
    def begin_immediately(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
