"""negotrack add-chapter: add an issue area to a negotiation."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun, SourceChoice
from negotrack.cli.recorded import recorded

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Set up",
    epilog="Example: negotrack -n US-ART add-chapter customs --title 'Customs procedures'",
)
def add_chapter(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="A short code, such as goods.")],
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its name.")] = None,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Add a chapter to the negotiation in use."""
    negotiation = desk_of(context).negotiation(desk_of(context).reader())

    from negotrack.record.add_chapter import add_chapter as record_chapter
    from negotrack.record.sources import cite

    with recorded(context, negotiation, dry_run=dry_run) as action:
        added = record_chapter(action, negotiation, code, title, cite(action, source))
        action.effect = f"chapter {added.code}, {added.title}"
