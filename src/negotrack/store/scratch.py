"""Plain sqlite3 within an action: tables of this run only, and many rows at once.

SQLAlchemy takes as long for a row as SQLite does; whoever writes a hundred thousand goes past it.
The connection and the transaction are the action's own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import Table
from sqlmodel import Session

# Pages of the record that an action of many rows keeps at hand, in KiB: with SQLite's own two
# megabytes the indexes of a hundred thousand new rows are read and written over and over.
_AT_HAND: Final = 32_768


def driver_of(session: Session) -> sqlite3.Connection:
    """Give the sqlite3 connection of a session, within its transaction."""
    return cast("sqlite3.Connection", session.connection().connection.driver_connection)


def insert_all(
    driver: sqlite3.Connection, table: Table, rows: Iterable[tuple[object, ...]]
) -> None:
    """Insert rows that each give every column of the table, in its order."""
    names = [f'"{column.name}"' for column in table.columns]
    marks = ", ".join("?" * len(names))
    driver.executemany(f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({marks})', rows)


@dataclass(frozen=True, slots=True)
class Scratch:
    """Tables of this run only, beside the record; savepoints and the rollback hold for them too."""

    driver: sqlite3.Connection

    @classmethod
    def beside(cls, session: Session) -> Scratch:
        """Open it for an action of many rows."""
        driver = driver_of(session)
        driver.execute(f"PRAGMA cache_size = -{_AT_HAND}")
        return cls(driver)

    def make(self, sql: str) -> None:
        """Make a table or an index."""
        self.driver.execute(sql)

    def put(self, sql: str, *values: object) -> int:
        """Run one statement that writes; give the number of rows that it touched."""
        return self.driver.execute(sql, values).rowcount

    def fill(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement that writes once for each of many rows."""
        self.driver.executemany(sql, rows)

    def each(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a query one by one."""
        return self.driver.execute(sql, values)

    def first(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """Give the first row of a query, or None."""
        row: tuple[Any, ...] | None = self.driver.execute(sql, values).fetchone()
        return row
