"""negotrack hold-round: a planned round took place."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.ask.rounds import one_round
from negotrack.cli import round_options as options
from negotrack.cli.completing import complete_round
from negotrack.cli.desk import desk_of, read_date
from negotrack.cli.options import DryRun, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.domain.dates import spoken_in
from negotrack.store.lookup import find_event, find_participant

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Record",
    epilog="Example: negotrack hold-round us-art-2025-11-ministerial-online --date 2025-11-25 "
    "--summary 'Progress reviewed' --outcome services=agreed",
)
def hold_round(
    context: typer.Context,
    round_id: Annotated[
        str, typer.Argument(metavar="ID", help="The planned round.", autocompletion=complete_round)
    ],
    partner: options.Partners = None,
    track: options.TrackChoice = None,
    level: options.LevelChoice = None,
    mode: options.ModeChoice = None,
    label: options.Label = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="When it took place; else as planned."),
    ] = None,
    place: options.Place = None,
    heads: options.Heads = None,
    summary: options.Summary = None,
    outcome: options.Outcomes = None,
    status: options.Statuses = None,
    follow_up: options.FollowUps = None,
    next_date: options.Next = None,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Turn a planned round into a held one; what is not said stays as it was planned."""
    reader = desk_of(context).reader()
    planned = one_round(reader, find_event(reader, "round", round_id))
    negotiation = planned.negotiation

    from negotrack.cli.round_dialogue import also
    from negotrack.cli.round_words import read_follow_up, read_outcome, read_status
    from negotrack.record.add_round import RoundDraft
    from negotrack.record.hold_round import hold_round as record_held
    from negotrack.record.sources import cite

    draft = RoundDraft(
        negotiation=negotiation,
        partners=tuple(find_participant(reader, negotiation, name) for name in partner or ()),
        when=read_date(date) if date else planned.when,
        state="held",
        track=track.value if track else planned.track,
        level=level.value if level else None,
        mode=mode.value if mode else None,
        label=label,
        place=place,
        heads=heads,
        summary=summary,
        outcomes=tuple(read_outcome(reader, negotiation, text) for text in outcome or ()),
        statuses=tuple(read_status(reader, negotiation, text) for text in status or ()),
        follow_ups=tuple(read_follow_up(text) for text in follow_up or ()),
        next=read_date(next_date) if next_date else None,
    )
    with recorded(context, negotiation, dry_run=dry_run) as action:
        record_held(action, planned.id, draft, cite(action, source))
        action.effect = f"round {planned.id} held {spoken_in(draft.when)}{also(draft)}"
