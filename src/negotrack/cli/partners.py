"""negotrack partners: the partners and their names."""

from __future__ import annotations

import typer

from negotrack.cli.answering import answer_with
from negotrack.cli.desk import desk_of
from negotrack.cli.options import AsOf, Force, OutputFile, OutputFormat, PartnerChoice
from negotrack.store.lookup import find_negotiation, find_partner

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Ask", epilog="Example: negotrack partners --partner 'Hoa Kỳ'")
def partners(
    context: typer.Context,
    partner: PartnerChoice = None,
    as_of: AsOf = None,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """List the partners with their names in any language; with -n, a negotiation's only."""
    from negotrack.ask.partners import partners as ask_partners
    from negotrack.render.answer import Answer
    from negotrack.render.documents import partners_document
    from negotrack.render.lists import partners_text

    desk = desk_of(context)
    day = desk.day(as_of)
    reader = desk.reader()
    asked = desk.asked_negotiation
    found = ask_partners(
        reader,
        find_negotiation(reader, asked) if asked else None,
        find_partner(reader, partner) if partner else None,
    )
    answer = Answer(
        "partners",
        lambda: partners_text(found),
        lambda: partners_document(found, day),
    )
    answer_with(context, answer, shape, output, force=force)
