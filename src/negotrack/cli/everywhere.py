"""The options that every command understands, before or after its name."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from negotrack.cli.completing import complete_negotiation
from negotrack.cli.desk import desk_of

PANEL: Final = "Everywhere"


def _choose_store(context: typer.Context, value: str | None) -> None:
    if value is not None:
        desk_of(context).db = value


def _choose_negotiation(context: typer.Context, value: str | None) -> None:
    if value is not None:
        desk_of(context).asked_negotiation = value


def _no_colour(context: typer.Context, value: bool) -> None:
    if value:
        desk_of(context).colour = False


def _quiet(context: typer.Context, value: bool) -> None:
    if value:
        desk_of(context).quiet = True


def _debug(context: typer.Context, value: bool) -> None:
    if value:
        desk_of(context).debug = True


def _everywhere(
    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            metavar="FILE",
            help="The store; else NEGOTRACK_DB, else the data folder.",
            callback=_choose_store,
            expose_value=False,
            rich_help_panel=PANEL,
        ),
    ] = None,
    negotiation: Annotated[
        str | None,
        typer.Option(
            "-n",
            "--negotiation",
            metavar="CODE",
            help="The negotiation; else NEGOTRACK_NEGOTIATION, else the one in use.",
            callback=_choose_negotiation,
            expose_value=False,
            autocompletion=complete_negotiation,
            rich_help_panel=PANEL,
        ),
    ] = None,
    no_color: Annotated[
        bool,
        typer.Option(
            "--no-color",
            help="Print without colour, as NO_COLOR does.",
            callback=_no_colour,
            expose_value=False,
            rich_help_panel=PANEL,
        ),
    ] = False,
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet",
            help="Print no notices and confirmations.",
            callback=_quiet,
            expose_value=False,
            rich_help_panel=PANEL,
        ),
    ] = False,
    debug: Annotated[
        bool,
        typer.Option(
            "--debug",
            help="Show where an error comes from.",
            callback=_debug,
            expose_value=False,
            rich_help_panel=PANEL,
        ),
    ] = False,
) -> None:
    """Carry the options; never called."""


def common_options() -> list[Any]:
    """Give the options, made anew for one command."""
    carrier = typer.Typer(add_completion=False)
    carrier.command()(_everywhere)
    return list(typer.main.get_command(carrier).params)
