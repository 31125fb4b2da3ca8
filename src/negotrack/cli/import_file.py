"""negotrack import: take facts over from a sheet, CSV, XLSX, JSON or JSON Lines."""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from typing import Annotated

import typer

from negotrack.cli.asking import asked
from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.domain.exchange import SHEETS, sheet_named

app = typer.Typer(add_completion=False)


class DateOrder(StrEnum):
    """In which order the numbers of 10/11/2025 stand."""

    dmy = "dmy"
    mdy = "mdy"
    ymd = "ymd"


def _complete_kind(incomplete: str) -> list[str]:
    return [sheet.name for sheet in SHEETS if sheet.name.startswith(incomplete)]


@app.command(
    rich_help_panel="Exchange",
    epilog="Example: negotrack -n WTO import wto-2005-2006.csv --dry-run",
)
def import_file(
    context: typer.Context,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE|-", help="The file; - reads standard input.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="What the rows are, such as statuses or rounds; else the header tells.",
            autocompletion=_complete_kind,
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help="A sheet of the workbook; else the first."),
    ] = None,
    maps: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=FIELD",
            help="What a column is, repeatable; COLUMN=- leaves it out.",
        ),
    ] = None,
    date_order: Annotated[
        DateOrder | None, typer.Option("--date-order", help="What 10/11/2025 means.")
    ] = None,
    skip_bad: Annotated[
        bool,
        typer.Option("--skip-bad", help="Import the good rows; save the bad ones beside the file."),
    ] = False,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Import rows from CSV, XLSX, JSON or JSON Lines: all of them in one action, or none.

    Rows that the record has already are recognised and change nothing; a row with the id or code
    of a fact corrects it. Dates may be written in any way that the program reads.
    """
    from negotrack.cli import importing
    from negotrack.record.importing.headings import read_maps
    from negotrack.record.importing.layouts import Layouts
    from negotrack.record.importing.opening import Wanted, opened
    from negotrack.record.importing.problems import Problems

    desk, given = desk_of(context), asked(file, "FILE", "File to import", str)
    columns = read_maps(maps or ())
    chosen = sheet_named(kind).name if kind else None
    problems = Problems(skip=skip_bad)
    with opened(given, problems, Wanted(sheet, whole=not (chosen or columns))) as found:
        if found.archive:
            from negotrack.cli.archives import take_in

            take_in(desk, given, dry_run=dry_run)
            return
        hint, say = importing.hint_of(given), importing.aloud(desk)
        layouts = Layouts(found.name, chosen, columns, hint, say, problems)
        importing.tell_left_out(desk, found)
        first = next(found.tables, None)
        where, otherwise = importing.negotiation_of(desk, layouts, first, problems)
        read_date = importing.date_reader(date_order.value if date_order else None)

        from negotrack.record.importing.bring_in import Import, bring_in
        from negotrack.record.importing.course import Terms

        terms = Terms(otherwise, source, read_date)
        tables = chain([first] if first else [], found.tables)
        with importing.keeping_bad_rows(desk, problems, given, dry_run=dry_run):
            with (
                recorded(context, where, dry_run=dry_run) as action,
                importing.progress(desk) as on,
            ):
                done = bring_in(action, Import(found.name, tables, layouts, terms, on), problems)
                action.effect = done.words
            importing.tell_guesses(desk, done.guesses)
