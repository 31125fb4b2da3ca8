"""The options that add-round and hold-round share."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.choices import Level, Mode, Track
from negotrack.cli.completing import complete_partner

Partners = Annotated[
    list[str] | None,
    typer.Option(
        "--partner",
        metavar="PARTNER",
        help="Who takes part, repeatable; nobody: a plenary.",
        autocompletion=complete_partner,
    ),
]
TrackChoice = Annotated[
    Track | None,
    typer.Option(
        "--track",
        metavar="TRACK",
        help="bilateral (the default with a partner), plurilateral, multilateral (without).",
    ),
]
LevelChoice = Annotated[
    Level | None,
    typer.Option(
        "--level",
        metavar="LEVEL",
        help="technical, chief-negotiator, ministerial, leaders, working-party.",
    ),
]
ModeChoice = Annotated[
    Mode | None,
    typer.Option("--mode", metavar="MODE", help="in-person, online, hybrid, phone."),
]
Label = Annotated[
    str | None, typer.Option("--label", metavar="N", help="What sources call it, such as 5.")
]
Place = Annotated[str | None, typer.Option("--place", metavar="TEXT", help="Where.")]
Heads = Annotated[
    str | None, typer.Option("--heads", metavar="TEXT", help="The heads of delegation.")
]
Summary = Annotated[str | None, typer.Option("--summary", metavar="TEXT", help="What happened.")]
Outcomes = Annotated[
    list[str] | None,
    typer.Option(
        "--outcome", metavar="CHAPTER=RESULT[:NOTE]", help="What it did for a chapter, repeatable."
    ),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="PARTNER=STATUS", help="A status reached there, repeatable."),
]
FollowUps = Annotated[
    list[str] | None,
    typer.Option("--follow-up", metavar="TEXT|DUE", help="What was agreed to do next, repeatable."),
]
Next = Annotated[
    str | None, typer.Option("--next", metavar="DATE", help="When the next round is planned.")
]
