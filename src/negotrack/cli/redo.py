"""negotrack redo: take back the last undo."""

from __future__ import annotations

import typer

from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun
from negotrack.cli.recorded import recorded

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Correct", epilog="Example: negotrack redo --dry-run")
def redo(context: typer.Context, dry_run: DryRun = False) -> None:
    """Do again what the last undo took back; the same as undoing that undo."""
    desk_of(context).prepare_store()

    from negotrack.record.undo import last_redoable, undo

    with recorded(context, None, dry_run=dry_run) as action:
        key = last_redoable(action)
        done = action.rows(
            "SELECT e.summary FROM undoing u JOIN entry e ON e.id = u.undone"
            " WHERE u.entry = :key ORDER BY e.recorded_at",
            key=key,
        )
        undo(action, key)
        action.effect = f"done again: {done[0]['summary']}"
        if len(done) > 1:
            action.effect += f", and {len(done) - 1} that rested on it"
