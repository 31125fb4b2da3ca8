"""Record one action and say what it was, where, and how to take it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from negotrack.cli.desk import Desk, desk_of

if TYPE_CHECKING:
    from negotrack.store.journal import Recording


@contextmanager
def recorded(
    context: typer.Context, negotiation: str | None, *, dry_run: bool
) -> Iterator[Recording]:
    """Open one action; when it is written, confirm its effect in two lines."""
    desk = desk_of(context)
    with desk.recording(dry_run=dry_run) as action:
        yield action
    where = f" in {negotiation}" if negotiation else ""
    if not action.changed:
        desk.confirm(f"Nothing to record{where}: {action.effect} already.")
    elif dry_run:
        desk.confirm(f"Would record{where}: {action.effect}.")
        _say_why(desk, action)
        desk.confirm("Nothing was written (--dry-run).")
    else:
        desk.confirm(f"Recorded{where}: {action.effect}.")
        _say_why(desk, action)
        desk.confirm(f"To take it back: negotrack undo {action.entry}")


def _say_why(desk: Desk, action: Recording) -> None:
    if action.reason:
        desk.confirm(f"Why: {action.reason}")


def shortened(text: str, most: int = 60) -> str:
    """Give the beginning of a text, for a confirmation."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"
