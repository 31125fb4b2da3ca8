"""negotrack add-rule: say how a negotiation is decided."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun, NoteText, SourceChoice
from negotrack.cli.recorded import recorded

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Set up",
    epilog="Example: negotrack add-rule caution '3/4 and all(QUAD)' --note 'What the desk assumes'",
)
def add_rule(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A short name, such as law.")],
    expression: Annotated[
        str, typer.Argument(metavar="RULE", help="Such as 2/3 and all(QUAD); docs/rules.md.")
    ],
    default: Annotated[
        bool, typer.Option("--default", help="Make it the default; the first rule is.")
    ] = False,
    note: NoteText = None,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Add a rule to the negotiation in use: the law, the practice, or somebody's claim."""
    negotiation = desk_of(context).negotiation(desk_of(context).reader())

    from negotrack.record.add_rule import RuleDraft
    from negotrack.record.add_rule import add_rule as record_rule
    from negotrack.record.sources import cite

    with recorded(context, negotiation, dry_run=dry_run) as action:
        draft = RuleDraft(negotiation, name, expression, default, note)
        added = record_rule(action, draft, cite(action, source))
        is_default = ", the default" if added.is_default else ""
        action.effect = f"rule {added.name}: {added.expression}{is_default}"
