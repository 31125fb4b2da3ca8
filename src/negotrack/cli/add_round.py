"""negotrack add-round: record a round, all at once or question by question."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli import round_options as options
from negotrack.cli.asking import agreed, asked, on_terminal
from negotrack.cli.choices import RoundState
from negotrack.cli.desk import desk_of, read_date
from negotrack.cli.options import DryRun, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.cli.round_words import read_follow_up, read_outcome, read_status, state_of
from negotrack.domain.dates import spoken_in
from negotrack.errors import Refused
from negotrack.store.lookup import find_participant

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Record",
    epilog="Example: negotrack add-round --partner CN --date 2005-06-14 --place Beijing "
    "--outcome goods=progress --follow-up 'Send the revised offer|2005-07'",
)
def add_round(
    context: typer.Context,
    partner: options.Partners = None,
    track: options.TrackChoice = None,
    level: options.LevelChoice = None,
    mode: options.ModeChoice = None,
    label: options.Label = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="When: a day, a/b for days.")
    ] = None,
    place: options.Place = None,
    state: Annotated[
        RoundState | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="planned (the default when it is ahead), held, postponed, cancelled.",
        ),
    ] = None,
    heads: options.Heads = None,
    summary: options.Summary = None,
    outcome: options.Outcomes = None,
    status: options.Statuses = None,
    follow_up: options.FollowUps = None,
    next_date: options.Next = None,
    source: SourceChoice = None,
    again: Annotated[
        bool, typer.Option("--again", help="Another round, although one like it is there.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Record a round with its outcomes, statuses, follow-ups and the next date, in one action.

    A planned round with the same partners, level and days becomes the held one (see hold-round).
    On a terminal, without options, it asks question by question and shows the whole round
    before it writes.
    """
    desk = desk_of(context)
    reader = desk.reader()
    negotiation = desk.negotiation(reader)
    said = (partner, track, level, mode, label, date, place, state, heads, summary, outcome)
    dialogue = on_terminal() and not any((*said, status, follow_up, next_date, source))
    if dialogue:
        from negotrack.cli.round_dialogue import ask_round, in_one_line, show

        draft, source = ask_round(reader, negotiation)
        show(draft, source)
        if not agreed("Record this round"):
            desk.notice("Nothing was recorded.")
            return
    else:
        when = asked(date, "--date DATE", "Date, such as 2025-11-12", read_date)
        partners = tuple(find_participant(reader, negotiation, name) for name in partner or ())
        after = read_date(next_date) if next_date else None
        statuses = tuple(read_status(reader, negotiation, text) for text in status or ())
        follow_ups = tuple(read_follow_up(text) for text in follow_up or ())
        outcomes = tuple(read_outcome(reader, negotiation, text) for text in outcome or ())

        from negotrack.record.add_round import RoundDraft

        draft = RoundDraft(
            negotiation=negotiation,
            partners=tuple(dict.fromkeys(partners)),
            when=when,
            state=state_of(when, state.value if state else None),
            track=track.value if track else ("bilateral" if partners else "multilateral"),
            level=level.value if level else None,
            mode=mode.value if mode else None,
            label=label,
            place=place,
            heads=heads,
            summary=summary,
            outcomes=outcomes,
            statuses=statuses,
            follow_ups=follow_ups,
            next=after,
        )

    from negotrack.cli.round_dialogue import also
    from negotrack.record.add_round import add_round as record_round
    from negotrack.record.hold_round import hold_round as record_held
    from negotrack.record.hold_round import plan_of
    from negotrack.record.sources import cite

    try:
        with recorded(context, negotiation, dry_run=dry_run) as action:
            cited = cite(action, source)
            plan = None if again else plan_of(action, draft)
            if plan:
                record_held(action, plan, draft, cited)
                done = f"the planned round {plan} held {spoken_in(draft.when)}"
            else:
                held = record_round(action, draft, cited, again=again)
                done = f"{held.state} round {held.id}, {spoken_in(draft.when)}"
            action.effect = f"{done}{also(draft)}"
    except Refused:
        if dialogue:
            desk.notice(f"What you answered, in one line:\n{in_one_line(draft, source)}")
        raise
