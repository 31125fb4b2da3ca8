"""Rows as the journal writes them: a table, a key, the columns as a JSON object."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any, Final, cast

from sqlalchemy import Table, inspect
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
    return "{" + ", ".join([f'"{name}": {_value(values[name])}' for name in sorted(values)]) + "}"


def _value(value: str | int | None) -> str:
    if value is None:
        return "null"
    return encode_basestring(value) if isinstance(value, str) else str(int(value))


def read(text: str | None) -> Columns | None:
    """Read what the journal has written."""
    return None if text is None else json.loads(text)
