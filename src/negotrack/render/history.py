"""The history: what happened, oldest first, each fact with the id that other commands take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from negotrack.ask.history import Event, History
from negotrack.domain.ladder import LADDER
from negotrack.domain.spoken import short
from negotrack.render.chronicle import Chronicle, Line
from negotrack.render.phrases import day, heading, plural, round_title

# So many partners are named beside the words; more of them are counted there.
NAMED_AT_MOST: Final = 3


def history_text(told: History) -> RenderableType:
    """Lay out what happened, oldest first."""
    about = told.only
    lines = [_line(event, told.day, of_several=about is None) for event in told.events]
    head = heading(about.code, about.title) if about else Text("All negotiations", "bold")
    head.append(f"\n{_asked(told)}", "dim")
    if not lines:
        return Group(head, Text(), Text("Nothing is recorded of that.", "dim"))
    headings = ("Date", "", "With", "", "What happened")
    return Group(
        head, Text(), Chronicle(lines, headings), Text(), Text(plural(len(lines), "fact"), "dim")
    )


def partners_cell(partners: Sequence[str], *, asking: bool) -> str:
    """Name a few partners, or count many; of a request who asks whom."""
    if asking:
        return " > ".join(partners)
    many = len(partners) > NAMED_AT_MOST
    return plural(len(partners), "partner") if many else ", ".join(partners)


def event_words(event: Event, on: date) -> Text:
    """Say what happened, in words of the trade."""
    where = f"{event.chapter}: " if event.chapter else ""
    if event.held:
        named = event.partners if len(event.partners) > NAMED_AT_MOST else ()
        return round_title(replace(event.held, partners=named), on)
    if event.kind == "status":
        return Text(f"{where}{'reopened, ' if _reopens(event) else ''}{event.state}")
    if event.kind == "note":
        return Text(event.text or "")
    due = f", due {short(event.due)}" if event.due else ""
    return Text(f"{where}{event.state}{due}{f': {event.text}' if event.text else ''}")


def _line(event: Event, on: date, *, of_several: bool) -> Line:
    cells = (
        short(event.when),
        event.negotiation if of_several else "",
        partners_cell(event.partners, asking=event.kind == "request"),
        event.kind,
    )
    cited = f"{event.id}  {event.source}" if event.source else event.id
    return Line(cells, event_words(event, on), cited)


def _reopens(event: Event) -> bool:
    return event.resets and event.state in LADDER


def _asked(told: History) -> str:
    wanted = told.wanted
    parts = (
        f"what concerns {wanted.partner}" if wanted.partner else None,
        f"since {day(wanted.since)}" if wanted.since else None,
        f"until {day(wanted.until)}" if wanted.until else None,
        f"as of {day(told.day)}",
    )
    return ", ".join(part for part in parts if part)
