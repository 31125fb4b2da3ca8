"""negotrack add-follow-up: what is agreed to do next."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.desk import desk_of, read_date
from negotrack.cli.options import DryRun, PartnerChoice, RoundChoice, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.store.lookup import find_event, find_participant

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Record",
    epilog="Example: negotrack -n US-ART add-follow-up 'Send the revised offer' --due 2025-12-05",
)
def add_follow_up(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is to be done.")],
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When it was agreed; else today.")
    ] = None,
    partner: PartnerChoice = None,
    round_id: RoundChoice = None,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Record a follow-up in the negotiation in use, with its due date if it has one."""
    reader = desk_of(context).reader()
    negotiation = desk_of(context).negotiation(reader)

    from negotrack.record.add_follow_up import FollowUpDraft
    from negotrack.record.add_follow_up import add_follow_up as record_follow_up
    from negotrack.record.sources import cite

    draft = FollowUpDraft(
        negotiation=negotiation,
        text=text,
        agreed=read_date(on or "today"),
        due=read_date(due) if due else None,
        round=find_event(reader, "round", round_id) if round_id else None,
        partner=find_participant(reader, negotiation, partner) if partner else None,
    )
    with recorded(context, negotiation, dry_run=dry_run) as action:
        agreed = record_follow_up(action, draft, cite(action, source))
        said = f"due {draft.due}" if draft.due else "no due date"
        action.effect = f"follow-up {agreed.id}, {said}"
