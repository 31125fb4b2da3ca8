"""negotrack report: the page one reads before the meeting."""

from __future__ import annotations

import typer

from negotrack.cli.answering import answer_with
from negotrack.cli.desk import desk_of
from negotrack.cli.options import AsOf, Force, OutputFile, OutputFormat, PartnerChoice
from negotrack.store.lookup import find_negotiation, find_partner

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Ask", epilog="Example: negotrack report --partner US")
def report(
    context: typer.Context,
    partner: PartnerChoice = None,
    as_of: AsOf = None,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """Show the page on a partner in all its negotiations, or on the whole negotiation in use.

    With -n CODE the page on a partner keeps to that negotiation.
    """
    from negotrack.ask.report import negotiation_report, partner_report
    from negotrack.render.answer import Answer
    from negotrack.render.report import report_text
    from negotrack.render.report_document import report_document

    desk = desk_of(context)
    day = desk.day(as_of)
    reader = desk.reader()
    if partner:
        only = find_negotiation(reader, desk.asked_negotiation) if desk.asked_negotiation else None
        page = partner_report(reader, find_partner(reader, partner), day, only)
    else:
        page = negotiation_report(reader, desk.negotiation(reader), day)
    answer = Answer("report", lambda: report_text(page), lambda: report_document(page))
    answer_with(context, answer, shape, output, force=force)
