"""negotrack power: whose vote counts for how much."""

from __future__ import annotations

import typer

from negotrack.cli.answering import answer_with
from negotrack.cli.desk import desk_of
from negotrack.cli.options import AsOf, Force, OutputFile, OutputFormat
from negotrack.cli.rule_options import Counting, RuleChoice, WhatIf

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Ask", epilog="Example: negotrack power --rule vote")
def power(
    context: typer.Context,
    rule: RuleChoice = None,
    as_of: AsOf = None,
    what_if: WhatIf = None,
    counting: Counting = None,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """Show each participant's Banzhaf index under a rule, and who has a veto.

    It tells where effort counts: how often the closing of this one is what meets the rule.
    """
    from negotrack.ask.negotiations import negotiation
    from negotrack.ask.power import power as ask_power
    from negotrack.cli.questions import read_question
    from negotrack.render.answer import Answer
    from negotrack.render.power import power_text
    from negotrack.render.rule_documents import power_document

    desk = desk_of(context)
    reader = desk.reader()
    about = negotiation(reader, desk.negotiation(reader))
    question = read_question(reader, about.code, desk.day(as_of), rule, counting, what_if)
    found = ask_power(reader, about, question)
    answer = Answer("power", lambda: power_text(found), lambda: power_document(found))
    answer_with(context, answer, shape, output, force=force)
