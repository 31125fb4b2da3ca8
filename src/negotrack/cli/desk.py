"""The desk: what one run of the program has at hand, chosen by options and environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from negotrack.domain.dates import OPEN_FUTURE, When, parse_date
from negotrack.domain.instants import Instant, begin_of, end_of, read_instant
from negotrack.errors import Misuse, Refused
from negotrack.store.location import store_path
from negotrack.store.lookup import negotiation_in_use
from negotrack.store.opening import older_schema
from negotrack.store.reader import FileReader, Reader

if TYPE_CHECKING:
    from negotrack.store.journal import Recording


@dataclass
class Desk:
    """The store, the negotiation in use, and how to speak."""

    db: str | None = None
    asked_negotiation: str | None = None
    colour: bool = field(default_factory=lambda: not os.environ.get("NO_COLOR"))
    quiet: bool = False
    debug: bool = False
    known_on: Instant | None = None

    @property
    def path(self) -> Path:
        """Give the store's file."""
        return store_path(self.db)

    def reader(self) -> FileReader:
        """Open the store for reading, as it is or as it was known; make it when there is none."""
        self.prepare_store()
        if self.known_on is None:
            return FileReader(self.path)
        from negotrack.store.then import then_reader

        return then_reader(self.path, self.known_on)

    def day(self, as_of: str | None) -> date:
        """Give the day to ask about; when nothing is said the one of --known-on, else today."""
        if as_of is not None:
            return _read_day(as_of)
        return min(self.known_on.day, date.today()) if self.known_on else date.today()

    def prepare_store(self) -> None:
        """Make the store from the seed facts when there is none, bring an older one up to date."""
        path = self.path
        if not path.exists():
            self._make_store()
        version = older_schema(path)
        if version is not None:
            from negotrack.store.migrating import upgrade_store

            kept = upgrade_store(path, version)
            if kept is not None:
                self.notice(
                    f"The store {path} was of an older negotrack and is brought up to date; "
                    f"a copy of what it was is {kept}."
                )

    def _make_store(self) -> None:
        from negotrack.store.creating import create_store

        try:
            create_store(self.path, seeded=True)
        except Refused:
            if self.path.exists():
                return  # somebody else was quicker
            raise
        self.notice(
            f"There was no store yet: made {self.path} from the seed facts. "
            "`negotrack init --empty` starts a blank one."
        )

    @contextmanager
    def recording(self, *, dry_run: bool) -> Iterator[Recording]:
        """Open one action on the store: written whole at the end, or not at all."""
        self.prepare_store()
        from negotrack.store.journal import recording

        with recording(self.path, command_line(), dry_run=dry_run) as action:
            yield action

    def negotiation(self, reader: Reader) -> str:
        """Give the code of the negotiation in use."""
        asked = self.asked_negotiation or os.environ.get("NEGOTRACK_NEGOTIATION")
        return negotiation_in_use(reader, asked)

    def notice(self, sentence: str) -> None:
        """Say something beside the answer, on stderr."""
        if not self.quiet:
            print(sentence, file=sys.stderr)

    def confirm(self, sentence: str) -> None:
        """Say what a writing command did, on stdout."""
        if not self.quiet:
            from negotrack.domain.texts import without_controls

            print(without_controls(sentence))


def desk_of(context: typer.Context) -> Desk:
    """Give the desk of this run."""
    return context.find_root().ensure_object(Desk)


def read_date(text: str) -> When:
    """Read a date as typed, today being today; NEGOTRACK_DATE_ORDER settles 10/11/2025."""
    order = os.environ.get("NEGOTRACK_DATE_ORDER") or None
    return parse_date(text, today=date.today(), order=order)


def _read_day(text: str) -> date:
    """Read the day to ask about: of a month or year its last day."""
    asked = read_date(text)
    if asked.latest == OPEN_FUTURE:
        raise Misuse(f"'{text[:40]}' has no end. Ask about one day, such as 2005-05-12.")
    return asked.latest


def read_known_on(text: str) -> Instant:
    """Read the time of recording to ask about: an instant, or the end of a day or month."""
    return read_instant(text) or end_of(_read_day(text))


def read_since(text: str) -> Instant:
    """Read the time of recording from which on to look: an instant, or the begin of a day."""
    return read_instant(text) or begin_of(read_date(text).earliest)


def read_period(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """Read the first and the last day of a period, either of them open."""
    begin = read_date(since).earliest if since else None
    end = read_date(until).latest if until else None
    if begin and end and begin > end:
        raise Misuse(f"--since {since} is after --until {until}. Swap them.")
    return begin, end


def command_line() -> str:
    """Give the command as it was typed, for the journal."""
    import shlex

    return shlex.join(sys.argv[1:])[:2000]
