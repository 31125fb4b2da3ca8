"""negotrack add-request: what one side asks of the other."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.asking import asked
from negotrack.cli.completing import complete_partner
from negotrack.cli.desk import desk_of, read_date
from negotrack.cli.options import ChapterChoice, DryRun, RoundChoice, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.domain.dates import spoken_in
from negotrack.store.lookup import find_chapter, find_event, find_partner

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Record",
    epilog="Example: negotrack -n US-ART add-request 'Lower the tariff on fish' --from VN --to US "
    "--on 2025-11-12",
)
def add_request(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is asked.")],
    asker: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="PARTNER", help="Who asks.", autocompletion=complete_partner
        ),
    ] = None,
    asked_of: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="PARTNER", help="Who is asked.", autocompletion=complete_partner
        ),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When.")] = None,
    chapter: ChapterChoice = None,
    round_id: RoundChoice = None,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Record a request in the negotiation in use; it stays open until the other side acts on it."""
    reader = desk_of(context).reader()
    negotiation = desk_of(context).negotiation(reader)

    from negotrack.record.add_request import RequestDraft
    from negotrack.record.add_request import add_request as record_request
    from negotrack.record.sources import cite

    draft = RequestDraft(
        negotiation=negotiation,
        asker=asked(asker, "--from PARTNER", "Who asks", lambda t: find_partner(reader, t)),
        asked=asked(asked_of, "--to PARTNER", "Who is asked", lambda t: find_partner(reader, t)),
        text=text,
        raised=asked(on, "--on DATE", "When was it raised", read_date),
        chapter=find_chapter(reader, negotiation, chapter) if chapter else None,
        round=find_event(reader, "round", round_id) if round_id else None,
    )
    with recorded(context, negotiation, dry_run=dry_run) as action:
        request = record_request(action, draft, cite(action, source))
        whom = f"{draft.asker} asks {draft.asked}"
        action.effect = f"request {request.id}, {whom}, raised {spoken_in(draft.raised)}"
