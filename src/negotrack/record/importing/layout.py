"""How the cells of a table are to be read: what kind its rows are, and which column is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from negotrack.domain.column_words import form_of
from negotrack.domain.defusing import undefused
from negotrack.domain.exchange import Sheet
from negotrack.domain.names import fold


@dataclass(frozen=True)
class Layout:
    """How the cells of a table are to be read: `places` says where each column's cell stands.

    `rivals` are names that mean the same column, `ignored` those that mean none. `marked` says that
    a cell may carry the mark of a formula made harmless.
    """

    sheet: Sheet
    header: tuple[str, ...]
    places: Mapping[str, int]
    rivals: tuple[tuple[str, str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    marked: bool = False

    def name(self, column: str) -> str:
        """Give the name that a column has in the file."""
        return self.header[self.places[column]] if column in self.places else column

    def said(self, cells: Sequence[str]) -> dict[str, str]:
        """Give the cells of a row by their columns; a row may stop early."""
        most = len(cells)
        said = {
            column: cells[place].strip() if place < most else ""
            for column, place in self.places.items()
        }
        if self.marked:
            return {column: undefused(text) for column, text in said.items()}
        return said

    def named(self, cells: Sequence[str]) -> list[tuple[str, str]]:
        """Give the cells of a row by their names in the file, and then what stands behind them."""
        names = [
            *self.header,
            *(f"column {place + 1}" for place in range(len(self.header), len(cells))),
        ]
        return list(zip(names, [*cells, *("" for _ in names[len(cells) :])], strict=True))

    @property
    def keyed(self) -> bool:
        """Say whether the rows can name what is in the record already."""
        return all(part in self.places for part in self.sheet.kind.key if part != "negotiation")

    @property
    def needs_negotiation(self) -> bool:
        """Say whether rows are about a negotiation, and do not say which."""
        return "negotiation" in self.sheet.columns and "negotiation" not in self.places

    @property
    def lacks(self) -> tuple[str, ...]:
        """Name what a sheet of this kind needs and the header has not."""
        needs = form_of(self.sheet).needs
        return tuple(" or ".join(names) for names in needs if not self.places.keys() & names)

    @property
    def words(self) -> str:
        """Say how it is read: "partner, status, on → date"."""
        named = sorted(self.places.items(), key=lambda item: item[1])
        return ", ".join(
            name if fold(name) == fold(column) else f"{name} → {column}"
            for column, name in ((column, self.header[place]) for column, place in named)
        )

    @cached_property
    def exact(self) -> bool:
        """Say whether every column of the kind is there by its own name, as in an export."""
        names = set(map(fold, self.header))
        return all(fold(column) in names for column in self.sheet.columns)

    @property
    def strangeness(self) -> tuple[int, int]:
        """Count the columns that mean nothing here, and those that are called otherwise."""
        own = sum(fold(self.header[place]) == fold(name) for name, place in self.places.items())
        return len(self.ignored), len(self.places) - own

    @property
    def telling(self) -> bool:
        """Say whether the header has what tells this kind from others."""
        return self.exact or bool(self.places.keys() & form_of(self.sheet).tells)
