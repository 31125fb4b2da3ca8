"""The bar of a count: closed for certain, perhaps, and not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.text import Text

WIDTH: Final = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar as wide as its place allows, 40 columns at most; in ASCII where blocks cannot be."""

    certain: int
    at_most: int
    total: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        width = min(WIDTH, options.max_width)
        first = round(self.certain / self.total * width)
        second = round(self.at_most / self.total * width)
        yes, maybe, no = "#+." if options.ascii_only else "█▒░"
        yield Text.assemble(
            (yes * first, "green"),
            (maybe * (second - first), "yellow"),
            (no * (width - second), "dim"),
        )

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(1, min(WIDTH, options.max_width))
