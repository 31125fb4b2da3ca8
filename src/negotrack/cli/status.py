"""negotrack status: how a negotiation stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from negotrack.cli.answering import answer_with
from negotrack.cli.completing import complete_negotiation
from negotrack.cli.desk import desk_of
from negotrack.cli.options import AsOf, Force, OutputFile, OutputFormat
from negotrack.cli.rule_options import Counting
from negotrack.domain.ladder import rung_word
from negotrack.errors import Misuse
from negotrack.store.lookup import find_negotiation

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Ask", epilog="Example: negotrack status --as-of 2004-10-09 --members")
def status(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(
            help="A negotiation; else the one in use.", autocompletion=complete_negotiation
        ),
    ] = None,
    as_of: AsOf = None,
    all_of_them: Annotated[bool, typer.Option("--all", help="A board for each.")] = False,
    counting: Counting = None,
    members: Annotated[bool, typer.Option("--members", help="A row per participant.")] = False,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """Show how the negotiation stands: closed, by rung, the rule, last and next round."""
    if code and all_of_them:
        raise Misuse("Say either a negotiation or --all, not both.")
    from negotrack.ask.board import board, glances
    from negotrack.ask.negotiations import Negotiation, negotiation, negotiations
    from negotrack.render.answer import Answer
    from negotrack.render.board import board_text, boards_text
    from negotrack.render.documents import status_document

    rung = rung_word(counting) if counting else None

    def counted(each: Negotiation) -> Negotiation:
        return replace(each, closed_from=rung or each.closed_from)

    desk = desk_of(context)
    day = desk.day(as_of)
    reader = desk.reader()
    if all_of_them:
        boards = [board(reader, counted(each), day) for each in negotiations(reader)]
        answer = Answer(
            "status --all",
            lambda: boards_text(boards, with_members=members),
            lambda: status_document(boards, day),
        )
    else:
        chosen = find_negotiation(reader, code) if code else desk.negotiation(reader)
        one = board(reader, counted(negotiation(reader, chosen)), day)
        others = glances(reader, chosen, day)
        answer = Answer(
            "status",
            lambda: board_text(one, others, with_members=members),
            lambda: status_document([one], day),
        )
    answer_with(context, answer, shape, output, force=force)
