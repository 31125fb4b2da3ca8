"""Write to a store: one action is one transaction, one entry and its changes in the journal."""

from __future__ import annotations

import getpass
import os
import sqlite3
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
from negotrack.domain.row_names import row_name
from negotrack.errors import Refused, StoreProblem
from negotrack.store.chain import Seal
from negotrack.store.entries import head
from negotrack.store.opening import connect, fault_sentence
from negotrack.store.reader import Reader, Row, first
from negotrack.store.rows import (
    TABLES,
    Columns,
    columns,
    columns_of,
    key_of,
    key_parts,
    table_of,
    written,
)
from negotrack.store.scratch import driver_of, insert_all
from negotrack.store.tables import JOURNALLED, Change, Entry, Undoing

T = TypeVar("T", bound=SQLModel)

# Changes are written by the hundred: one by one they would take most of an import's time.
_TOGETHER: Final = 500
# As many rows are named in a refusal.
_NAMED: Final = 20
_OF_ENTRY: Final = "SELECT * FROM {} WHERE entry = :key"


@dataclass
class Recording:
    """One action while it is written: add, change and remove rows; say what it amounts to."""

    session: Session
    entry: str = field(default_factory=random_id)
    effect: str = ""
    reason: str | None = None
    undone: list[str] = field(default_factory=list)
    _joined: str = ""
    _count: int = 0
    _pending: list[Columns] = field(default_factory=list)
    _seal: Seal = field(default_factory=Seal)

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Give all rows of a query, within this action's transaction."""
        answer = self.session.connection().execute(text(sql), values)
        return list(answer.mappings())

    @property
    def changed(self) -> bool:
        """Say whether this action has touched any row, joined a journal or undone an entry."""
        return self._count > 0 or bool(self._joined or self.undone)

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
            self._write_changes()
            insert_all(driver_of(self.session), table, together)
            changes = [self._change(table, None, values) for values in together]
            insert_all(driver_of(self.session), table_of(Change), changes)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Take back all that is written within, and only that, when it raises."""
        before = (self._count, list(self._pending), self._seal.copy())
        try:
            with self.session.begin_nested():
                yield
        except Exception:
            self._count, self._pending, self._seal = before
            raise

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

    def defer_keys(self) -> None:
        """Let rows refer to rows that come later in this action."""
        self.session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    def refuse_dangling(self) -> None:
        """Raise Refused when rows refer to rows that are not there, naming some of them."""
        found = self.rows("PRAGMA foreign_key_check")
        if found:
            lines = [
                f"  {self._name(row['table'], row['rowid'])} to a {row['parent'].replace('_', ' ')}"
                for row in found[:_NAMED]
            ]
            more = len(found) - len(lines)
            refusal = Refused(
                f"{'A row' if len(found) == 1 else f'{len(found)} rows'} would refer to something "
                "that is not there: one side took it away, the other went on with it. "
                "Undo one of the two, then merge again; nothing was written:"
            )
            refusal.below = "\n".join([*lines, f"  and {more} more"] if more else lines)
            raise refusal

    def _name(self, table_name: str, number: int) -> str:
        """Name a row in words by SQLite's inner number for it."""
        (row,) = self.rows(f"SELECT * FROM {table_name} WHERE rowid = :number", number=number)
        return row_name(table_name, key_of(table_of(TABLES[table_name]), columns_of(row)))

    def take_over(self, other: Reader, entries: Iterable[str], their_head: str) -> None:
        """Copy entries of another store's journal; they have no effect here but through this one.

        This action is sealed upon both stores' newest entries.
        """
        self._joined = their_head
        driver = self.session.connection()
        for key in entries:
            entry, changes, undone = _entry_of(other, key)
            driver.execute(table_of(Entry).insert(), entry | {"via": self.entry})
            if changes:
                driver.execute(table_of(Change).insert(), changes)
            if undone:
                driver.execute(table_of(Undoing).insert(), undone)

    def _note(self, table: Table, before: Columns | None, after: Columns | None) -> None:
        self._pending.append(self._change(table, before, after))
        if len(self._pending) >= _TOGETHER:
            self._write_changes()

    def _change(self, table: Table, before: Columns | None, after: Columns | None) -> Columns:
        """Give the next change as the journal keeps it, sealed."""
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
        return change

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
            "previous": f"{head(self)} {self._joined}" if self._joined else head(self),
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


def _said_by(fault: DBAPIError | sqlite3.Error) -> BaseException:
    """Give the fault as SQLite said it."""
    return (fault.orig or fault) if isinstance(fault, DBAPIError) else fault


def _is(table: Table, row_key: str) -> Any:
    parts = zip(table.primary_key.columns, key_parts(table, row_key), strict=True)
    return and_(*(column == value for column, value in parts))


def _entry_of(other: Reader, key: str) -> tuple[Columns, list[Columns], list[Columns]]:
    """Give an entry of another store with its changes and what it undoes."""
    (entry,) = other.rows("SELECT * FROM entry WHERE id = :key", key=key)
    return (
        columns_of(entry),
        [columns_of(row) for row in other.rows(f"{_OF_ENTRY.format('change')}", key=key)],
        [columns_of(row) for row in other.rows(f"{_OF_ENTRY.format('undoing')}", key=key)],
    )


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
