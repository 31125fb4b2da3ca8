"""Options that several commands share, each said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from negotrack.cli.completing import (
    complete_chapter,
    complete_partner,
    complete_round,
    complete_source,
)


class Format(StrEnum):
    """The formats of an answer."""

    text = "text"
    json = "json"
    csv = "csv"
    svg = "svg"


AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day to ask about; else today."),
]
OutputFormat = Annotated[
    Format | None,
    typer.Option("--format", help="How to answer; else the file's ending tells, else text."),
]
OutputFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the answer into a file."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]
PartnerChoice = Annotated[
    str | None,
    typer.Option(
        "--partner", metavar="PARTNER", help="A partner.", autocompletion=complete_partner
    ),
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Leave out what ended before.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Leave out what began after.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be recorded, and write nothing.")
]
SourceChoice = Annotated[
    str | None,
    typer.Option(
        "--source",
        metavar="SOURCE",
        help="Where it is stated: an address, a known source's code, or a title.",
        autocompletion=complete_source,
    ),
]
NoteText = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What else to say.")]
ChapterChoice = Annotated[
    str | None,
    typer.Option(
        "--chapter", metavar="CHAPTER", help="One chapter only.", autocompletion=complete_chapter
    ),
]
RoundChoice = Annotated[
    str | None,
    typer.Option(
        "--round", metavar="ID", help="The round it comes from.", autocompletion=complete_round
    ),
]
