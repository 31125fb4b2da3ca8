"""negotrack export: the record in a form that others can read, and that can be imported again."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from negotrack.cli.desk import desk_of
from negotrack.cli.options import Force
from negotrack.domain.exchange import SHEETS
from negotrack.domain.texts import without_controls
from negotrack.store.lookup import find_negotiation

app = typer.Typer(add_completion=False)

STDOUT: Final = Path("-")


class Form(StrEnum):
    """The forms in which a record travels."""

    csv = "csv"
    xlsx = "xlsx"
    json = "json"
    jsonl = "jsonl"
    ics = "ics"
    sql = "sql"


def _complete_kind(incomplete: str) -> list[tuple[str, str]]:
    begun = incomplete.lower()
    return [(each.name, each.kind.about) for each in SHEETS if each.name.startswith(begun)]


@app.command(
    rich_help_panel="Exchange", epilog="Example: negotrack export --kind rounds --format csv"
)
def export(
    context: typer.Context,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="A kind of fact, such as rounds; may be said again. Else all kinds.",
            autocompletion=_complete_kind,
        ),
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="The form; else the file's ending tells.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="The archive: the whole record with its journal.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The file; without it, or -: stdout."),
    ] = None,
    force: Force = False,
) -> None:
    """Write the facts with every id and every column, to be read, edited and imported again.

    CSV holds one kind, a workbook (xlsx) a sheet of each, a calendar (ics) the rounds and
    follow-ups whose day is known, SQL all facts for a fresh store. With -n, of one negotiation.
    """
    from negotrack.cli.exporting import read_everything, read_wanted, refuse_store
    from negotrack.render.export.forms import parcel
    from negotrack.render.export.stdout import to_stdout
    from negotrack.render.output import into_file

    desk = desk_of(context)
    shape = form.value if form else None
    file = None if output == STDOUT else output
    if everything:
        wanted = read_everything(kinds or [], shape, file, desk.asked_negotiation)
    else:
        wanted = read_wanted(kinds or [], shape, file)
    reader = desk.reader()
    with reader.one_moment():
        if desk.asked_negotiation:
            wanted = wanted.only(find_negotiation(reader, desk.asked_negotiation))
        sent = parcel(reader, wanted, to_file=file is not None)
        if file is None:
            to_stdout(sent.content)
        else:
            refuse_store(file, desk.path)
            into_file(file, sent.content, force=force)
            desk.notice(f"Wrote {sent.size()} to {without_controls(str(file))}.")
    if lack := sent.lack():
        desk.notice(lack)
