"""negotrack add-negotiation: set up a negotiation."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.asking import asked, choice
from negotrack.cli.choices import NegotiationKind, Silent
from negotrack.cli.completing import complete_partner
from negotrack.cli.desk import desk_of
from negotrack.cli.options import DryRun, NoteText, SourceChoice
from negotrack.cli.recorded import recorded
from negotrack.domain.ladder import rung_word
from negotrack.domain.texts import line
from negotrack.domain.vocabulary import NEGOTIATION_KINDS
from negotrack.store.lookup import find_partner

app = typer.Typer(add_completion=False)

# What closes a participant unless it is said: a treaty when deposited, an agreement when signed.
_CLOSED_FROM = {
    "accession": "concluded",
    "bilateral": "signed",
    "plurilateral": "signed",
    "ratification": "deposited",
}


@app.command(
    rich_help_panel="Set up",
    epilog="Example: negotrack add-negotiation EVFTA --title 'EU-Viet Nam Free Trade Agreement' "
    "--kind bilateral --closed-from ratified",
)
def add_negotiation(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="A short code, such as EVFTA.")],
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its name.")] = None,
    kind: Annotated[NegotiationKind | None, typer.Option("--kind", help="What it is.")] = None,
    closed_from: Annotated[
        str | None,
        typer.Option("--closed-from", metavar="STATUS", help="The rung that closes a participant."),
    ] = None,
    applicant: Annotated[
        str | None,
        typer.Option(
            "--applicant", metavar="PARTNER", help="Who accedes.", autocompletion=complete_partner
        ),
    ] = None,
    electorate: Annotated[
        int | None,
        typer.Option(
            "--electorate",
            metavar="N",
            min=1,
            help="The votes that a share is of, where the participants hold fewer.",
        ),
    ] = None,
    silent: Annotated[
        Silent, typer.Option("--silent", help="How the votes count that nobody here holds.")
    ] = Silent.against,
    note: NoteText = None,
    source: SourceChoice = None,
    dry_run: DryRun = False,
) -> None:
    """Set up a negotiation; the first one of a store comes into use at once."""
    reader = desk_of(context).reader()
    said = asked(title, "--title TEXT", "Title", lambda text: line(text, "title"))
    chosen = asked(
        kind.value if kind else None,
        "--kind KIND",
        f"Kind ({', '.join(NEGOTIATION_KINDS)})",
        choice(NEGOTIATION_KINDS),
    )
    rung = rung_word(closed_from) if closed_from else _CLOSED_FROM[chosen]
    acceding = find_partner(reader, applicant) if applicant else None

    from negotrack.record.add_negotiation import NegotiationDraft
    from negotrack.record.add_negotiation import add_negotiation as record_negotiation
    from negotrack.record.sources import cite

    with recorded(context, None, dry_run=dry_run) as action:
        draft = NegotiationDraft(code, said, chosen, rung, acceding, note, electorate, silent.value)
        record_negotiation(action, draft, cite(action, source))
        action.effect = f"negotiation {code}, {said} ({chosen}, closed from {rung})"
