"""What does the record hold, table by table, in the order in which rows may refer to others?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from negotrack.ask.export.sheets import Value, of_negotiation, order_of, part_of
from negotrack.domain.exchange import SHEETS, Sheet
from negotrack.store.reader import SteadyReader

# The journal, entries taken over from other stores after those that took them over.
_JOURNAL: Final = (
    ("entry", "via IS NOT NULL, recorded_at, id"),
    ("undoing", "entry, undone"),
    ("change", "entry, position"),
)


@dataclass(slots=True)
class Table:
    """One table with its columns and rows; rows come one by one, and are counted."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Tables:
    """Some tables of a record; `counts` are the rows given so far."""

    reader: SteadyReader
    counts: Counter[str] = field(default_factory=Counter)

    def of_facts(self, sheets: tuple[Sheet, ...], negotiation: str | None) -> Iterator[Table]:
        """Give the tables that keep these kinds; for all kinds with the settings."""
        for sheet in sheets:
            only = of_negotiation(sheet.table, negotiation)
            yield self._table(sheet.table, order_of(sheet), only, negotiation)
            if sheet.sets:
                table, refers = part_of(sheet)
                # A part of what belongs to one negotiation repeats which one.
                yield self._table(table, f"{refers}, partner", only, negotiation)
        if sheets == SHEETS:
            # Another negotiation can not be in use where only this one is.
            other = "name = 'negotiation' AND value <> coalesce(:negotiation, value)"
            yield self._table("setting", "name", f"NOT ({other})", negotiation)

    def of_everything(self) -> Iterator[Table]:
        """Give every table: the facts, the settings, the journal."""
        yield from self.of_facts(SHEETS, None)
        for name, order in _JOURNAL:
            yield self._table(name, order, "1 = 1", None)

    def _table(self, name: str, order: str, only: str, negotiation: str | None) -> Table:
        columns = tuple(
            row["name"]
            for row in self.reader.rows("SELECT name FROM pragma_table_info(:table)", table=name)
        )
        sql = f"SELECT {', '.join(columns)} FROM {name} WHERE {only} ORDER BY {order}"
        return Table(name, columns, self._counted(name, columns, sql, negotiation))

    def _counted(
        self, name: str, columns: tuple[str, ...], sql: str, negotiation: str | None
    ) -> Iterator[tuple[Value, ...]]:
        for row in self.reader.each(sql, negotiation=negotiation):
            self.counts[name] += 1
            yield tuple(row[column] for column in columns)
