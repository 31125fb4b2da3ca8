"""A list under its headings: a line a row where that fits, folded cells where it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
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
    Where the lines of all cells fit beside each other, they are set out at once.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[RenderableType]]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType | Segment]:
        lines: list[Sequence[Text]] = [[Text(h, HEADING) for h in self.headings]]
        for row in self.rows:
            lines += zip_longest(*map(_lines, row), fillvalue=Text())
        widths = [max(part.cell_len for part in column) for column in zip(*lines, strict=True)]
        if sum(widths) + GAP * (len(widths) - 1) > options.max_width:
            yield self._table()
            return
        for line in lines:
            for part, width in zip(line, widths, strict=True):
                yield from part.render(console)
                yield Segment(" " * (width - part.cell_len + GAP))
            yield Segment.line()

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style=HEADING)
        for heading in self.headings:
            table.add_column(heading, overflow="fold")
        for row in self.rows:
            table.add_row(*row)
        return table


def _lines(cell: RenderableType) -> list[Text]:
    text = cell if isinstance(cell, Text) else Text(str(cell))
    return list(text.split("\n", allow_blank=True)) if "\n" in text.plain else [text]
