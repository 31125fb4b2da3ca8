"""What a command answers, before anybody has chosen a format for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
