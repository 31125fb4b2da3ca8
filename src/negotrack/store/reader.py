"""Read a store: plain SQL with named parameters in, rows out, whatever is underneath."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from negotrack.store.opening import connect, store_faults


class Row(Protocol):
    """One row of an answer; columns by name."""

    def __getitem__(self, column: str, /) -> Any:
        """Give one column's value."""
        ...


class Reader(Protocol):
    """Something that answers SQL."""

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Give all rows of a query."""
        ...


class SteadyReader(Reader, Protocol):
    """Something that answers SQL row by row, for answers as large as the store."""

    def each(self, sql: str, **values: object) -> Iterator[Row]:
        """Give the rows of a query one by one."""
        ...


class FileReader:
    """A reader of a store in a file, or of a copy of it, through sqlite3 alone."""

    def __init__(self, path: Path, copy: sqlite3.Connection | None = None) -> None:
        self.path = path
        self._connection = copy or connect(path, writing=False)
        self._connection.row_factory = sqlite3.Row

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Give all rows of a query; raise StoreProblem when the file fails."""
        with store_faults(self.path):
            return list(self._connection.execute(sql, values))

    def each(self, sql: str, **values: object) -> Iterator[Row]:
        """Give the rows of a query one by one; raise StoreProblem when the file fails."""
        with store_faults(self.path):
            yield from self._connection.execute(sql, values)

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Answer all that is asked within as of one moment, whatever others write meanwhile."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def first(reader: Reader, sql: str, **values: object) -> Row | None:
    """Give the first row of a query, or None."""
    rows = reader.rows(sql, **values)
    return rows[0] if rows else None
