"""The lists: rounds, partners, negotiations, sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from negotrack.ask.board import Glance
from negotrack.ask.partners import PartnerLine
from negotrack.ask.rounds import Round
from negotrack.ask.sources import Source
from negotrack.domain.spoken import short
from negotrack.render.layout import listing
from negotrack.render.phrases import count_line, plural, round_line, title_of


def rounds_text(found: Sequence[Round], day: date) -> RenderableType:
    """Lay out rounds, newest first."""
    rows: list[list[RenderableType]] = []
    for held in found:
        state = Text(held.state)
        if held.overdue(day):
            state = Text("planned, overdue", "bold red")
        elif held.under_way(day):
            state = Text("under way or just held", "yellow")
        rows.append([short(held.when), held.negotiation, state, title_of(held), held.id])
    return _counted(("Date", "", "State", "Round", "Id"), rows, "round")


def partners_text(found: Sequence[PartnerLine]) -> RenderableType:
    """Lay out partners with their other names and the negotiations they take part in."""
    rows: list[list[RenderableType]] = [
        [
            Text(partner.code, "bold"),
            partner.name,
            " ".join(partner.negotiations),
            " ".join(partner.groups),
            ", ".join(partner.aliases),
        ]
        for partner in found
    ]
    return _counted(("", "Name", "Takes part in", "Groups", "Also called"), rows, "partner")


def negotiations_text(found: Sequence[Glance], in_use: str | None, day: date) -> RenderableType:
    """Lay out the negotiations, the one in use marked."""
    rows: list[list[RenderableType]] = []
    for glance in found:
        about = glance.negotiation
        shown = glance.next or glance.last
        rows.append(
            [
                Text("*" if about.code == in_use else " "),
                Text(about.code, "bold cyan"),
                about.title,
                about.kind,
                count_line(glance.closed, glance.total, about.closed_from),
                round_line(shown, day) if shown else "",
            ]
        )
    return _counted(("", "", "Title", "Kind", "Closed", "Next or last round"), rows, "negotiation")


def sources_text(found: Sequence[Source]) -> RenderableType:
    """Lay out the sources, newest first."""
    rows: list[list[RenderableType]] = [
        [
            short(source.when) if source.when else "",
            Text(source.code, "bold"),
            ", ".join(part for part in (source.title, source.publisher) if part),
            source.address or "",
        ]
        for source in found
    ]
    return _counted(("Date", "Code", "Source", "Address"), rows, "source")


def _counted(
    headings: Sequence[str], rows: Sequence[Sequence[RenderableType]], what: str
) -> RenderableType:
    if not rows:
        return Text(f"No {what}s.", "dim")
    return Group(listing(headings, rows), Text(), Text(plural(len(rows), what), "dim"))
