"""negotrack add-partner: add an economy or organisation."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.choices import PartnerKind
from negotrack.cli.completing import complete_group
from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.store.lookup import find_group

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Set up", epilog="Example: negotrack add-partner TH --alias 'Thái Lan'"
)
def add_partner(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="ISO 3166 alpha-2, or your own.")],
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help="Its name; ISO codes bring theirs.")
    ] = None,
    alpha3: Annotated[
        str | None, typer.Option("--alpha3", metavar="CODE", help="ISO 3166 alpha-3.")
    ] = None,
    kind: Annotated[PartnerKind, typer.Option("--kind", help="What it is.")] = PartnerKind.economy,
    alias: Annotated[
        list[str] | None,
        typer.Option("--alias", metavar="TEXT", help="Another name, in any language, repeatable."),
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option(
            "--group", metavar="CODE", help="A group it belongs to.", autocompletion=complete_group
        ),
    ] = None,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Add a partner: its code is enough where ISO 3166 knows it."""
    reader = desk_of(context).reader()
    groups = tuple(find_group(reader, each) for each in group or ())

    from negotrack.record.add_partner import PartnerDraft
    from negotrack.record.add_partner import add_partner as record_partner
    from negotrack.record.sources import cite

    with recorded(context, None, dry_run=dry_run) as action:
        draft = PartnerDraft(code, name, alpha3, kind.value, tuple(alias or ()), groups)
        added = record_partner(action, draft, cite(action, source))
        action.effect = f"partner {added.code}, {added.name}"
