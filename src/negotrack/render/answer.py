"""What a command answers, before anybody has chosen a format for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.console import RenderableType

from negotrack.render.documents import Document


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answers: laid out for people, and as a document for machines.

    Both are made only when they are asked for. `wide` marks lists whose rows must not wrap in
    a pipe.
    """

    title: str
    text: Callable[[], RenderableType]
    document: Callable[[], Document]
    wide: bool = False
