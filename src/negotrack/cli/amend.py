"""negotrack amend: correct a fact, with a command and its options for each kind."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from negotrack.cli.amend_examples import EXAMPLES
from negotrack.cli.everywhere import common_options
from negotrack.cli.field_options import fact_argument, field_options
from negotrack.domain.fields import Kind
from negotrack.domain.kinds import KINDS, kind_named


class AmendFact(TyperCommand):
    """The command of one kind of fact."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(
            name=kind.name,
            help=f"Correct {kind.about}.",
            short_help=f"{kind.about[:1].upper()}{kind.about[1:]}.",
            rich_help_panel="Kinds of fact",
            epilog=f"Example: negotrack amend {kind.name} {EXAMPLES[kind.name]}",
            params=[
                fact_argument(kind),
                *field_options(kind),
                *_other_options(),
                *common_options(),
            ],
        )
        self.kind = kind

    def invoke(self, ctx: Any) -> None:
        """Write what was said anew."""
        from negotrack.cli.amendments import asked_amendment
        from negotrack.cli.correcting import asked_why, correct, fact_named

        said = dict(ctx.params)
        fact = fact_named(ctx, self.kind, said["fact_id"])
        amendment = asked_amendment(ctx, fact, said)
        correct(ctx, fact, amendment, asked_why(said["why"]), dry_run=said["dry_run"])


class KindShelf(MutableMapping[str, Any]):
    """The commands by their kinds; each is made when it is taken down."""

    def __init__(self) -> None:
        self._taken: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in _NAMES:
            raise KeyError(name)
        if name not in self._taken:
            self._taken[name] = AmendFact(kind_named(name))
        return self._taken[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._taken[name] = command

    def __delitem__(self, name: str) -> None:
        del self._taken[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


class Amend(TyperGroup):
    """The command amend, whose own commands stand on a shelf by kind."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = KindShelf()

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command of a kind; raise Misuse with the nearest kinds."""
        if not ctx.resilient_parsing:
            kind_named(args[0])
        return super().resolve_command(ctx, args)


_NAMES: Final = tuple(kind.name for kind in KINDS)

app = typer.Typer(cls=Amend, add_completion=False)


@app.callback(
    rich_help_panel="Correct",
    subcommand_metavar="KIND ID [OPTIONS]",
    epilog=f"Example: negotrack amend round {EXAMPLES['round']}",
)
def amend() -> None:
    """Correct a fact: a round, a status, a source or any other kind, by its id, with the reason.

    What is not said stays as it is. See `negotrack amend KIND --help` for what can be said, and
    `negotrack edit` to correct a fact as a text.
    """


def _other_options() -> list[Any]:
    return [
        TyperOption(param_decls=["--why"], metavar="TEXT", help="The reason, for the journal."),
        TyperOption(
            param_decls=["--unless-changed-since"],
            metavar="ENTRY|TIME",
            help="Write nothing if the fact was changed after that entry or time.",
        ),
        TyperOption(
            param_decls=["--dry-run"],
            is_flag=True,
            default=False,
            help="Show what would be recorded, and write nothing.",
        ),
    ]
