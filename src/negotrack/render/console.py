"""Own stdout's looks: one console for all text, through which nothing steers the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import IO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from negotrack.domain.texts import is_control

# What is not a terminal has no width of its own: pages stay readable, lists stay one row a line.
PAGE_WIDTH = 80
LIST_WIDTH = 200


class SafeConsole(Console):
    """A console that prints markup as it stands and lets no control character through."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Render as Rich does, with control and bidi characters taken out of every text."""
        for segment in super().render(renderable, options):
            if segment.control or segment.text.isprintable() or segment.text == "\n":
                yield segment
            else:
                yield Segment(without_controls(segment.text), segment.style)


def without_controls(text: str) -> str:
    """Take out the characters that would steer a terminal; new lines stay."""
    return "".join(letter for letter in text if letter == "\n" or not is_control(letter))


def text_console(file: IO[str], *, wide: bool, colour: bool, record: bool = False) -> SafeConsole:
    """Make the console for one answer; `wide` for lists whose rows must not wrap in a pipe."""
    terminal = file.isatty()
    width = None
    if not terminal and "COLUMNS" not in os.environ:
        width = LIST_WIDTH if wide else PAGE_WIDTH
    return SafeConsole(
        file=file,
        width=width,
        no_color=not colour,
        record=record,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
