"""negotrack done: a follow-up was done."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.completing import complete_follow_up
from negotrack.cli.desk import desk_of, read_date
from negotrack.cli.options import DryRun, NoteText
from negotrack.cli.recorded import recorded
from negotrack.domain.dates import spoken_in
from negotrack.store.lookup import find_event, negotiation_of

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Record",
    epilog="Example: negotrack done us-art-tasks-after-round --on 2025-11-20",
)
def done(
    context: typer.Context,
    follow_up: Annotated[
        str,
        typer.Argument(metavar="ID", help="The follow-up.", autocompletion=complete_follow_up),
    ],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When; else today.")
    ] = None,
    note: NoteText = None,
    dry_run: DryRun = False,
) -> None:
    """Record that a follow-up was done."""
    reader = desk_of(context).reader()
    key = find_event(reader, "follow_up", follow_up)
    negotiation = negotiation_of(reader, "follow_up", key)
    when = read_date(on or "today")

    from negotrack.record.add_follow_up import finish_follow_up

    with recorded(context, negotiation, dry_run=dry_run) as action:
        finish_follow_up(action, key, when, note)
        action.effect = f"follow-up {key} done {spoken_in(when)}"
