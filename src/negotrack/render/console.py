"""Own stdout's looks: one console for all text, through which nothing steers the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import IO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from negotrack.domain.texts import without_controls

# What is not a terminal has no width of its own.
PAGE_WIDTH = 80


class SafeConsole(Console):
    """A console that prints markup as it stands and lets no control character through."""

    _cleaning = False

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Render as Rich does, with control and bidi characters taken out of every text."""
        segments = super().render(renderable, options)
        return segments if self._cleaning else self._clean(segments)

    def _clean(self, segments: Iterable[Segment]) -> Iterable[Segment]:
        # What is inside of this is rendered by the same method, and would be cleaned once a level.
        self._cleaning = True
        try:
            for segment in segments:
                if segment.control or segment.text.isprintable() or segment.text == "\n":
                    yield segment
                else:
                    yield Segment(without_controls(segment.text), segment.style)
        finally:
            self._cleaning = False


def text_console(file: IO[str], *, colour: bool) -> SafeConsole:
    """Make the console for one answer: as wide as the terminal, COLUMNS, or 80 columns."""
    known = file.isatty() or os.environ.get("COLUMNS")
    return SafeConsole(
        file=file,
        width=None if known else PAGE_WIDTH,
        # None leaves it to NO_COLOR.
        no_color=None if colour else True,
        markup=False,
        emoji=False,
        highlight=False,
    )
