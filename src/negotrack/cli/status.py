"""negotrack status: how a negotiation stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer
from rich.console import Group

from negotrack.ask.board import Board, board, glances
from negotrack.ask.negotiations import negotiation, negotiations
from negotrack.cli.answering import answer_with
from negotrack.cli.completing import complete_negotiation
from negotrack.cli.desk import desk_of, read_day
from negotrack.cli.options import AsOf, Force, OutputFile, OutputFormat
from negotrack.cli.questions import read_rung
from negotrack.cli.rule_options import Counting
from negotrack.errors import Misuse
from negotrack.render.answer import Answer
from negotrack.render.board import board_text
from negotrack.render.documents import status_document
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
    desk, day = desk_of(context), read_day(as_of)
    reader = desk.reader()
    if all_of_them:
        asked = negotiations(reader)
    else:
        chosen = find_negotiation(reader, code) if code else desk.negotiation(reader)
        asked = [negotiation(reader, chosen)]
    rung = read_rung(counting) if counting else None
    boards = [
        board(reader, replace(each, closed_from=rung or each.closed_from), day) for each in asked
    ]

    def text() -> Group:
        if len(boards) == 1 and not all_of_them:
            others = glances(reader, boards[0].negotiation.code, day)
            return board_text(boards[0], others, with_members=members)
        return Group(*(_one_of_many(each, members=members) for each in boards))

    answer = Answer("status", text, lambda: status_document(boards, day))
    answer_with(context, answer, shape, output, force=force)


def _one_of_many(each: Board, *, members: bool) -> Group:
    return Group(board_text(each, (), with_members=members), "")
