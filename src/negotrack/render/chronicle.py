"""Lines of what happened: short cells beside each other, then words, then where it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

GAP: Final = "  "
HEADING: Final = Style(bold=True)
DIM: Final = Style(dim=True)
LONGEST_DATE: Final = len("6 May..15 Sep 2005")
# Words get this many columns at the cost of long dates, which are broken; where even the least is
# not left, words are set below the cells instead of beside them.
ROOM: Final = 50
LEAST_ROOM: Final = 30

Row = Sequence[Segment]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: its cells, the first a date, its words, and where it is kept."""

    cells: Sequence[str]
    said: Text
    kept: str


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Lines, perhaps under headings, the last of which is that of the words.

    Where things are kept stands dimmed beside the words if that fits for all of them, else below.
    Empty columns are left out. Rich measures, folds and pads every cell on its own, which a
    history of thousands would wait for; here only words are folded, where they do not fit.
    """

    lines: Sequence[Line]
    headings: Sequence[str] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        dates = [[line.cells[0]] for line in self.lines]
        widths = self._widths(dates)
        beside = self._beside(options.max_width - _indent(widths))
        if not beside and options.max_width - _indent(widths) < ROOM:
            dates = [_broken(line.cells[0]) for line in self.lines]
            widths = self._widths(dates)
        if options.max_width - _indent(widths) < LEAST_ROOM:
            yield from self._stacked(console, options.max_width)
            return
        if self.headings:
            *above, last = self.headings
            yield from (Segment(_padded(above, widths) + last, HEADING), Segment.line())
        for line, date in zip(self.lines, dates, strict=True):
            kept = Text(line.kept, DIM)
            if beside:
                gap = Segment(" " * (beside - line.said.cell_len))
                words: list[Row] = [[*line.said.render(console), gap, *kept.render(console)]]
                below: list[Row] = []
            else:
                words = _folded(line.said, console, options.max_width - _indent(widths)) or [()]
                below = _folded(kept, console, options.max_width - _indent(widths[:1]))
            yield from _rows(date, line.cells[1:], widths, words, below)

    def _widths(self, dates: Sequence[Sequence[str]]) -> list[int]:
        """Give the columns' widths, 0 for an empty one."""
        columns = zip(*(line.cells[1:] for line in self.lines), strict=True)
        widths = [max(cell_len(part) for date in dates for part in date)]
        widths += [max(map(cell_len, column)) for column in columns]
        headed = zip_longest(widths, map(cell_len, self.headings[:-1]), fillvalue=0)
        return [max(width, heading) if width else 0 for width, heading in headed]

    def _beside(self, room: int) -> int:
        """Give the width of the words where everything fits on one line, else 0."""
        if any("\n" in line.said.plain for line in self.lines):
            return 0
        said = max(line.said.cell_len for line in self.lines) + len(GAP)
        kept = max(cell_len(line.kept) for line in self.lines)
        return said if said + kept <= room else 0

    def _stacked(self, console: Console, width: int) -> Iterator[Segment]:
        indent = GAP if width > len(GAP) else ""
        for line in self.lines:
            head = Text(GAP.join(cell for cell in line.cells if cell))
            for begin, text in (("", head), (indent, line.said), (indent, Text(line.kept, DIM))):
                for row in _folded(text, console, width - len(begin)):
                    yield from (Segment(begin), *row, Segment.line())


def _rows(
    date: Sequence[str],
    cells: Sequence[str],
    widths: Sequence[int],
    words: Sequence[Row],
    below: Sequence[Row],
) -> Iterator[Segment]:
    """Set out one line: the parts of its date in the first column, whatever stands beside them."""
    for place, (part, said) in enumerate(zip_longest(date, [*words, *below])):
        if place < len(words):
            shown = cells if place == 0 else [""] * len(cells)
            yield Segment(_padded((part or "", *shown), widths))
        else:
            yield Segment(_padded((part or "",), widths[:1]))
        yield from said or ()
        yield Segment.line()


def _broken(date: str) -> list[str]:
    """Break an interval where it opens: "1 Sep 2004.." and "12 May 2005"."""
    first, dots, last = date.partition("..")
    return [f"{first}{dots}", last] if dots and len(date) > LONGEST_DATE else [date]


def _indent(widths: Sequence[int]) -> int:
    return sum(width + len(GAP) for width in widths if width)


def _padded(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Set out cells of one line beside each other, empty columns left out."""
    return "".join(
        f"{cell}{' ' * (width - cell_len(cell))}{GAP}"
        for cell, width in zip(cells, widths, strict=True)
        if width
    )


def _folded(text: Text, console: Console, width: int) -> list[Row]:
    if not text:
        return []
    if "\n" not in text.plain and text.cell_len <= width:
        return [list(text.render(console))]
    lines = text.wrap(console, max(1, width), overflow="fold")
    return [list(line.render(console)) for line in lines]
