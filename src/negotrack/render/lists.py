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
from negotrack.render.listing import Listing
from negotrack.render.phrases import count_line, plural, round_line, round_title


def rounds_text(found: Sequence[Round], day: date) -> RenderableType:
    """Lay out rounds, newest first, each with the id that other commands take."""
    rows: list[list[RenderableType]] = [
        [short(held.when), held.negotiation, Text.assemble(round_title(held, day), _below(held.id))]
        for held in found
    ]
    return _counted(("Date", "", "Round"), rows, "round")


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
        counted = count_line(glance.closed, glance.total, about.closed_from)
        said = Text.assemble((about.title, "bold"), f"\n{about.kind}, {counted}")
        shown = glance.next or glance.last
        if shown:
            said.append("\nnext: " if glance.next else "\nlast: ").append(round_line(shown, day))
        mark = "*" if about.code == in_use else ""
        rows.append([mark, Text(about.code, "bold cyan"), said])
    return _counted(("", "", "Negotiation"), rows, "negotiation")


def sources_text(found: Sequence[Source]) -> RenderableType:
    """Lay out the sources, newest first, each with its code and address."""
    rows: list[list[RenderableType]] = []
    for source in found:
        title = ", ".join(part for part in (source.title, source.publisher) if part)
        said = Text.assemble(title, _below(source.code))
        if source.address:
            said.append_text(Text.assemble(_below(source.address)))
        rows.append([short(source.when) if source.when else "", said])
    return _counted(("Date", "Source"), rows, "source")


def _below(text: str) -> tuple[str, str]:
    return (f"\n{text}", "dim")


def _counted(
    headings: Sequence[str], rows: Sequence[Sequence[RenderableType]], what: str
) -> RenderableType:
    if not rows:
        return Text(f"No {what}s.", "dim")
    return Group(Listing(headings, rows), Text(), Text(plural(len(rows), what), "dim"))
