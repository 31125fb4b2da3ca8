"""A list under its headings: a line a row where that fits, folded cells where it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

GAP: Final = 2
HEADING: Final = Style(bold=True)


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of cells under headings.

    Rich measures, folds and pads every cell on its own, which a body of hundreds would wait for.
    Where all cells are single lines that fit beside each other, they are set out at once.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[RenderableType]]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType | Segment]:
        cells = [[Text(h, HEADING) for h in self.headings], *map(_texts, self.rows)]
        widths = [max(cell.cell_len for cell in column) for column in zip(*cells, strict=True)]
        fits = sum(widths) + GAP * (len(widths) - 1) <= options.max_width
        if not fits or any("\n" in cell.plain for row in cells for cell in row):
            yield self._table()
            return
        for row in cells:
            for cell, width in zip(row, widths, strict=True):
                yield from cell.render(console)
                yield Segment(" " * (width - cell.cell_len + GAP))
            yield Segment.line()

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style=HEADING)
        for heading in self.headings:
            table.add_column(heading, overflow="fold")
        for row in self.rows:
            table.add_row(*row)
        return table


def _texts(row: Sequence[RenderableType]) -> list[Text]:
    return [cell if isinstance(cell, Text) else Text(str(cell)) for cell in row]
