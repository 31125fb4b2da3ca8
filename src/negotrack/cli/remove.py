"""negotrack remove: take a fact away."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.completing_facts import complete_fact, complete_kind
from negotrack.cli.field_options import KINDS_LISTED
from negotrack.cli.options import DryRun
from negotrack.cli.recorded import recorded
from negotrack.domain.kinds import kind_named

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Correct",
    epilog="Example: negotrack remove note wto-laws --why 'It was recorded twice'",
)
def remove(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", help=KINDS_LISTED, autocompletion=complete_kind),
    ],
    fact_id: Annotated[
        str, typer.Argument(metavar="ID", help="Which one.", autocompletion=complete_fact)
    ],
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="The reason, for the journal.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Take a fact away, with what belongs to it; refused while other facts rest on it.

    With a round go its seats and outcomes, with a milestone its dates, with a request what became
    of it, with a partner its other names and its places in groups.
    """
    from negotrack.cli.correcting import asked_why, fact_named, place_of

    fact = fact_named(context, kind_named(kind), fact_id)
    reason = asked_why(why)

    from negotrack.record.remove import remove as take_away

    with recorded(context, place_of(fact), dry_run=dry_run) as action:
        action.reason = reason
        action.effect = take_away(action, fact)
