"""negotrack log: the journal, in the order things were recorded."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.answering import answer_with
from negotrack.cli.completing import complete_entry
from negotrack.cli.desk import desk_of, read_known_on, read_since
from negotrack.cli.options import Force, OutputFile, OutputFormat, PartnerChoice
from negotrack.errors import Misuse
from negotrack.store.lookup import find_event, find_partner

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Ask", epilog="Example: negotrack log --table status-change --last 20")
def log(
    context: typer.Context,
    entry: Annotated[
        str | None,
        typer.Argument(
            metavar="ENTRY",
            help="One entry, row by row before and after.",
            autocompletion=complete_entry,
        ),
    ] = None,
    partner: PartnerChoice = None,
    table: Annotated[
        str | None, typer.Option("--table", metavar="TABLE", help="A table, as status-change.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="NAME", help="Who recorded it.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="TIME", help="Recorded from this time on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="TIME", help="Recorded until this time.")
    ] = None,
    last: Annotated[
        int | None, typer.Option("--last", metavar="N", min=1, help="The newest N of them.")
    ] = None,
    head: Annotated[
        bool, typer.Option("--head", help="The newest hash, to be written down or mailed.")
    ] = False,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """List what was recorded: when, by whom, with which command, to what effect."""
    from negotrack.ask import journal
    from negotrack.render import journal as pages
    from negotrack.render.answer import Answer

    desk = desk_of(context)
    reader, today = desk.reader(), desk.day(None)
    filtered = any((partner, table, actor, since, until, last))
    if (entry and (head or filtered)) or (head and filtered):
        raise Misuse("Ask for an entry, for --head, or for a list with filters: one of them.")
    if head:
        newest = journal.head(reader)
        of_head = [newest] if newest else []
        answer = Answer(
            "log --head",
            lambda: pages.head_text(newest),
            lambda: pages.log_document(of_head, today),
        )
    elif entry:
        about, changes = journal.entry(reader, find_event(reader, "entry", entry))
        answer = Answer(
            "log ENTRY",
            lambda: pages.entry_text(about, changes),
            lambda: pages.entry_document(about, changes, today),
        )
    else:
        begin = read_since(since) if since else None
        end = read_known_on(until) if until else None
        if begin and end and begin.text > end.text:
            raise Misuse(f"--since {since} is after --until {until}. Swap them.")
        wanted = journal.EntryFilter(
            since=begin,
            until=end,
            actor=actor,
            table=journal.table_named(reader, table) if table else None,
            partner=find_partner(reader, partner) if partner else None,
            last=last,
        )
        found = journal.entries(reader, wanted)
        answer = Answer(
            "log", lambda: pages.log_text(found), lambda: pages.log_document(found, today)
        )
    answer_with(context, answer, shape, output, force=force)
