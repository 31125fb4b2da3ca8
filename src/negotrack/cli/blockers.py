"""negotrack blockers: whom the rule still waits for, and why."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from negotrack.cli.answering import answer_with
from negotrack.cli.desk import desk_of
from negotrack.cli.options import AsOf, Force, OutputFile, OutputFormat
from negotrack.cli.rule_options import Counting, RuleChoice, WhatIf
from negotrack.errors import Misuse

BLOCKED: Final = 10

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Ask", epilog="Example: negotrack blockers --rule vote --what-if US=signed"
)
def blockers(
    context: typer.Context,
    rule: RuleChoice = None,
    as_of: AsOf = None,
    what_if: WhatIf = None,
    counting: Counting = None,
    all_rules: Annotated[bool, typer.Option("--all-rules", help="A line for each rule.")] = False,
    over_time: Annotated[
        bool, typer.Option("--path", help="Each day on which the answer changed.")
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 10 unless the rule is met.")
    ] = False,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """Show whom the rule still waits for: the indispensable ones first, then how many more.

    With --what-if it answers for a world that is not recorded, and writes nothing.
    """
    if all_rules + over_time + exit_code > 1 or (all_rules and rule):
        raise Misuse("Say one of --all-rules, --path, --exit-code; --all-rules without --rule.")
    from negotrack.ask import blockers as ask
    from negotrack.ask.negotiations import negotiation
    from negotrack.cli.questions import read_question
    from negotrack.domain.verdict import Verdict
    from negotrack.render import blockers as page
    from negotrack.render import documents, rule_documents, rules
    from negotrack.render.answer import Answer

    desk = desk_of(context)
    reader = desk.reader()
    about = negotiation(reader, desk.negotiation(reader))
    question = read_question(reader, about.code, desk.day(as_of), rule, counting, what_if)
    met = Verdict.YES
    if all_rules:
        judged, asked = ask.by_every_rule(reader, about, question), question.about(about)
        answer = Answer(
            "blockers --all-rules",
            lambda: rules.rules_text(asked, question, judged),
            lambda: rule_documents.rules_document(asked, question, judged),
        )
    elif over_time:
        from negotrack.ask.path import path
        from negotrack.render.path import path_text

        steps = path(reader, about, question)
        answer = Answer(
            "blockers --path",
            lambda: path_text(steps),
            lambda: rule_documents.path_document(steps),
        )
    else:
        found = ask.blockers(reader, about, question)
        met = found.judgement.met
        answer = Answer(
            "blockers",
            lambda: page.blockers_text(found),
            lambda: documents.blockers_document(found),
        )
    answer_with(context, answer, shape, output, force=force)
    if exit_code and met is not Verdict.YES:
        raise typer.Exit(BLOCKED)
