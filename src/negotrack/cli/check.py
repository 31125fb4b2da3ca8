"""negotrack check: whether the store is whole, and what in it should be looked at."""

from __future__ import annotations

import re
from typing import Annotated, Final

import typer

from negotrack.cli.answering import answer_with
from negotrack.cli.desk import desk_of
from negotrack.cli.options import Force, OutputFile, OutputFormat
from negotrack.errors import Misuse

app = typer.Typer(add_completion=False)

FINDINGS: Final = 4


@app.command(rich_help_panel="Store", epilog="Example: negotrack check --integrity")
def check(
    context: typer.Context,
    integrity: Annotated[
        bool, typer.Option("--integrity", help="The file and its journal only.")
    ] = False,
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="HASH", help="A hash written down before: still there?"),
    ] = None,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """Check the file, replay its journal, and look for what is odd in the record.

    The exit code is 0 when there is nothing to look at, 4 with findings.
    """
    from negotrack.ask.check import check as ask_check
    from negotrack.render.answer import Answer
    from negotrack.render.check import check_document, check_text

    if head and not re.fullmatch("[0-9a-fA-F]{8,64}", head):
        raise Misuse(
            f"'{head[:70]}' is not a hash as `negotrack log --head` prints it. "
            "Say its 64 letters and digits, or the first 8 of them or more."
        )
    desk = desk_of(context)
    verdict = ask_check(
        desk.reader(), desk.day(None), integrity_only=integrity, expected=head and head.lower()
    )
    answer = Answer("check", lambda: check_text(verdict), lambda: check_document(verdict))
    answer_with(context, answer, shape, output, force=force)
    if verdict.findings:
        raise typer.Exit(FINDINGS)
