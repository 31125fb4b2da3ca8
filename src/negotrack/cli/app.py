"""The commands and their panels; a command's file is imported when it is used."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from negotrack import __version__
from negotrack.cli.everywhere import common_options, known_on_option

# In the order of the help; the panels are said by the commands themselves.
COMMANDS: Final = (
    "status",
    "blockers",
    "power",
    "report",
    "history",
    "changes",
    "log",
    "rounds",
    "partners",
    "negotiations",
    "sources",
    "export",
    "import",
    "merge",
    "set-status",
    "add-round",
    "hold-round",
    "add-request",
    "set-request",
    "add-follow-up",
    "done",
    "add-note",
    "add-negotiation",
    "add-partner",
    "add-group",
    "add-participant",
    "add-chapter",
    "add-rule",
    "add-milestone",
    "use",
    "amend",
    "edit",
    "remove",
    "undo",
    "redo",
    "join-rounds",
    "init",
    "where",
    "check",
    "backup",
    "restore",
)


# Commands whose file cannot be called as they are: Python has the word itself.
_FILES: Final = {"import": "import_file"}


class Shelf(MutableMapping[str, Any]):
    """The commands by name; taking one down imports its file."""

    def __init__(self) -> None:
        self._taken: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in COMMANDS:
            raise KeyError(name)
        if name not in self._taken:
            module = import_module(f"negotrack.cli.{_FILES.get(name) or name.replace('-', '_')}")
            command = typer.main.get_command(module.app)
            command.name = name
            command.help = _flowing(command.help)
            asks = [place for place, each in enumerate(command.params) if each.name == "as_of"]
            if asks:
                command.params.insert(asks[0] + 1, known_on_option())
            command.params.extend(common_options())
            self._taken[name] = command
        return self._taken[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._taken[name] = command

    def __delitem__(self, name: str) -> None:
        del self._taken[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


def _flowing(text: str | None) -> str:
    """Join the lines of each paragraph, which Typer does for the first one only."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in (text or "").split("\n\n"))


class Commands(TyperGroup):
    """The root command, whose commands stand on a shelf."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Shelf()
        self.params.extend(common_options())


app = typer.Typer(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})


def _print_version(asked: bool) -> None:
    if asked:
        print(f"negotrack {__version__}")
        raise typer.Exit


# The backspace keeps Typer from flowing the examples into one paragraph.
_HELP: Final = """
Keep a delegation's negotiations: who has closed, who still blocks and why, what comes next.

\b
negotrack status                  how the negotiation in use stands
negotrack blockers --rule vote    whom the rule still waits for, and why
negotrack report --partner US     the page to read before the meeting
"""


@app.callback(invoke_without_command=True, help=_HELP)
def negotrack(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Show the help when no command is said."""
    if context.invoked_subcommand is None:
        print(context.get_help())


def root_command() -> Any:
    """Give the whole program as one command."""
    return typer.main.get_command(app)
