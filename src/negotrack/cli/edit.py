"""negotrack edit: correct a fact as a text, in the user's own editor."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.completing_facts import complete_fact, complete_kind
from negotrack.cli.desk import desk_of
from negotrack.cli.field_options import KINDS_LISTED
from negotrack.cli.options import DryRun
from negotrack.domain.kinds import kind_named
from negotrack.errors import Misuse

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Correct", epilog="Example: negotrack edit round wto-2005-05-cn")
def edit(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", help=KINDS_LISTED, autocompletion=complete_kind),
    ],
    fact_id: Annotated[
        str, typer.Argument(metavar="ID", help="Which one.", autocompletion=complete_fact)
    ],
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="TEXT", help="The reason; else it is said in the text."),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Correct a fact as a text in VISUAL, EDITOR or vi.

    What cannot be recorded is shown in the editor again, with the reason at its top. A text that
    is given up, or that was overtaken by somebody else's correction, stays in a file.
    """
    from negotrack.cli.correcting import correct, fact_named, read_why
    from negotrack.cli.editing import edit_until_taken
    from negotrack.cli.fact_form import WHY, amendment_of, form_of, shown_fields
    from negotrack.render.form import read_form

    fact = fact_named(context, kind_named(kind), fact_id)
    reader = desk_of(context).reader()
    form = form_of(reader, fact, read_why(why) if why else None)
    names = [*(field.name for field in shown_fields(fact)), WHY]
    former = read_form(form, names)

    def take(text: str) -> None:
        said = read_form(text, names)
        reason = said.pop(WHY, "")
        changed = {name: value for name, value in said.items() if value != former[name]}
        if not changed:
            desk_of(context).confirm(f"Nothing was changed in the {fact.title}.")
            return
        amendment = amendment_of(reader, fact, changed)
        if not reason:
            raise Misuse(f"The reason is missing. Say it in the line '{WHY}:', the last one.")
        correct(context, fact, amendment, read_why(reason), dry_run=dry_run)

    edit_until_taken(fact.title, form, take)
