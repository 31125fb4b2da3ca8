"""negotrack negotiations: the negotiations of the record."""

from __future__ import annotations

import typer

from negotrack.cli.answering import answer_with
from negotrack.cli.desk import desk_of
from negotrack.cli.options import AsOf, Force, OutputFile, OutputFormat, PartnerChoice
from negotrack.errors import NotFound
from negotrack.store.lookup import find_partner

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Ask", epilog="Example: negotrack negotiations --partner VN")
def negotiations(
    context: typer.Context,
    partner: PartnerChoice = None,
    as_of: AsOf = None,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """List the negotiations, the one in use marked with a star."""
    from negotrack.ask.board import all_glances
    from negotrack.render.answer import Answer
    from negotrack.render.documents import negotiations_document
    from negotrack.render.lists import negotiations_text

    desk = desk_of(context)
    day = desk.day(as_of)
    reader = desk.reader()
    found = all_glances(reader, day, find_partner(reader, partner) if partner else None)
    try:
        in_use: str | None = desk.negotiation(reader)
    except NotFound:
        in_use = None
    answer = Answer(
        "negotiations",
        lambda: negotiations_text(found, in_use, day),
        lambda: negotiations_document(found, in_use, day),
    )
    answer_with(context, answer, shape, output, force=force)
