"""negotrack rounds: the rounds of a negotiation, newest first."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.answering import answer_with
from negotrack.cli.choices import Level, RoundState
from negotrack.cli.desk import desk_of, read_period
from negotrack.cli.options import (
    AsOf,
    Force,
    OutputFile,
    OutputFormat,
    PartnerChoice,
    Since,
    Until,
)
from negotrack.store.lookup import find_partner

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Ask", epilog="Example: negotrack rounds --partner CN --since 2004")
def rounds(
    context: typer.Context,
    partner: PartnerChoice = None,
    level: Annotated[
        Level | None,
        typer.Option(
            "--level",
            metavar="LEVEL",
            help="technical, chief-negotiator, ministerial, leaders, working-party.",
        ),
    ] = None,
    state: Annotated[
        RoundState | None,
        typer.Option("--state", metavar="STATE", help="planned, held, postponed, cancelled."),
    ] = None,
    since: Since = None,
    until: Until = None,
    everywhere: Annotated[bool, typer.Option("--all", help="Of every negotiation.")] = False,
    as_of: AsOf = None,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """List the rounds of the negotiation in use, newest first."""
    from negotrack.ask.rounds import RoundFilter
    from negotrack.ask.rounds import rounds as ask_rounds
    from negotrack.render.answer import Answer
    from negotrack.render.documents import rounds_document
    from negotrack.render.lists import rounds_text

    desk = desk_of(context)
    day = desk.day(as_of)
    begin, end = read_period(since, until)
    reader = desk.reader()
    code = None if everywhere else desk.negotiation(reader)
    wanted = RoundFilter(
        negotiation=code,
        partner=find_partner(reader, partner) if partner else None,
        level=level.value if level else None,
        state=state.value if state else None,
        since=begin,
        until=end,
    )
    found = ask_rounds(reader, wanted, day)
    answer = Answer(
        "rounds",
        lambda: rounds_text(found, day),
        lambda: rounds_document(found, day, code),
    )
    answer_with(context, answer, shape, output, force=force)
