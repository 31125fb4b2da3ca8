"""negotrack sources: what the record rests on."""

from __future__ import annotations

import typer

from negotrack.cli.answering import answer_with
from negotrack.cli.desk import desk_of, read_period
from negotrack.cli.options import AsOf, Force, OutputFile, OutputFormat, Since, Until

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Ask", epilog="Example: negotrack sources --since 2025")
def sources(
    context: typer.Context,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """List the sources, newest first."""
    from negotrack.ask.sources import sources as ask_sources
    from negotrack.render.answer import Answer
    from negotrack.render.documents import sources_document
    from negotrack.render.lists import sources_text

    begin, end = read_period(since, until)
    desk = desk_of(context)
    day = desk.day(as_of)
    found = ask_sources(desk.reader(), begin, end, day)
    answer = Answer(
        "sources",
        lambda: sources_text(found),
        lambda: sources_document(found, day),
    )
    answer_with(context, answer, shape, output, force=force)
