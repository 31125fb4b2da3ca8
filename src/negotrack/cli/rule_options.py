"""The options of questions about rules: which rule, which rung, which supposed world."""

from __future__ import annotations

from typing import Annotated

import typer

from negotrack.cli.completing import complete_rule, complete_status

RuleChoice = Annotated[
    str | None,
    typer.Option(
        "--rule",
        metavar="NAME|RULE",
        help="A rule of the negotiation, or one such as '2/3 and no objection'; else the default.",
        autocompletion=complete_rule,
    ),
]
Counting = Annotated[
    str | None,
    typer.Option(
        "--counting",
        metavar="STATUS",
        help="Take this rung for closed; else the negotiation's own.",
        autocompletion=complete_status,
    ),
]
WhatIf = Annotated[
    list[str] | None,
    typer.Option(
        "--what-if",
        metavar="PARTNER=STATUS[@DATE]",
        help="Ask about a world that is not recorded, repeatable.",
    ),
]
