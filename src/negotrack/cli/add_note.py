"""negotrack add-note: a dated statement that fits no other word."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.asking import asked
from negotrack.cli.desk import desk_of, read_date
from negotrack.cli.options import DryRun, PartnerChoice, SourceChoice
from negotrack.cli.recorded import recorded, shortened
from negotrack.domain.dates import spoken_in
from negotrack.store.lookup import find_participant

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Record",
    epilog="Example: negotrack add-note 'Parliament votes in the autumn' --partner NZ --on 2005-05",
)
def add_note(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is noted.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When it was said.")
    ] = None,
    partner: PartnerChoice = None,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Record a note about the negotiation in use, or about one of its participants."""
    reader = desk_of(context).reader()
    negotiation = desk_of(context).negotiation(reader)
    when = asked(on, "--on DATE", "When was it said", read_date)
    about = find_participant(reader, negotiation, partner) if partner else None

    from negotrack.record.add_note import add_note as record_note
    from negotrack.record.sources import cite

    with recorded(context, negotiation, dry_run=dry_run) as action:
        record_note(action, negotiation, about, text, when, cite(action, source))
        whom = f" on {about}" if about else ""
        action.effect = f"a note{whom}, said {spoken_in(when)}: {shortened(text)}"
