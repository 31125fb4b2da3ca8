"""negotrack changes: what is new since a day, in one sentence and then in full."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from negotrack.cli.answering import answer_with
from negotrack.cli.desk import Desk, desk_of, read_period
from negotrack.cli.options import Force, OutputFile, OutputFormat
from negotrack.domain.dates import OPEN_FUTURE, OPEN_PAST
from negotrack.domain.instants import end_of
from negotrack.errors import Misuse, NotFound
from negotrack.store.reader import Reader
from negotrack.store.then import then_reader

if TYPE_CHECKING:
    from negotrack.ask.changes import Period

app = typer.Typer(add_completion=False)


@app.command(
    rich_help_panel="Ask",
    epilog="Example: negotrack changes --since 2004-09 --until 2005-05-12",
)
def changes(
    context: typer.Context,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="The first day.")],
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The last day; else today.")
    ] = None,
    known: Annotated[
        bool,
        typer.Option("--known", help="What was recorded in that time, of whatever day it tells."),
    ] = False,
    everywhere: Annotated[bool, typer.Option("--all", help="Of every negotiation.")] = False,
    shape: OutputFormat = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    """Tell what is new since a day: who closed or reopened, which rounds were held, what fell due.

    It compares how things stood the day before with how they stand on the last day. With --known
    it compares what the record had been told by the ends of those two days.
    """
    from negotrack.ask.changes import by_events, by_recording
    from negotrack.ask.negotiations import negotiation, negotiations
    from negotrack.render.answer import Answer
    from negotrack.render.changes import changes_text
    from negotrack.render.changes_document import changes_document

    desk, period = desk_of(context), _asked_period(since, until)
    now: Reader | None = desk.reader()
    if known and period.until < date.today():
        now = _as_known(desk, period.until)
    if now is None:
        raise NotFound(
            f"By the end of {period.until.isoformat()} this store had been told nothing. "
            "Leave out --known to go by the days on which things happened."
        )
    asked = negotiations(now) if everywhere else [negotiation(now, desk.negotiation(now))]
    if known:
        then = _as_known(desk, period.eve)
        found = [by_recording(then, now, about, period) for about in asked]
    else:
        found = [by_events(now, about, period) for about in asked]
    answer = Answer(
        "changes",
        lambda: changes_text(found),
        lambda: changes_document(found, period, by_recording=known),
    )
    answer_with(context, answer, shape, output, force=force)


def _as_known(desk: Desk, day: date) -> Reader | None:
    """Read the store as it was known at the end of a day; None when it had been told nothing."""
    try:
        return then_reader(desk.path, end_of(day))
    except NotFound:
        return None


def _asked_period(since: str, until: str | None) -> Period:
    """Read the days to compare, up to today when no last day is said; raise Misuse for none."""
    from negotrack.ask.changes import Period

    begin, end = read_period(since, until)
    if begin in (None, OPEN_PAST):
        raise Misuse(f"'{since[:40]}' has no beginning. Say a day, such as 2005-05-09.")
    if end == OPEN_FUTURE:
        raise Misuse(f"'{(until or '')[:40]}' has no end. Say a day, such as 2005-05-15.")
    if begin > (end or date.today()):
        raise Misuse(f"--since {since[:40]} is after today. Say --until as well, or a past day.")
    return Period(begin, end or date.today())
