"""What an import says and asks beside its work: how it reads, what it guessed, how far it is."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from negotrack.cli.desk import Desk
from negotrack.domain.dates import When, parse_date
from negotrack.domain.texts import without_controls
from negotrack.errors import NotFound
from negotrack.record.importing.bad_rows import BadRows
from negotrack.record.importing.layouts import Layouts
from negotrack.record.importing.opening import STDIN, Opened
from negotrack.record.importing.problems import Problems
from negotrack.record.importing.tables import Table

Progress = Callable[[str, int, int | None], None]

# What the bad rows of standard input are called after.
_NAMELESS: Final = "import"


def hint_of(given: str) -> str:
    """Give the name of a file, which may say of what kind its rows are."""
    return "" if given == STDIN else Path(given).stem


def aloud(desk: Desk) -> Callable[[str], None]:
    """Give a way to say something of a file on stderr, through which nothing steers a terminal."""
    return lambda sentence: desk.notice(without_controls(" ".join(sentence.split())))


def tell_left_out(desk: Desk, found: Opened) -> None:
    """Say which sheets of a workbook are not read."""
    if found.left_out:
        aloud(desk)(
            f"Reading the first sheet only, not {', '.join(found.left_out)}. --sheet names another."
        )


def tell_guesses(desk: Desk, guesses: Counter[str]) -> None:
    """Say what the file did not say and was taken to be so."""
    if guesses:
        said = ", ".join(f"{count:,} {what}" for what, count in sorted(guesses.items()))
        desk.notice(f"Not said in the file, and taken to be so: {said}.")


def negotiation_of(
    desk: Desk, layouts: Layouts, first: Table | None, problems: Problems
) -> tuple[str | None, str | None]:
    """Give the negotiation that all rows are about, if that is known; and that of rows without one.

    Raise NotFound when the rows name none and none is in use, Misuse when no kind can be told.
    """
    try:
        otherwise, missing = desk.negotiation(desk.reader()), None
    except NotFound as error:
        if desk.asked_negotiation or os.environ.get("NEGOTRACK_NEGOTIATION"):
            raise
        otherwise, missing = None, error
    layout = layouts.of(first) if first and layouts.wants(first) else None
    alone = layout is not None and first is not None and first.kind is None and not problems.loose
    if not (alone and layout is not None and layout.needs_negotiation):
        return None, otherwise
    if missing:
        raise missing
    return otherwise, otherwise


def date_reader(order: str | None) -> Callable[[str], When]:
    """Give what reads a date of a file; the order that was said goes before the user's own."""
    chosen = order or os.environ.get("NEGOTRACK_DATE_ORDER") or None
    return lambda text: parse_date(text, today=date.today(), order=chosen)


@contextmanager
def keeping_bad_rows(
    desk: Desk, problems: Problems, given: str, *, dry_run: bool
) -> Iterator[None]:
    """Save bad rows beside the file when they are to be skipped, and say where they are."""
    path = Path(_NAMELESS) if given == STDIN else Path(given)
    keeps = problems.skip and not dry_run
    bad = BadRows(path.with_name(path.stem)) if keeps else None
    problems.bad_rows = bad
    try:
        yield
    except BaseException:
        if bad:
            bad.close(keep=False)
        raise
    if bad:
        bad.close(keep=True)
    if not problems.rows:
        return
    rows = f"{problems.rows:,} {problems.word}{'s' * (problems.rows > 1)}"
    if bad:
        where = ", ".join(map(str, bad.paths))
        aloud(desk)(f"Left out {rows}, saved with the reasons in {where}.")
    else:
        desk.notice(f"Would leave out {rows}:\n{problems.listed()}")


@contextmanager
def progress(desk: Desk) -> Iterator[Progress]:
    """Show on a terminal how far an import is; elsewhere show nothing."""
    if desk.quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _phase, _rows, _of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, no_color=None if desk.colour else True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        bar = shown.add_task("Reading", total=None)

        def show(phase: str, rows: int, of: int | None) -> None:
            words = f"{phase} {rows:,} rows"
            # At once: left to its own clock it would show nothing of a short import.
            shown.update(bar, description=words, completed=rows, total=of, refresh=True)

        yield show
