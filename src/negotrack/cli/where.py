"""negotrack where: the store, its size and what it holds."""

from __future__ import annotations

import typer

from negotrack.cli.answering import answer_with
from negotrack.cli.desk import desk_of
from negotrack.cli.options import Force, OutputFile, OutputFormat

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Store", epilog="Example: negotrack where")
def where(
    context: typer.Context,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """Show where the store is, how large, of which schema, and what it holds."""
    from negotrack.ask.holdings import holdings as ask_holdings
    from negotrack.render.answer import Answer
    from negotrack.render.holdings import holdings_document, holdings_text

    desk = desk_of(context)
    reader = desk.reader()
    found = ask_holdings(reader, desk.path)
    answer = Answer(
        "where",
        lambda: holdings_text(found),
        lambda: holdings_document(found, desk.day(None)),
    )
    answer_with(context, answer, shape, output, force=force)
