"""negotrack join-rounds: make one round of two records of it."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.completing import complete_round
from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun
from negotrack.cli.recorded import recorded
from negotrack.store.lookup import find_event, negotiation_of

app = typer.Typer(add_completion=False)

ROUNDS = "us-art-2025-11-10-ministerial us-art-2025-11-12-technical"


@app.command(rich_help_panel="Correct", epilog=f"Example: negotrack join-rounds {ROUNDS} --dry-run")
def join_rounds(
    context: typer.Context,
    kept: Annotated[
        str,
        typer.Argument(metavar="ID", help="The one that stays.", autocompletion=complete_round),
    ],
    other: Annotated[
        str,
        typer.Argument(metavar="ID", help="The one that goes.", autocompletion=complete_round),
    ],
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Make one round of two records of it: the first stays, and gets what only the other knew.

    What they say differently is kept in the note of the first, with the other's source.
    """
    reader = desk_of(context).reader()
    stays, goes = find_event(reader, "round", kept), find_event(reader, "round", other)

    from negotrack.cli.row_words import rows_in_words
    from negotrack.record.join_rounds import join_rounds as join

    with recorded(context, negotiation_of(reader, "round", stays), dry_run=dry_run) as action:
        moved = join(action, stays, goes)
        action.reason = why
        action.effect = f"{goes} is joined with {stays}"
        if moved:
            action.effect += f", which takes over {rows_in_words(moved)}"
