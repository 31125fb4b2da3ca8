"""negotrack merge: take over what another store knows and this one does not."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negotrack.cli.desk import Desk, desk_of
from negotrack.cli.options import DryRun
from negotrack.cli.recorded import recorded
from negotrack.errors import Misuse

if TYPE_CHECKING:
    from negotrack.record.merging import Conflict, Merge, Side
    from negotrack.store.reader import Reader

app = typer.Typer(add_completion=False)


@app.command(rich_help_panel="Exchange", epilog="Example: negotrack merge office-b.db --dry-run")
def merge(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Another store, or an archive (JSON Lines).")
    ],
    ours: Annotated[
        bool, typer.Option("--ours", help="Where both changed a row, ours stays.")
    ] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Where both changed a row, theirs comes.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Take over the entries that this store lacks, with all that they recorded.

    A row that both sides have changed is a conflict: it is shown side by side, and settled with
    --ours, --theirs, or row by row on a terminal.
    """
    from negotrack.cli.letting_in import sound_copy
    from negotrack.record.merging import duplicates
    from negotrack.record.merging import merge as take_over
    from negotrack.store.reader import FileReader

    if ours and theirs:
        raise Misuse("Say --ours or --theirs, not both.")
    desk = desk_of(context)
    desk.prepare_store()
    side: Side | None = "ours" if ours else "theirs" if theirs else None
    with sound_copy(file, desk.path) as (copy, _), closing(FileReader(copy)) as other:
        decided = {} if side else _decide(desk, other)
        with recorded(context, None, dry_run=dry_run) as action:
            done = take_over(action, other, lambda each: side or decided.get(_mark(each)))
            action.effect = _effect(done, file)
            alike = duplicates(action, done.rows)
    for twin in alike:
        desk.confirm(f"The same round twice? {twin.ours} and {twin.theirs}. To join them:")
        desk.confirm(f"  {twin.command}")


def _decide(desk: Desk, other: Reader) -> dict[str, Side]:
    """Ask on a terminal for each conflict, before the store is locked for writing."""
    from negotrack.cli.asking import asked, choice, on_terminal, tell
    from negotrack.record.merging import plan, side_by_side

    decided: dict[str, Side] = {}
    if not on_terminal():
        return decided
    with closing(desk.reader()) as reader:
        conflicts = plan(reader, other).conflicts
    for conflict in conflicts:
        tell("\n".join(side_by_side(conflict)), hanging=10)
        answer = asked(None, "--ours or --theirs", "ours or theirs", choice(("ours", "theirs")))
        decided[_mark(conflict)] = "ours" if answer == "ours" else "theirs"
    return decided


def _mark(conflict: Conflict) -> str:
    """Give what a decision was made about: a row that has changed since is another one."""
    return repr(conflict)


def _effect(done: Merge, file: Path) -> str:
    from negotrack.cli.row_words import rows_in_words
    from negotrack.render.phrases import plural

    if not done.entries:
        return f"everything in {file} is here"
    entries = plural(len(done.entries), "entry", "entries")
    rows = rows_in_words(Counter(table for table, _ in done.rows))
    settled = Counter(side for _, side in done.settled)
    told = "".join(f"; {count} settled for {side}" for side, count in settled.items())
    return f"{entries} taken over from {file}: {rows or 'no new rows'}{told}"
