"""negotrack set-request: what became of a request."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.asking import asked
from negotrack.cli.choices import RequestState
from negotrack.cli.completing import complete_request
from negotrack.cli.desk import desk_of, read_date
from negotrack.cli.options import DryRun, NoteText, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.domain.dates import spoken_in
from negotrack.store.lookup import find_event, negotiation_of

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Record",
    epilog="Example: negotrack set-request us-art-vn-market-economy accepted --on 2025-12-01",
)
def set_request(
    context: typer.Context,
    request: Annotated[
        str,
        typer.Argument(metavar="ID", help="The request.", autocompletion=complete_request),
    ],
    state: Annotated[RequestState, typer.Argument(metavar="STATE", help="What became of it.")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When.")] = None,
    note: NoteText = None,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Record what became of a request: under-consideration, accepted, declined, withdrawn."""
    reader = desk_of(context).reader()
    key = find_event(reader, "request", request)
    negotiation = negotiation_of(reader, "request", key)
    when = asked(on, "--on DATE", "When", read_date)

    from negotrack.record.add_request import set_request as record_state
    from negotrack.record.sources import cite

    with recorded(context, negotiation, dry_run=dry_run) as action:
        record_state(action, key, state.value, when, note, cite(action, source))
        action.effect = f"request {key} {state.value} {spoken_in(when)}"
