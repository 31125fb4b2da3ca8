"""negotrack add-partner: add an economy or organisation."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.choices import PartnerKind
from negotrack.cli.completing import complete_group
from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.errors import Misuse
from negotrack.store.lookup import find_group

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Set up", epilog="Example: negotrack add-partner TH --alias 'Thái Lan'"
)
def add_partner(
    context: typer.Context,
    code: Annotated[
        list[str],
        typer.Argument(metavar="CODE...", help="ISO 3166 alpha-2 codes, or one of your own."),
    ],
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
    """Add partners: their codes are enough where ISO 3166 knows them."""
    if len(code) > 1 and (name or alpha3 or alias):
        raise Misuse("--name, --alpha3 and --alias are of one partner: add these one by one.")
    reader = desk_of(context).reader()
    groups = tuple(find_group(reader, each) for each in group or ())

    from negotrack.record.add_partner import PartnerDraft
    from negotrack.record.add_partner import add_partner as record_partner
    from negotrack.record.sources import cite

    with recorded(context, None, dry_run=dry_run) as action:
        cited, added = cite(action, source), []
        for each in dict.fromkeys(code):
            draft = PartnerDraft(each, name, alpha3, kind.value, tuple(alias or ()), groups)
            added.append(record_partner(action, draft, cited))
        said = "; ".join(f"{partner.code}, {partner.name}" for partner in added)
        action.effect = f"partner{'s' * (len(added) > 1)} {said}"
