"""negotrack blockers: whom the rule still waits for, and why."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from negotrack.ask.blockers import blockers as ask_blockers
from negotrack.ask.negotiations import negotiation
from negotrack.cli.answering import answer_with
from negotrack.cli.completing import complete_rule
from negotrack.cli.desk import desk_of, read_day
from negotrack.cli.options import AsOf, Force, OutputFile, OutputFormat
from negotrack.domain.verdict import Verdict
from negotrack.render.answer import Answer
from negotrack.render.blockers import blockers_text
from negotrack.render.documents import blockers_document

BLOCKED: Final = 10

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Ask", epilog="Example: negotrack blockers --rule vote")
def blockers(
    context: typer.Context,
    rule: Annotated[
        str | None,
        typer.Option(
            "--rule",
            metavar="NAME",
            help="A rule of the negotiation; else its default.",
            autocompletion=complete_rule,
        ),
    ] = None,
    as_of: AsOf = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 10 unless the rule is met.")
    ] = False,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """Show whom the rule still waits for: the indispensable ones first, then how many more."""
    desk = desk_of(context)
    reader = desk.reader()
    about = negotiation(reader, desk.negotiation(reader))
    found = ask_blockers(reader, about, read_day(as_of), rule)
    answer = Answer("blockers", lambda: blockers_text(found), lambda: blockers_document(found))
    answer_with(context, answer, shape, output, force=force)
    if exit_code and found.judgement.met is not Verdict.YES:
        raise typer.Exit(BLOCKED)
