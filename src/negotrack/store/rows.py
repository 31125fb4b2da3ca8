"""Rows as the journal writes them: a table, a key, the columns as a JSON object."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Table, and_, inspect
from sqlmodel import SQLModel

from negotrack.store.reader import Row
from negotrack.store.tables import JOURNALLED

Columns = dict[str, Any]


def table_of(row_class: type[SQLModel]) -> Table:
    """Give the table of a class."""
    return cast("Table", inspect(row_class).local_table)


TABLES: Final[Mapping[str, type[SQLModel]]] = {table_of(each).name: each for each in JOURNALLED}


def columns(row: SQLModel) -> Columns:
    """Give a row's columns with their values."""
    return {column.key: getattr(row, column.key) for column in inspect(type(row)).columns}


def columns_of(row: Row) -> Columns:
    """Give the columns of a row, whichever reader has read it."""
    return dict(row)  # type: ignore[call-overload, no-any-return]


def key_of(table: Table, values: Mapping[str, Any]) -> str:
    """Give a row's key as the journal writes it: one text, or a JSON list of several."""
    parts = [values[column.name] for column in table.primary_key.columns]
    return str(parts[0]) if len(parts) == 1 else json.dumps(parts, ensure_ascii=False)


def key_parts(table: Table, row_key: str) -> Sequence[str]:
    """Give the values of a key that the journal has written."""
    return json.loads(row_key) if len(table.primary_key.columns) > 1 else [row_key]


def written(values: Columns | None) -> str | None:
    """Write columns as the journal does; None for a row that is not there.

    It is what json.dumps writes with sorted keys, in half of its time: an import waits for this.
    """
    if values is None:
        return None
    said = [
        f'"{name}": {encode_basestring(value)}'
        if (value := values[name]).__class__ is str
        else f'"{name}": {"null" if value is None else int(value)}'
        for name in sorted(values)
    ]
    return f"{{{', '.join(said)}}}"


def writer(table: Table) -> Callable[[tuple[Any, ...]], tuple[str, str]]:
    """Give what writes many rows of a table, as `key_of` and `written` would.

    A row is a tuple of its columns in the order of the table.
    """
    names = [column.name for column in table.columns]
    keys = [names.index(column.name) for column in table.primary_key.columns]
    places = [
        (names.index(name), f'{", " * bool(order)}"{name}": ')
        for order, name in enumerate(sorted(names))
    ]

    def write(values: tuple[Any, ...]) -> tuple[str, str]:
        said = [
            f"{begin}{encode_basestring(value)}"
            if (value := values[place]).__class__ is str
            else f"{begin}{'null' if value is None else int(value)}"
            for place, begin in places
        ]
        key = [values[place] for place in keys]
        name = key[0] if len(key) == 1 else json.dumps(key, ensure_ascii=False)
        return name, f"{{{''.join(said)}}}"

    return write


def read(text: str | None) -> Columns | None:
    """Read what the journal has written."""
    return None if text is None else json.loads(text)


def row_is(table: Table, row_key: str) -> ColumnElement[bool]:
    """Give the condition that a row has a key of the journal's."""
    parts = zip(table.primary_key.columns, key_parts(table, row_key), strict=True)
    return and_(*(column == value for column, value in parts))


def following(table: Table, row: Columns) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Give the tables whose foreign key takes over a row's new values, and which rows do."""
    for row_class in JOURNALLED:
        other = table_of(row_class)
        for reference in other.foreign_key_constraints:
            if reference.onupdate == "CASCADE" and reference.referred_table is table:
                yield (
                    other,
                    and_(*(each.parent == row[each.column.name] for each in reference.elements)),
                )
