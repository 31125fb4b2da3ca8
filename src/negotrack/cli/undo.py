"""negotrack undo: take back an action."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.completing import complete_entry
from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun
from negotrack.cli.recorded import recorded
from negotrack.store.lookup import find_event

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Correct", epilog="Example: negotrack undo --dry-run")
def undo(
    context: typer.Context,
    entry: Annotated[
        str | None,
        typer.Argument(
            metavar="ENTRY", help="An entry; else the last one.", autocompletion=complete_entry
        ),
    ] = None,
    cascade: Annotated[
        bool, typer.Option("--cascade", help="Take back the later entries that rest on it as well.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Take back the last action, or a named one; it is an action itself and can be undone.

    When later entries rest on it, it is refused and they are listed; with --cascade they go too.
    """
    named = find_event(desk_of(context).reader(), "entry", entry) if entry else None

    from negotrack.record.dependents import dependents
    from negotrack.record.undo import last_undoable
    from negotrack.record.undo import undo as take_back

    with recorded(context, None, dry_run=dry_run) as action:
        key = named or last_undoable(action)
        later = dependents(action, key) if cascade else []
        for each in later:
            desk_of(context).notice(f"Goes with it: {each.entry}  {each.summary}")
        action.effect = f"entry {key} is undone ({take_back(action, key, cascade=cascade)})"
        if later:
            action.effect += f", and {len(later)} that rested on it"
