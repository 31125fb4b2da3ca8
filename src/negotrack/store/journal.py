"""Write to a store: one action is one transaction, one entry and its changes in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import Table, text
from sqlmodel import Session, SQLModel, select

from negotrack.domain.identity import random_id
from negotrack.domain.instants import CLOCK
from negotrack.store.actor import actor
from negotrack.store.chain import Seal
from negotrack.store.entries import head
from negotrack.store.reader import Row, first
from negotrack.store.rows import (
    TABLES,
    Columns,
    columns,
    following,
    key_of,
    row_is,
    table_of,
    writer,
    written,
)
from negotrack.store.scratch import driver_of, insert_all
from negotrack.store.tables import Change, Entry, Undoing
from negotrack.store.transaction import transaction

T = TypeVar("T", bound=SQLModel)

# Changes are written by the hundred: one by one they would take most of an import's time.
_TOGETHER: Final = 500
# As many rows are named in a refusal.
_NAMED: Final = 20
_CHANGES: Final = (
    "INSERT INTO change (entry, position, table_name, row_key, before, after)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_OF_ENTRY: Final = "SELECT * FROM {} WHERE entry = :key"


@dataclass
class Recording:
    """One action while it is written: add, change and remove rows; say what it amounts to."""

    session: Session
    entry: str = field(default_factory=random_id)
    effect: str = ""
    reason: str | None = None
    undone: list[str] = field(default_factory=list)
    joined: str = ""
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
        return self._count > 0 or bool(self.joined or self.undone)

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
        names = [column.name for column in table_of(row_class).columns]
        self.add_tuples(row_class, [tuple(row[name] for name in names) for row in rows])

    def add_tuples(self, row_class: type[SQLModel], rows: Sequence[tuple[object, ...]]) -> None:
        """Write many new rows at once; each gives every column, in the order of the table."""
        if rows:
            self._write_changes()
            driver, table = driver_of(self.session), table_of(row_class)
            insert_all(driver, table, rows)
            driver.executemany(_CHANGES, self._changes(table, rows))

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Take back all that is written within, and only that, when it raises."""
        before = (self._count, list(self._pending), self._seal.copy())
        try:
            with self.session.begin_nested():
                # Only a connection that is asked for has its savepoint.
                self.session.connection()
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
            for follower, same in following(table_of(type(row)), before)
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
        found = self.session.connection().execute(table.select().where(row_is(table, row_key)))
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
            driver.execute(table.delete().where(row_is(table, row_key)))
        elif before is None:
            driver.execute(table.insert(), wanted)
        else:
            self._update(table, row_key, before, wanted)
        self._note(table, before, wanted)

    def _update(self, table: Table, row_key: str, before: Columns, wanted: Columns) -> None:
        driver = self.session.connection()
        followers = [
            (follower, dict(row))
            for follower, same in following(table, before)
            for row in driver.execute(follower.select().where(same)).mappings().all()
        ]
        driver.execute(table.update().where(row_is(table, row_key)), wanted)
        for follower, former in followers:
            now = self.present(follower.name, key_of(follower, former))
            if now != former:
                self._note(follower, former, now)

    def _note(self, table: Table, before: Columns | None, after: Columns | None) -> None:
        self._pending.append(self._change(table, before, after))
        if len(self._pending) >= _TOGETHER:
            self._write_changes()

    def _changes(
        self, table: Table, rows: Iterable[tuple[object, ...]]
    ) -> Iterator[tuple[object, ...]]:
        """Give the next changes for new rows of one table, sealed."""
        # SQLAlchemy's names are a kind of text that sqlite3 takes four times as long for.
        write, take, name, entry = writer(table), self._seal.take, str(table.name), self.entry
        for values in rows:
            self._count += 1
            key, after = write(values)
            take(name, key, None, after)
            yield entry, self._count, name, key, None, after

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
            "previous": f"{head(self)} {self.joined}" if self.joined else head(self),
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
    with transaction(path, dry_run=dry_run) as session:
        action = Recording(session)
        yield action
        action.write_entry(command)
