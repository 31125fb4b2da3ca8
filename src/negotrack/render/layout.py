"""The few shapes that every page is made of: a labelled column, columns, a heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

LABEL_WIDTH = 10


def labelled(rows: Iterable[tuple[str, RenderableType]]) -> Table:
    """Set out rows of a label and what it says, the labels in one column."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=LABEL_WIDTH, no_wrap=True, style="bold")
    grid.add_column(ratio=1)
    for label, said in rows:
        grid.add_row(label, said)
    return grid


def columns(rows: Iterable[Sequence[RenderableType]], right: Sequence[int] = ()) -> Table:
    """Set out rows without headings; `right` names the columns whose numbers end together."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for place, row in enumerate(rows):
        if place == 0:
            for column in range(len(row)):
                side: JustifyMethod = "right" if column in right else "left"
                grid.add_column(justify=side, overflow="fold")
        grid.add_row(*row)
    return grid


def part(title: str, content: RenderableType) -> Group:
    """Put a heading above a part of a page, with a blank line before it."""
    return Group(Text(), Text(title, "bold"), Padding(content, (0, 0, 0, 2)))
