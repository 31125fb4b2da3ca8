"""negotrack restore: go back to a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Store", epilog="Example: negotrack restore friday.db")
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup of a store.")],
    dry_run: DryRun = False,
) -> None:
    """Go back to a backup; what is there now is kept beside it.

    A file that does not pass `check --integrity` is refused, and nothing is changed.
    """
    from negotrack.cli.letting_in import sound_copy
    from negotrack.render.phrases import plural
    from negotrack.store.restoring import replace_store

    desk = desk_of(context)
    with sound_copy(file, desk.path) as (copy, verdict):
        told = f"{file} ({plural(verdict.entries, 'entry', 'entries')})"
        if dry_run:
            desk.confirm(f"Would put {told} in the place of {desk.path}.")
            desk.confirm("Nothing was written (--dry-run).")
            return
        kept = replace_store(desk.path, copy)
    desk.confirm(f"Restored {desk.path} from {told}.")
    if kept:
        desk.confirm(f"What was there before is kept as {kept}")
