"""negotrack history: what happened in a negotiation, oldest first."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from negotrack.cli.answering import answer_with
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


class Kind(StrEnum):
    """The kinds of dated fact."""

    round = "round"
    outcome = "outcome"
    status = "status"
    milestone = "milestone"
    request = "request"
    follow_up = "follow-up"
    note = "note"


@app.command(rich_help_panel="Ask", epilog="Example: negotrack history --partner CN --since 2004")
def history(
    context: typer.Context,
    partner: PartnerChoice = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[
        list[Kind] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="round, outcome, status, milestone, request, follow-up, note; may be repeated.",
        ),
    ] = None,
    everywhere: Annotated[bool, typer.Option("--all", help="Of every negotiation.")] = False,
    as_of: AsOf = None,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """List what happened in the negotiation in use, oldest first, with the id of each fact.

    Plans are not history: `rounds` and `status` show them.
    """
    from negotrack.ask.history import KINDS, HistoryFilter
    from negotrack.ask.history import history as ask_history
    from negotrack.ask.negotiations import negotiation, negotiations
    from negotrack.render.answer import Answer
    from negotrack.render.history import history_text
    from negotrack.render.history_document import history_document

    desk = desk_of(context)
    day = desk.day(as_of)
    begin, end = read_period(since, until)
    reader = desk.reader()
    asked = negotiations(reader) if everywhere else [negotiation(reader, desk.negotiation(reader))]
    wanted = HistoryFilter(
        partner=find_partner(reader, partner) if partner else None,
        kinds=tuple(each.value for each in kind) if kind else KINDS,
        since=begin,
        until=end,
    )
    told = ask_history(reader, asked, wanted, day)
    answer = Answer("history", lambda: history_text(told), lambda: history_document(told))
    answer_with(context, answer, shape, output, force=force)
