"""Hand an answer to its output, as every asking command does."""

from __future__ import annotations

from pathlib import Path

import typer

from negotrack.cli.desk import desk_of
from negotrack.cli.options import Format
from negotrack.render.answer import Answer
from negotrack.render.output import Output, emit


def answer_with(
    context: typer.Context, answer: Answer, shape: Format | None, file: Path | None, *, force: bool
) -> None:
    """Write an answer in the format and to the place that were asked for."""
    desk = desk_of(context)
    if desk.known_on:
        answer = answer.known_on(desk.known_on)
    chosen = shape.value if shape else None
    emit(answer, Output(format=chosen, file=file, force=force, colour=desk.colour))
