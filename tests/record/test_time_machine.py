"""Whatever is recorded, undone and done again: every past day of the store can be told.

Any sequence of actions on a real file; `--known-on` at each earlier instant gives the tables as
they were, the journal alone gives today's, and undoing everything gives the first day's.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlmodel import SQLModel, select

from negotrack.ask.check import check
from negotrack.errors import NotFound
from negotrack.record.undo import last_redoable, last_undoable, undo
from negotrack.store.creating import create_store
from negotrack.store.journal import Recording, recording
from negotrack.store.reader import FileReader
from negotrack.store.tables import (
    Milestone,
    Note,
    Outcome,
    Participant,
    Round,
    RoundPartner,
    Setting,
    Source,
    StatusChange,
)
from tests.record.desk import record
from tests.record.test_histories import EXPECTED, Action, actions, sources
from tests.record.test_journal import retold
from tests.store.past import TODAY, known_on, newest
from tests.store.reading import entries, tables

REMOVED: list[type[SQLModel]] = [Outcome, RoundPartner, Round, Milestone]
CITING: list[type[SQLModel]] = [Outcome, StatusChange, Note]


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("time") / "seeded.db"
    create_store(path, seeded=True)
    return path


def findings(path: Path) -> list[str]:
    """Give what a check of the file and its journal finds."""
    reader = FileReader(path)
    try:
        verdict = check(reader, TODAY, integrity_only=True)
    finally:
        reader.close()
    return [finding.sentence for finding in verdict.findings]


numbers = st.integers(0, 11)
amendments: st.SearchStrategy[Action] = st.one_of(
    st.sampled_from(["2025-11-10", "2025-12-24"]).map(
        lambda day: (
            lambda a, _: a.change(
                found(a, Round, "us-art-2025-11-ministerial-online"),
                date=day,
                earliest=day,
                latest=day,
            )
        )
    ),
    st.integers(1, 3).map(
        lambda votes: lambda a, _: a.change(found(a, Participant, "WTO", "JP"), votes=votes)
    ),
    st.sampled_from(['"quoted"', "Nhật Bản\nnew line", "[1, 2]", "it's"]).map(
        lambda title: lambda a, _: a.change(found(a, Source, "wto-2004-06"), title=title)
    ),
    st.just(lambda a, _: a.remove(found(a, Setting, "negotiation"))),
    st.tuples(st.sampled_from(REMOVED), numbers).map(
        lambda named: lambda a, _: a.remove(one_of(a, *named))
    ),
    st.tuples(st.sampled_from(CITING), numbers).map(
        lambda named: lambda a, s: a.change(one_of(a, *named), source=s)
    ),
)


def one_of(action: Recording, table: type[SQLModel], number: int) -> SQLModel:
    """Give one of the newest rows of a table."""
    known = action.session.exec(select(table)).all()
    if not known:
        raise NotFound("There is no such row.")
    return known[-1 - number % len(known)]


def found(action: Recording, table: type[SQLModel], *key: str) -> SQLModel:
    row = action.get(table, *key)
    if row is None:
        raise NotFound("There is no such row.")
    return row


class TimeMachine(RuleBasedStateMachine):
    """A store, and what it was after each of its entries."""

    seeded: Path

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(shutil.copy(self.seeded, Path(self.folder.name) / "record.db"))
        self.told = {newest(self.path): tables(self.path)}

    def act(self, take: Callable[[], object]) -> None:
        """Take an action, which is recorded as a whole or refused and leaves nothing."""
        before = len(entries(self.path))
        try:
            take()
        except EXPECTED:
            assert len(entries(self.path)) == before
            assert tables(self.path) == self.told[max(self.told)]
        self.told.setdefault(newest(self.path), tables(self.path))

    @rule(action=actions | amendments, source=sources)
    def record(self, action: Action, source: str | None) -> None:
        self.act(lambda: record(self.path, action, source=source))

    @rule()
    def undo_the_last(self) -> None:
        self.act(lambda: self.take_back(last_undoable))

    @rule()
    def redo(self) -> None:
        self.act(lambda: self.take_back(last_redoable))

    @rule(number=numbers)
    def undo_any(self, number: int) -> None:
        self.act(lambda: self.take_back(lambda _: self.one(number)))

    @rule(number=numbers)
    def undo_with_all_that_rests_on_it(self, number: int) -> None:
        self.act(lambda: self.take_back(lambda _: self.one(number), cascade=True))

    def take_back(self, named: Callable[[Recording], str], *, cascade: bool = False) -> None:
        with recording(self.path, "undo") as action:
            undo(action, named(action), cascade=cascade)

    def one(self, number: int) -> str:
        known = entries(self.path)
        if not known:
            raise NotFound("Nothing was recorded.")
        return str(known[-1 - number % len(known)]["id"])

    def teardown(self) -> None:
        if not hasattr(self, "path"):
            return
        try:
            self.every_day_can_be_told()
            self.undo_everything()
            self.every_day_can_be_told()
        finally:
            self.folder.cleanup()

    def every_day_can_be_told(self) -> None:
        assert retold(self.path) == tables(self.path)
        assert findings(self.path) == []
        for recorded_at, told in self.told.items():
            assert known_on(self.path, recorded_at) == told

    def undo_everything(self) -> None:
        for _ in entries(self.path):
            try:
                self.take_back(last_undoable)
            except NotFound:
                break
        assert tables(self.path) == self.told[min(self.told)]


def test_every_past_day_of_any_history_can_be_told(seeded: Path) -> None:
    class Here(TimeMachine):
        pass

    Here.seeded = seeded
    machine = Here.TestCase
    machine.settings = settings(
        deadline=None,
        max_examples=20,
        stateful_step_count=12,
        suppress_health_check=list(HealthCheck),
    )
    machine().runTest()
