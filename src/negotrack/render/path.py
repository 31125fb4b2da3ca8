"""The path: the days on which the answer changed."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from negotrack.ask.path import Path, Step
from negotrack.domain.spoken import short
from negotrack.render.listing import Listing
from negotrack.render.phrases import CLOSED_STYLE, day
from negotrack.render.rules import question_heading


def path_text(found: Path) -> Group:
    """Lay out the days on which the answer changed."""
    rows: list[list[RenderableType]] = []
    for step in found.steps:
        certain, at_most = step.closed
        counted = str(certain) if certain == at_most else f"{certain}, up to {at_most}"
        met = Text(step.met.word, CLOSED_STYLE[step.met])
        rows.append([day(step.day), counted, str(step.left), met, _changes(step)])
    head = question_heading(found.negotiation, found.rule, found.question)
    if not rows:
        return Group(head, Text("\nNothing is recorded yet."))
    return Group(head, Text(), Listing(("Day", "Closed", "Left", "Met", "What changed"), rows))


def _changes(step: Step) -> str:
    said = []
    for word, partners in (
        ("closed", step.now_closed),
        ("perhaps", step.perhaps_closed),
        ("reopened", step.reopened),
    ):
        by_date: dict[str, list[str]] = {}
        for partner in partners:
            when = step.dates.get(partner)
            by_date.setdefault(f" ({short(when)})" if when else "", []).append(partner)
        said += [f"{word}: {' '.join(codes)}{date}" for date, codes in by_date.items()]
    return "; ".join(said)
