"""The options by which the fields of a kind of fact are said, made from the table of kinds."""

from __future__ import annotations

from typing import Any, Final

import typer
from typer.core import TyperArgument, TyperOption

from negotrack.cli.completing_facts import fact_completer, value_completer
from negotrack.domain.fields import Field, Kind, Sort
from negotrack.domain.kinds import KINDS, kind_named

PANEL: Final = "What it says"
KINDS_LISTED: Final = f"One of: {', '.join(kind.name for kind in KINDS)}."

# How a value is written, where it does not name another fact.
_METAVARS: Final = {
    Sort.DATE: "DATE",
    Sort.WORD: "WORD",
    Sort.STATUS: "STATUS",
    Sort.LETTERS: "CODE",
    Sort.NUMBER: "N",
    Sort.YES_NO: "yes|no",
    Sort.RULE: "RULE",
    Sort.SOURCE: "SOURCE",
    Sort.OUTCOME: "CHAPTER=RESULT[:NOTE]",
}


def fact_argument(kind: Kind) -> Any:
    """Give the argument that names the fact."""
    return TyperArgument(
        param_decls=["fact_id"],
        metavar=kind.typed,
        required=True,
        help=f"Which one: {_named_by(kind)}.",
        autocompletion=_completing(fact_completer(kind)),
    )


def field_options(kind: Kind) -> list[Any]:
    """Give one option for each field, and --clear."""
    return [*map(_option, kind.fields), _clear(kind)]


def metavar(field: Field) -> str:
    """Give the word that stands for a field's value."""
    if field.names:
        return kind_named(field.names).typed
    return _METAVARS.get(field.sort, "TEXT")


def explained(field: Field) -> str:
    """Give what a field says, with its words where they are a closed list."""
    repeatable = ", repeatable" if field.many else ""
    words = f": {', '.join(field.words)}" if field.words else ""
    return f"{field.says}{repeatable}{words}."


def _option(field: Field) -> Any:
    return TyperOption(
        param_decls=[f"--{field.name}"],
        metavar=metavar(field),
        multiple=field.many,
        help=explained(field),
        autocompletion=_completing(value_completer(field)),
        rich_help_panel=PANEL,
    )


def _clear(kind: Kind) -> Any:
    names = [field.name for field in kind.fields if not field.required]
    # One of a set is emptied by its own name.
    shown = ["outcome:CHAPTER" if name == "outcome" else name for name in names]

    def complete(_context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        return [(name, "") for name in names if name.startswith(incomplete)]

    return TyperOption(
        param_decls=["--clear"],
        metavar="FIELD",
        multiple=True,
        help=f"Empty one of these, repeatable: {', '.join(shown) or 'none can be empty'}.",
        autocompletion=_completing(complete),
        rich_help_panel=PANEL,
    )


def _named_by(kind: Kind) -> str:
    match kind.name:
        case "milestone":
            return "its code in the negotiation in use, or the id of one dated statement"
        case "partner" | "participant":
            return "its code or any of its names"
        case "alias":
            return "a partner and one of its other names, such as VN:Vietnam"
        case _ if kind.in_use:
            return "its code in the negotiation in use"
        case _ if kind.typed == "ID":
            return "its id; Tab lists them"
        case _:
            return "its code"


def _completing(complete: Any) -> Any:
    """Fit a completer to the parameters that Typer's own terms call it with."""
    if complete is None:
        return None
    return lambda context, _words, incomplete: complete(context, incomplete)
