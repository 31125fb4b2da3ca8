"""negotrack init: make a store."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.desk import desk_of

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Store", epilog="Example: negotrack --db new.db init --empty")
def init(
    context: typer.Context,
    empty: Annotated[bool, typer.Option("--empty", help="Without the seed facts.")] = False,
) -> None:
    """Make a store, holding the seed facts or nothing; never over a file that is there."""
    from negotrack.store.creating import create_store

    desk = desk_of(context)
    create_store(desk.path, seeded=not empty)
    held = "no facts yet" if empty else "the seed facts"
    desk.confirm(f"Made the store {desk.path}, holding {held}.")
    if empty:
        desk.confirm("Next: negotrack add-negotiation, add-partner, add-participant.")
