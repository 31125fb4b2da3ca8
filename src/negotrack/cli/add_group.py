"""negotrack add-group: name a set of partners that rules can speak of."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.completing import complete_partner
from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.store.lookup import find_partner

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Set up",
    epilog="Example: negotrack add-group NAFTA US CA MX --title 'North American Free Trade Area'",
)
def add_group(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="A short code, such as QUAD.")],
    partner: Annotated[
        list[str],
        typer.Argument(metavar="PARTNER...", help="Its partners.", autocompletion=complete_partner),
    ],
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its name.")] = None,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Name a set of partners, for rules such as all(QUAD)."""
    reader = desk_of(context).reader()
    partners = tuple(find_partner(reader, each) for each in partner)

    from negotrack.record.add_partner import add_group as record_group
    from negotrack.record.sources import cite

    with recorded(context, None, dry_run=dry_run) as action:
        record_group(action, code, title or code, partners, cite(action, source))
        action.effect = f"group {code}: {', '.join(partners)}"
