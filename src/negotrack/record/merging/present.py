"""Rows as a store has them, by the places that the journal names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from sqlalchemy import Table

from negotrack.record.merging.lacking import Place
from negotrack.store.reader import Reader
from negotrack.store.rows import TABLES, Columns, columns_of, key_of, key_parts, table_of

# For more rows of a table than that, all of it is read at once.
_ONE_BY_ONE: Final = 100


def present_rows(reader: Reader, places: Iterable[Place]) -> dict[Place, Columns]:
    """Give the rows that are there in some places."""
    by_table: defaultdict[str, set[str]] = defaultdict(set)
    for name, key in places:
        by_table[name].add(key)
    return {
        (name, key): columns
        for name, keys in by_table.items()
        for key, columns in _of_table(reader, table_of(TABLES[name]), keys)
    }


def _of_table(reader: Reader, table: Table, keys: Collection[str]) -> Iterator[tuple[str, Columns]]:
    if len(keys) > _ONE_BY_ONE:
        for row in reader.rows(f"SELECT * FROM {table.name}"):
            columns = columns_of(row)
            if (key := key_of(table, columns)) in keys:
                yield key, columns
        return
    names = [column.name for column in table.primary_key.columns]
    same = " AND ".join(f"{name} = :{name}" for name in names)
    for key in keys:
        values = dict(zip(names, key_parts(table, key), strict=True))
        for row in reader.rows(f"SELECT * FROM {table.name} WHERE {same}", **values):
            yield key, columns_of(row)
