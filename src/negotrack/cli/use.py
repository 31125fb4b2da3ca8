"""negotrack use: choose the negotiation in use."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.completing import complete_negotiation
from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun
from negotrack.cli.recorded import recorded
from negotrack.store.lookup import find_negotiation

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Set up", epilog="Example: negotrack use US-ART")
def use(
    context: typer.Context,
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", help="The negotiation.", autocompletion=complete_negotiation
        ),
    ],
    dry_run: DryRun = False,
) -> None:
    """Choose the negotiation that commands speak of, for everybody who opens this store.

    NEGOTRACK_NEGOTIATION chooses one for you alone, -n CODE for one command.
    """
    negotiation = find_negotiation(desk_of(context).reader(), code)

    from negotrack.record.add_negotiation import use_negotiation

    with recorded(context, None, dry_run=dry_run) as action:
        use_negotiation(action, negotiation)
        action.effect = f"{negotiation} is the negotiation in use"
