"""What a command answers, before anybody has chosen a format for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from negotrack.domain.instants import Instant

if TYPE_CHECKING:
    from rich.console import RenderableType

    from negotrack.render.documents import Document


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answers: laid out for people, and as a document for machines.

    Both are made only when they are asked for.
    """

    title: str
    text: Callable[[], RenderableType]
    document: Callable[[], Document]

    def known_on(self, instant: Instant) -> Answer:
        """Give this answer with the time of recording it is from, said above it."""
        return replace(
            self,
            text=lambda: _below(f"As known on {instant.spoken}", self.text()),
            document=lambda: self.document() | {"known_on": instant.text},
        )


def _below(heading: str, content: RenderableType) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    return Group(Text(heading, "dim"), content)
