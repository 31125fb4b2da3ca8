"""The options that every command understands, before or after its name."""

from __future__ import annotations

from typing import Any, Final

import typer
from typer.core import TyperOption

from negotrack.cli.completing import complete_negotiation
from negotrack.cli.desk import desk_of, read_known_on

PANEL: Final = "Everywhere"


def _choose_store(context: typer.Context, _option: Any, value: str | None) -> None:
    if value is not None:
        desk_of(context).db = value


def _choose_negotiation(context: typer.Context, _option: Any, value: str | None) -> None:
    if value is not None:
        desk_of(context).asked_negotiation = value


def _choose_instant(context: typer.Context, _option: Any, value: str | None) -> None:
    if value is not None:
        desk_of(context).known_on = read_known_on(value)


def _no_colour(context: typer.Context, _option: Any, value: bool) -> None:
    if value:
        desk_of(context).colour = False


def _quiet(context: typer.Context, _option: Any, value: bool) -> None:
    if value:
        desk_of(context).quiet = True


def _debug(context: typer.Context, _option: Any, value: bool) -> None:
    if value:
        desk_of(context).debug = True


def _complete_negotiation(
    context: typer.Context, _words: list[str], incomplete: str
) -> list[tuple[str, str]]:
    return complete_negotiation(context, incomplete)


def common_options() -> list[Any]:
    """Give the options, made anew for one command.

    They are said in Typer's own terms: working them out of a function's signature, as Typer does
    for a command, would cost every run a twentieth of its time.
    """
    return [
        _option(
            "db",
            "--db",
            metavar="FILE",
            help="The store; else NEGOTRACK_DB, else the data folder.",
            callback=_choose_store,
        ),
        _option(
            "negotiation",
            "-n",
            "--negotiation",
            metavar="CODE",
            help="The negotiation; else NEGOTRACK_NEGOTIATION, else the one in use.",
            callback=_choose_negotiation,
            autocompletion=_complete_negotiation,
        ),
        _flag(
            "no_color",
            "--no-color",
            help="Print without colour, as NO_COLOR does.",
            callback=_no_colour,
        ),
        _flag("quiet", "--quiet", help="Print no notices and confirmations.", callback=_quiet),
        _flag("debug", "--debug", help="Show where an error comes from.", callback=_debug),
    ]


def known_on_option() -> Any:
    """Give the option of every command that asks about a day: what was known of it when."""
    return _option(
        "known_on",
        "--known-on",
        metavar="TIME",
        help="Answer as the store would have by then: a day, or a date and time.",
        callback=_choose_instant,
        rich_help_panel=None,
    )


def _option(*names: str, rich_help_panel: str | None = PANEL, **settings: Any) -> TyperOption:
    return TyperOption(
        param_decls=list(names),
        expose_value=False,
        show_default=True,
        rich_help_panel=rich_help_panel,
        **settings,
    )


def _flag(*names: str, **settings: Any) -> TyperOption:
    return _option(*names, is_flag=True, default=False, **settings)
