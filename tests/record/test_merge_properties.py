"""Whatever two offices record, undo and take over: merging either way gives the same record.

Both begin with the same history, or each with seed facts of its own; then each goes its own way.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from negotrack.domain.kinds import kind_named
from negotrack.errors import NotFound, Refused
from negotrack.record.fact import read_fact
from negotrack.record.merging import Conflict, Side
from negotrack.record.remove import remove
from negotrack.record.undo import last_redoable, last_undoable, undo
from negotrack.store.creating import create_store
from negotrack.store.journal import Recording, recording
from negotrack.store.tables import Round
from tests.record.desk import record
from tests.record.offices import MIRRORED, held, merge_from
from tests.record.test_histories import EXPECTED, PLAN, actions, sources
from tests.record.test_journal import retold
from tests.record.test_time_machine import amendments, findings, found
from tests.store.reading import entries, fingerprint, rows, tables

Step = Callable[[Path], object]


def act(action: Callable[[Recording, str], object], source: str | None) -> Step:
    return lambda path: record(path, action, source=source)


def take_back(named: Callable[[Recording], str], *, cascade: bool = False) -> Step:
    def step(path: Path) -> None:
        with recording(path, "undo") as action:
            undo(action, named(action), cascade=cascade)

    return step


def own_entry(number: int) -> Callable[[Recording], str]:
    """Name one of the newest entries of a store's own."""

    def named(action: Recording) -> str:
        own = action.rows(
            "SELECT id FROM entry WHERE via IS NULL AND command <> 'init' ORDER BY recorded_at DESC"
        )
        if not own:
            raise NotFound("Nothing was recorded.")
        return str(own[number % len(own)]["id"])

    return named


def reword(words: str) -> Step:
    return act(lambda a, _: a.change(found(a, Round, PLAN), summary=words), None)


def move(day: str) -> Step:
    return act(
        lambda a, _: a.change(found(a, Round, PLAN), date=day, earliest=day, latest=day), None
    )


def remove_plan(action: Recording, _: str) -> None:
    fact = read_fact(action, kind_named("round"), (PLAN,))
    if fact is None:
        raise NotFound(PLAN)
    remove(action, fact)


# Both offices are likely to have something to say about this one.
contested: st.SearchStrategy[Step] = st.one_of(
    st.sampled_from(["Good", "Bad"]).map(reword),
    st.sampled_from(["2025-11-24", "2025-11-28"]).map(move),
    st.just(act(remove_plan, None)),
)
steps: st.SearchStrategy[Step] = st.one_of(
    contested,
    st.builds(act, actions, sources),
    st.builds(act, actions, sources),
    st.builds(act, amendments, sources),
    st.sampled_from([take_back(last_undoable), take_back(last_redoable)]),
    st.builds(
        lambda number, cascade: take_back(own_entry(number), cascade=cascade),
        st.integers(0, 5),
        st.booleans(),
    ),
)
sides: st.SearchStrategy[Side] = st.sampled_from(["ours", "theirs"])


def take(path: Path, history: Sequence[Step]) -> None:
    """Take steps on a store; those that the record does not allow are left out."""
    for step in history:
        try:
            step(path)
        except EXPECTED:
            continue


def is_sound(path: Path) -> bool:
    return findings(path) == [] and retold(path) == tables(path)


def merged(ours: Path, theirs: Path, settled: Callable[[Conflict], Side]) -> bool:
    """Merge, and say whether it was done; a refusal leaves every byte as it was."""
    before = fingerprint(ours)
    try:
        done = merge_from(ours, theirs, settled)
    except Refused as refusal:
        assert fingerprint(ours) == before
        event(f"refused: {str(refusal)[:60]}")
        return False
    if done.settled:
        event("conflicts settled")
    return True


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give two stores that were made apart."""
    folder = tmp_path_factory.mktemp("merging")
    for name in ("one.db", "other.db"):
        create_store(folder / name, seeded=True)
    return folder / "one.db", folder / "other.db"


@given(
    common=st.none() | st.lists(steps, max_size=4),
    ours=st.lists(steps, max_size=6),
    theirs=st.lists(steps, max_size=6),
    side=sides,
)
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
def test_merging_either_way_gives_the_same_record_and_merging_again_nothing(
    seeded: tuple[Path, Path],
    common: list[Step] | None,
    ours: list[Step],
    theirs: list[Step],
    side: Side,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other, former = (Path(folder) / name for name in ("one.db", "other.db", "former.db"))
        shutil.copy(seeded[0], one)
        take(one, common or [])
        shutil.copy(seeded[1] if common is None else one, other)
        take(one, ours)
        take(other, theirs)
        shutil.copy(one, former)

        done = merged(one, other, lambda _: side)
        assert merged(other, former, lambda _: MIRRORED[side]) == done
        if not done:
            return

        assert held(one) == held(other)
        assert is_sound(one)
        assert is_sound(other)
        again = fingerprint(one), fingerprint(other)
        assert merged(one, other, lambda _: "theirs")
        assert merged(other, one, lambda _: "theirs")
        assert again == (fingerprint(one), fingerprint(other))


class Offices(RuleBasedStateMachine):
    """Three offices that record, undo, and merge from each other when they like."""

    seeded: tuple[Path, Path]

    @initialize(apart=st.booleans())
    def begin(self, *, apart: bool) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.paths = [Path(self.folder.name) / f"{name}.db" for name in "abc"]
        for number, path in enumerate(self.paths):
            shutil.copy(self.seeded[1 if apart and number == 1 else 0], path)

    @rule(number=st.integers(0, 2), step=steps)
    def record(self, number: int, step: Step) -> None:
        take(self.paths[number], [step])

    @rule(number=st.integers(0, 2), further=st.integers(1, 2), side=sides)
    def merge(self, number: int, further: int, side: Side) -> None:
        merged(self.paths[number], self.paths[(number + further) % 3], lambda _: side)

    @precondition(lambda self: any(len(entries(path)) > 1 for path in self.paths))
    @rule(number=st.integers(0, 2))
    def undo_a_merge(self, number: int) -> None:
        path = self.paths[number]
        own = rows(path, "SELECT id FROM entry WHERE previous LIKE '% %' AND via IS NULL")
        if own:
            take(path, [take_back(lambda _: str(own[-1]["id"]), cascade=True)])

    def teardown(self) -> None:
        if not hasattr(self, "paths"):
            return
        try:
            assert all(map(is_sound, self.paths))
            self.come_to_the_same()
        finally:
            self.folder.cleanup()

    def come_to_the_same(self) -> None:
        """Let the first office gather what all know, and the others take it over from there."""
        first, *others = self.paths
        gathered = [merged(first, other, lambda _: "ours") for other in others]
        taken = [merged(other, first, lambda _: "theirs") for other in others]
        assert all(map(is_sound, self.paths))
        if all(gathered + taken):
            event("came to the same")
            for other in others:
                assert held(other) == held(first)
                again = fingerprint(first), fingerprint(other)
                merged(first, other, lambda _: "ours")
                merged(other, first, lambda _: "theirs")
                assert again == (fingerprint(first), fingerprint(other))


def test_three_offices_can_always_come_to_the_same_record(seeded: tuple[Path, Path]) -> None:
    class Here(Offices):
        pass

    Here.seeded = seeded
    machine = Here.TestCase
    machine.settings = settings(
        deadline=None,
        max_examples=10,
        stateful_step_count=14,
        suppress_health_check=list(HealthCheck),
    )
    machine().runTest()
