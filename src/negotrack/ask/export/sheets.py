"""What does the record hold, sheet by sheet, with every id and every column?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from negotrack.domain.exchange import Sheet
from negotrack.store.reader import Row, SteadyReader

# What a cell may hold, as the tables do.
Value = str | int | None

# Kinds of fact about no negotiation, which any of them may need.
_OF_ALL: Final = ("source", "partner", "partner_name", "partner_group")
# Kinds that name their negotiation by way of something else.
_BY_WAY: Final = {
    "negotiation": "code = :negotiation",
    "request_change": "request IN (SELECT id FROM request WHERE negotiation = :negotiation)",
}


@dataclass(frozen=True, slots=True)
class Extract:
    """Some sheets of a record, perhaps of one negotiation only; rows are counted as they go by."""

    reader: SteadyReader
    sheets: tuple[Sheet, ...]
    negotiation: str | None = None
    counts: Counter[str] = field(default_factory=Counter)

    def rows(self, sheet: Sheet) -> Iterator[tuple[Value, ...]]:
        """Give the rows of a sheet one by one, each with a value per column of the sheet."""
        for row in self.reader.each(_select(sheet, self.negotiation), negotiation=self.negotiation):
            self.counts[sheet.name] += 1
            yield tuple(_value(row, column, sheet) for column in sheet.columns)


def of_negotiation(table: str, negotiation: str | None) -> str:
    """Give the condition for the rows of a kind's table that belong to a negotiation, or all."""
    if negotiation is None or table in _OF_ALL:
        return "1 = 1"
    return _BY_WAY.get(table, "negotiation = :negotiation")


def order_of(sheet: Sheet) -> str:
    """Give the columns by which a sheet is in order: negotiation, time, key."""
    leading = ("negotiation", "latest", "earliest")
    present = [column for column in leading if column in sheet.columns]
    return ", ".join(dict.fromkeys([*present, *sheet.kind.key]))


def part_of(sheet: Sheet) -> tuple[str, str]:
    """Give the table that keeps a sheet's set of partners, and its column with the fact's key."""
    field = next(field for field in sheet.kind.fields if field.many and field.name == "partner")
    part = next(part for part in sheet.kind.parts if part.table == field.part)
    return part.table, part.refers[0]


def _select(sheet: Sheet, negotiation: str | None) -> str:
    columns = list(sheet.own_columns)
    for column in sheet.sets:
        table, refers = part_of(sheet)
        columns.append(
            f"(SELECT group_concat(m.partner, ' ') FROM {table} m"
            f" WHERE m.{refers} = {sheet.table}.{sheet.kind.key[0]}) AS {column}"
        )
    return (
        f"SELECT {', '.join(columns)} FROM {sheet.table}"
        f" WHERE {of_negotiation(sheet.table, negotiation)} ORDER BY {order_of(sheet)}"
    )


def _value(row: Row, column: str, sheet: Sheet) -> Value:
    value: Value = row[column]
    if column in sheet.sets and value is not None:
        return " ".join(sorted(str(value).split(" ")))
    return value
