"""Work out how each table of a file is to be read, and say it aloud once for each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from negotrack.domain.exchange import sheet_named
from negotrack.record.importing.headings import layout_of, loosely_laid
from negotrack.record.importing.layout import Layout
from negotrack.record.importing.matching import Maps
from negotrack.record.importing.problems import Problems
from negotrack.record.importing.tables import Table

# Lines of one file may name different columns; more ways of doing so are worked out again.
_MOST: Final = 1000


@dataclass
class Layouts:
    """How the tables of one file are read: the kind and the columns as said, else as guessed."""

    name: str
    kind: str | None
    maps: Maps
    hint: str
    say: Callable[[str], None]
    problems: Problems
    _known: dict[tuple[str | None, tuple[str, ...]], Layout] = field(default_factory=dict)
    _guessed: str = ""
    _said: set[str] = field(default_factory=set)

    def wants(self, table: Table) -> bool:
        """Say whether a table that says its kind is of the kind that was asked for."""
        if self.kind is None or table.kind is None:
            return True
        return sheet_named(self.kind) == sheet_named(table.kind)

    def of(self, table: Table) -> Layout:
        """Give how to read a table; raise Misuse when that cannot be told."""
        key = (table.kind, table.header)
        if key not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            laid = self._lay(table)
            self._known[key] = replace(laid, marked=table.marked)
            self._tell(table, laid)
        return self._known[key]

    def _lay(self, table: Table) -> Layout:
        kind = self.kind or table.kind
        if self.problems.loose and (kind or self._guessed):
            # What one line lacks is a problem of that line only.
            return loosely_laid(table.header, kind or self._guessed, self.maps)
        laid = layout_of(table.header, kind, self.maps, f"{self.hint} {table.hint}")
        if kind is None:
            self._guessed = laid.sheet.name
        return laid

    def _tell(self, table: Table, layout: Layout) -> None:
        """Say how a kind is read; what was exported is read as it was written."""
        kind = layout.sheet.name
        told = "" if table.kind and layout.exact else kind
        if told not in self._said:
            self._said.add(told)
            how = layout.words if told else "every column by its own name"
            what = kind.replace("-", " ") if told else "an export"
            self.say(f"Reading {what} from {self.name}: {how}.")
        if layout.ignored and f"{kind} ignored" not in self._said:
            self._said.add(f"{kind} ignored")
            names = ", ".join(layout.ignored)
            self.say(f"Not read: {names}. Say --map COLUMN=FIELD for what means something.")
