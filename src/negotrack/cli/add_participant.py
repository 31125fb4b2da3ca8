"""negotrack add-participant: give partners their seats in a negotiation."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.choices import Role
from negotrack.cli.completing import complete_partner
from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.store.lookup import find_partner

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Set up",
    epilog="Example: negotrack -n US-ART add-participant JP --role observer",
)
def add_participant(
    context: typer.Context,
    partner: Annotated[
        list[str],
        typer.Argument(
            metavar="PARTNER...", help="One or more partners.", autocompletion=complete_partner
        ),
    ],
    role: Annotated[Role, typer.Option("--role", help="Observers and aspirants have no say.")] = (
        Role.member
    ),
    votes: Annotated[
        int | None, typer.Option("--votes", metavar="N", min=0, max=10000, help="Votes; else 1.")
    ] = None,
    may_block: Annotated[
        bool | None, typer.Option("--may-block/--no-block", help="Whether it may block; else yes.")
    ] = None,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Give partners their seats in the negotiation in use."""
    reader = desk_of(context).reader()
    negotiation = desk_of(context).negotiation(reader)
    partners = tuple(dict.fromkeys(find_partner(reader, each) for each in partner))

    from negotrack.record.add_participant import Seat
    from negotrack.record.add_participant import add_participant as record_participant
    from negotrack.record.sources import cite

    with recorded(context, negotiation, dry_run=dry_run) as action:
        seat, cited = Seat(role.value, votes, may_block), cite(action, source)
        for each in partners:
            record_participant(action, negotiation, each, seat, cited)
        action.effect = f"{', '.join(partners)} as {role.value}"
