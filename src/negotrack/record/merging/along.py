"""Find the rows that went with a row that one side took away, such as the seats of a round."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import ForeignKeyConstraint

from negotrack.record.merging.lacking import Place
from negotrack.store.rows import TABLES, Columns, table_of


def along(place: Place, row: Columns, gone: Mapping[Place, Columns]) -> dict[Place, Columns]:
    """Give those of the rows that are gone which refer to a row, directly or not."""
    found: dict[Place, Columns] = {}
    waiting = [(place[0], row)]
    while waiting:
        table, referred = waiting.pop()
        for other, columns in gone.items():
            if (
                other not in found
                and other != place
                and _refers(other[0], columns, table, referred)
            ):
                found[other] = columns
                waiting.append((other[0], columns))
    return found


def _refers(table: str, row: Columns, referred_table: str, referred: Columns) -> bool:
    return any(
        reference.referred_table.name == referred_table
        and all(row[own] == referred[other] for own, other in _key_pairs(reference))
        for reference in table_of(TABLES[table]).foreign_key_constraints
    )


def _key_pairs(reference: ForeignKeyConstraint) -> Collection[tuple[str, str]]:
    """Give the columns by which a row names another; what it repeats besides may differ."""
    keys = set(reference.referred_table.primary_key.columns.keys())
    return [
        (each.parent.name, each.column.name)
        for each in reference.elements
        if each.column.name in keys
    ]
