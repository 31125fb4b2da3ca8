"""negotrack add-milestone: a step of the negotiation, planned or reached."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.desk import desk_of, read_date
from negotrack.cli.options import DryRun, NoteText, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.domain.dates import spoken_in
from negotrack.errors import Misuse

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Set up",
    epilog="Example: negotrack add-milestone general-council --title 'General Council decision' "
    "--planned 'about October 2006'",
)
def add_milestone(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="A short code, such as protocol.")],
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its name.")] = None,
    stage: Annotated[
        int | None,
        typer.Option("--stage", metavar="N", min=1, max=99, help="Its number among the stages."),
    ] = None,
    reached: Annotated[
        str | None, typer.Option("--reached", metavar="DATE", help="When it was reached.")
    ] = None,
    planned: Annotated[
        str | None, typer.Option("--planned", metavar="DATE", help="When it is planned.")
    ] = None,
    note: NoteText = None,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Add a milestone, or one more dated statement about a known one; differing ones are kept."""
    if reached and planned:
        raise Misuse("Say --reached or --planned, one at a time: each is a statement of its own.")
    negotiation = desk_of(context).negotiation(desk_of(context).reader())
    date = reached or planned
    when = read_date(date) if date else None
    state = "reached" if reached else "planned"

    from negotrack.record.add_milestone import MilestoneDraft
    from negotrack.record.add_milestone import add_milestone as record_milestone
    from negotrack.record.sources import cite

    with recorded(context, negotiation, dry_run=dry_run) as action:
        draft = MilestoneDraft(negotiation, code, title, stage, state, when, note)
        step = record_milestone(action, draft, cite(action, source))
        said = f", {state} {spoken_in(when)}" if when else ""
        action.effect = f"milestone {step.code}, {step.title}{said}"
