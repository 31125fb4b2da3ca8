"""The power of votes: everybody's Banzhaf index, the heaviest first."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from negotrack.ask.power import PowerTable
from negotrack.render.listing import Listing
from negotrack.render.rules import question_heading


def power_text(found: PowerTable) -> Group:
    """Lay out everybody's Banzhaf index, the heaviest first."""
    rows: list[list[RenderableType]] = [
        [
            Text(weight.partner, "bold"),
            found.members[weight.partner].name,
            str(found.members[weight.partner].votes),
            _percent(weight.index),
            _percent(weight.decisive),
            Text("veto" if weight.veto else "", "bold red"),
        ]
        for weight in found.power.weights
    ]
    head = question_heading(found.negotiation, found.rule, found.question)
    table = Listing(("", "Name", "Votes", "Index", "Decisive", ""), rows)
    return Group(head, Text(), table, Text(), Text(_how(found), "dim"))


def _percent(part: float | None) -> str:
    return "?" if part is None else f"{part:.2%}"


def _how(found: PowerTable) -> str:
    said = (
        "Index: the part of all decisive cases (Banzhaf). Decisive: how often its closing meets "
        "the rule, over every set of the others."
    )
    if found.power.conditions:
        said += " Conditions of time and milestones are taken as met."
    if found.power.samples and found.power.weights[0].index is None:
        said += (
            f" Too large to count, and of {found.power.samples:,} sets drawn at random too few "
            "were decisive to tell."
        )
    elif found.power.samples:
        said += (
            f" Estimated from {found.power.samples:,} sets drawn at random: 'decisive' is right "
            f"to within {found.power.error:.2%}, and the index only as far as that goes."
        )
    return said
