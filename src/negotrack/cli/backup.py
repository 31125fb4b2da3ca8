"""negotrack backup: a verified copy of the store, while it is in use."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from negotrack.cli.desk import desk_of

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Store", epilog="Example: negotrack backup friday.db")
def backup(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="A new file; else one named by the time, beside it."),
    ] = None,
) -> None:
    """Copy the store, check the copy, and never replace a file."""
    from negotrack.store.copying import copy_store, free_name

    desk = desk_of(context)
    desk.prepare_store()
    target = file or free_name(desk.path, "backup")
    copy_store(desk.path, target)
    size = target.stat().st_size / 1024
    desk.confirm(f"Copied {desk.path} to {target} ({size:,.0f} KiB, checked).")
    desk.confirm(f"To go back to it: negotrack restore {shlex.quote(str(target))}")
