"""negotrack set-status: record where participants stand now."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.asking import ask_or_skip, asked, on_terminal
from negotrack.cli.completing import complete_partner_or_status
from negotrack.cli.desk import desk_of, read_date
from negotrack.cli.options import ChapterChoice, DryRun, NoteText, RoundChoice, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.domain.dates import spoken_in
from negotrack.domain.ladder import BESIDE, LADDER, status_word
from negotrack.domain.texts import line
from negotrack.errors import Misuse
from negotrack.store.lookup import find_chapter, find_event, find_participant

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Record",
    epilog="Example: negotrack set-status JP concluded --on 2005-06-09 --source 'press release'",
)
def set_status(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PARTNER... STATUS",
            help="One or more participants, then a status of the ladder.",
            autocompletion=complete_partner_or_status,
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When it was reached.")
    ] = None,
    chapter: ChapterChoice = None,
    round_id: RoundChoice = None,
    note: NoteText = None,
    source: SourceChoice = None,
    reopen: Annotated[bool, typer.Option("--reopen", help="Allow a step down the ladder.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Record that participants reached a status, as a whole or in one chapter.

    The ladder: interested, negotiating, partly-agreed, agreed-in-principle, concluded,
    initialled, signed, ratified, deposited, in-force. Beside it: suspended, objecting,
    withdrawn, not-applying.
    """
    reader = desk_of(context).reader()
    negotiation = desk_of(context).negotiation(reader)
    said = words or []
    if not (said[1:] or on_terminal()):
        raise Misuse("Say the participants and then a status: negotrack set-status JP concluded.")

    def one(name: str) -> str:
        return find_participant(reader, negotiation, name)

    def typed(text: str) -> list[str]:
        return [one(name.strip()) for name in text.split(",")]

    # On a terminal a participant alone will do: its status is asked for.
    names, status_said = (said[:-1], said[-1]) if said[1:] else (said, None)
    chapter_code = find_chapter(reader, negotiation, chapter) if chapter else None
    round_key = find_event(reader, "round", round_id) if round_id else None
    partners = [one(name) for name in names] or asked(
        None, "PARTNER", "Participants, with commas between them", typed
    )
    ladder = f"Ladder: {', '.join(LADDER)}\nBeside it: {', '.join(BESIDE)}"
    status = asked(status_said, "STATUS", "Status", status_word, ladder)
    when = asked(on, "--on DATE", f"When was {status} reached", read_date)
    if not said:
        source = source or ask_or_skip(
            "Source: an address, a code or a title",
            lambda text: line(text, "source"),
            enter="Enter for our own record",
        )
    partners = list(dict.fromkeys(partners))

    from negotrack.record.set_status import StatusDraft
    from negotrack.record.set_status import set_status as record_status
    from negotrack.record.sources import cite

    with recorded(context, negotiation, dry_run=dry_run) as action:
        cited = cite(action, source)
        lowered = False
        for partner in partners:
            draft = StatusDraft(
                negotiation=negotiation,
                partner=partner,
                status=status,
                when=when,
                chapter=chapter_code,
                round=round_key,
                note=note,
                reopen=reopen,
            )
            lowered |= bool(record_status(action, draft, cited).resets)
        where = f" in {chapter_code}" if chapter_code else ""
        down = ", taking back what was reached before" if lowered else ""
        action.effect = f"{', '.join(partners)} {status}{where} {spoken_in(when)}{down}"
