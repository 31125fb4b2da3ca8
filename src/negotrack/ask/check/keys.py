"""The keys of the tables' rows, written as the journal writes them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from negotrack.store.reader import Reader, Row


def key_columns(reader: Reader, table: str) -> list[str]:
    """Name the columns of a table's primary key, in their order."""
    found = reader.rows(
        "SELECT name FROM pragma_table_info(:table) WHERE pk > 0 ORDER BY pk", table=table
    )
    return [row["name"] for row in found]


def key_of(row: Row, columns: Sequence[str]) -> str:
    """Give a row's key as the journal does: one text, or a JSON list of several."""
    if len(columns) == 1:
        return str(row[columns[0]])
    return json.dumps([row[column] for column in columns], ensure_ascii=False)
