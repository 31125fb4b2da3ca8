"""Undoing with all that rests on an entry, and doing again what was undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from negotrack.ask.check import check
from negotrack.domain.dates import when
from negotrack.errors import NotFound, Refused
from negotrack.record.add_chapter import add_chapter
from negotrack.record.add_participant import Seat, add_participant
from negotrack.record.add_partner import PartnerDraft, add_partner
from negotrack.record.dependents import dependents
from negotrack.record.set_status import StatusDraft, set_status
from negotrack.record.undo import last_redoable, last_undoable, undo
from negotrack.store.journal import Recording, recording
from negotrack.store.reader import FileReader
from negotrack.store.tables import Round, Source, StatusChange
from tests.conftest import Run
from tests.record.desk import record, take_back
from tests.record.test_undo import ACTIONS, DAY, FULL_ROUND, Action, conclude, in_use, use
from tests.store.past import TODAY
from tests.store.reading import entries, fingerprint, rows, tables, undone_by


def act(path: Path, action: Action, *, source: str | None = "a newspaper") -> str:
    """Take an action and give its entry."""

    def verb(recorded: Recording, cited: str) -> str:
        action(recorded, cited)
        return recorded.entry

    return record(path, verb, source=source)


def take_back_all(path: Path, entry: str) -> str:
    """Undo an entry with all that rests on it; give the entry that did it."""
    with recording(path, "undo --cascade") as action:
        action.effect = undo(action, entry, cascade=True)
        return action.entry


def do_again(path: Path) -> str:
    """Undo the last undo; give the entry that did it."""
    with recording(path, "redo") as action:
        action.effect = undo(action, last_redoable(action))
        return action.entry


def resting_on(path: Path, entry: str) -> list[str]:
    with recording(path, "test") as action:
        return [each.entry for each in dependents(action, entry)]


def sound(path: Path) -> bool:
    reader = FileReader(path)
    try:
        return check(reader, TODAY, integrity_only=True).findings == ()
    finally:
        reader.close()


def ghana(path: Path) -> tuple[str, str, str]:
    """Add a partner, then its seat, then its status: each rests on the one before."""
    said = StatusDraft("WTO", "GH", "concluded", DAY)
    return (
        act(path, lambda a, s: add_partner(a, PartnerDraft("GH"), s)),
        act(path, lambda a, s: add_participant(a, "WTO", "GH", Seat(), s)),
        act(path, lambda a, s: set_status(a, said, s)),
    )


# What rests on an entry, at one remove or several.


def test_what_refers_to_an_entrys_rows_rests_on_it_and_so_does_what_refers_to_that(
    store: Path,
) -> None:
    partner, seat, status = ghana(store)

    assert resting_on(store, partner) == [seat, status]
    assert resting_on(store, seat) == [status]
    assert resting_on(store, status) == []


def test_the_facts_a_store_began_with_rest_on_nothing_that_came_later(store: Path) -> None:
    ghana(store)

    assert resting_on(store, conclude(store, "JP")) == []


def test_entries_that_only_share_a_source_do_not_rest_on_each_other(store: Path) -> None:
    first = conclude(store, "JP", source="the same newspaper")
    conclude(store, "CA", source="the same newspaper")

    assert resting_on(store, first) == []


def test_a_cascade_takes_back_all_of_it_in_one_entry(store: Path) -> None:
    before = tables(store)
    partner, seat, status = ghana(store)
    length = len(entries(store))

    done = take_back_all(store, partner)

    assert tables(store) == before
    assert len(entries(store)) == length + 1
    assert sorted(undone_by(store, done)) == sorted([partner, seat, status])
    assert sound(store)


def test_a_cascade_leaves_what_does_not_rest_on_the_entry(store: Path) -> None:
    partner, *_ = ghana(store)
    japan = conclude(store, "JP", source="another newspaper")
    chosen = use(store, "US-ART")

    done = take_back_all(store, partner)

    assert not {japan, chosen} & set(undone_by(store, done))
    assert in_use(store) == "US-ART"
    assert len(rows(store, "SELECT * FROM status_change WHERE latest = '2025-11-25'")) == 1


def test_a_cascade_is_one_action_that_is_done_again_as_one(store: Path) -> None:
    partner, *_ = ghana(store)
    after = tables(store)
    take_back_all(store, partner)

    do_again(store)

    assert tables(store) == after
    assert sound(store)


def test_a_cascade_done_again_is_undone_again_by_its_entry(store: Path) -> None:
    before = tables(store)
    partner, *_ = ghana(store)
    take_back_all(store, partner)
    again = do_again(store)

    take_back(store, again)

    assert tables(store) == before


def test_after_a_cascade_was_done_again_each_action_can_be_undone_alone(store: Path) -> None:
    before = tables(store)
    partner, seat, status = ghana(store)
    take_back_all(store, partner)
    do_again(store)

    for entry in (status, seat, partner):
        take_back(store, entry)

    assert tables(store) == before


def test_what_was_taken_back_already_is_left_out_of_a_cascade(store: Path) -> None:
    partner, seat, status = ghana(store)
    take_back(store, status)

    done = take_back_all(store, partner)

    assert sorted(undone_by(store, done)) == sorted([partner, seat])


def test_without_anything_resting_on_it_a_cascade_is_an_undo(store: Path) -> None:
    before = tables(store)
    done = conclude(store, "JP")

    assert undone_by(store, take_back_all(store, done)) == [done]
    assert tables(store) == before


def test_a_chain_of_choices_goes_with_the_first_of_them(store: Path) -> None:
    first = use(store, "US-ART")
    later = [use(store, "CPTPP-CR"), use(store, "US-ART"), use(store, "WTO")]

    done = take_back_all(store, first)

    assert undone_by(store, done) == sorted([first, *later])
    assert in_use(store) == "WTO"
    do_again(store)
    assert in_use(store) == "WTO"
    assert sound(store)


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_a_cascade_from_any_first_action_takes_back_all_later_ones_on_its_rows(
    store: Path, action: Action
) -> None:
    before = tables(store)
    first = act(store, action)

    def touch_all(recorded: Recording, _: str) -> None:
        for change in recorded.rows("SELECT * FROM change WHERE entry = :key", key=first):
            if change["table_name"] in ("round", "status_change", "note"):
                recorded.put(
                    change["table_name"],
                    change["row_key"],
                    dict(recorded.present(change["table_name"], change["row_key"]) or {})
                    | {"note" if change["table_name"] != "note" else "text": "touched"},
                )

    act(store, touch_all, source="wto-2004-06")

    take_back_all(store, first)

    assert tables(store) == before
    assert sound(store)


def test_a_held_plan_goes_with_the_action_that_planned_it(store: Path) -> None:
    from dataclasses import replace

    from negotrack.record.hold_round import hold_round

    before = tables(store)
    planned = act(store, ACTIONS["a round with everything"])
    (plan,) = rows(store, "SELECT id FROM round WHERE state = 'planned' AND level = 'technical'")
    held = replace(FULL_ROUND, when=when("2026-01-15"), next=None)
    holding = act(store, lambda a, s: hold_round(a, plan["id"], held, s))

    assert resting_on(store, planned) == [holding]
    take_back_all(store, planned)

    assert tables(store) == before


def test_the_refusal_lists_what_would_go_in_the_order_of_recording(store: Path) -> None:
    partner, seat, status = ghana(store)
    before = fingerprint(store)

    with pytest.raises(Refused) as refused:
        take_back(store, partner)

    assert str(refused.value) == (
        f"2 later entries rest on what {partner} recorded. Nothing was written; "
        f"`negotrack undo {partner} --cascade` takes back all of it:"
    )
    assert [line.split()[0] for line in refused.value.below.splitlines()] == [seat, status]
    assert fingerprint(store) == before


def test_a_cascade_over_a_row_that_a_stranger_changed_is_refused_whole(store: Path) -> None:
    import sqlite3
    from contextlib import closing

    partner, *_ = ghana(store)
    with closing(sqlite3.connect(store)) as stranger, stranger:
        stranger.execute("UPDATE status_change SET note = 'mine' WHERE partner = 'GH'")
    before = fingerprint(store)

    with pytest.raises(Refused, match="behind the program's back"):
        take_back_all(store, partner)

    assert fingerprint(store) == before


def test_an_undo_that_a_later_undo_rests_on_is_taken_back_with_it(store: Path) -> None:
    first, second = use(store, "US-ART"), use(store, "CPTPP-CR")
    undoing = take_back(store, second)
    undoing_the_first = take_back(store, first)

    assert resting_on(store, undoing) == [undoing_the_first]
    take_back_all(store, undoing)

    assert in_use(store) == "CPTPP-CR"
    take_back(store)
    assert in_use(store) == "US-ART"


def test_doing_again_what_was_done_again_otherwise_is_refused(store: Path) -> None:
    note = act(store, ACTIONS["a note"])
    first_undo = take_back(store, note)
    first_redo = take_back(store, first_undo)
    second_undo = take_back(store, first_redo)
    take_back(store, first_undo)
    take_back(store, note)
    before = fingerprint(store)

    # It would bring the note back, though its last undo is still in effect.
    with pytest.raises(Refused):
        take_back(store, second_undo)

    assert fingerprint(store) == before
    assert sound(store)


# Redo.


def test_nothing_undone_is_nothing_to_do_again(store: Path) -> None:
    with pytest.raises(NotFound, match="nothing to redo"):
        do_again(store)
    use(store, "US-ART")
    with pytest.raises(NotFound, match="nothing to redo"):
        do_again(store)


def test_undos_are_done_again_newest_first(store: Path) -> None:
    told = [tables(store)]
    for action in ("a status", "a choice", "a note", "a chapter"):
        act(store, ACTIONS[action])
        told.append(tables(store))
    for former in reversed(told[:-1]):
        take_back(store)
        assert tables(store) == former

    for later in told[1:]:
        do_again(store)
        assert tables(store) == later
    with pytest.raises(NotFound):
        do_again(store)
    assert sound(store)


def test_undo_and_redo_go_back_and_forth(store: Path) -> None:
    before = tables(store)
    act(store, ACTIONS["a round with everything"])
    after = tables(store)

    for _ in range(3):
        take_back(store)
        assert tables(store) == before
        do_again(store)
        assert tables(store) == after
    assert len(entries(store)) == 7
    assert sound(store)


def test_an_undo_survives_a_new_action_and_can_still_be_done_again(store: Path) -> None:
    conclude(store, "JP")
    take_back(store)
    conclude(store, "CA")

    do_again(store)

    said = rows(store, "SELECT partner FROM status_change WHERE latest = '2025-11-25'")
    assert sorted(row["partner"] for row in said) == ["CA", "JP"]


# Sources come and go with what rests on them.


def sources_of(path: Path) -> set[str]:
    return {row["title"] for row in rows(path, "SELECT title FROM source")}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_source_goes_with_the_last_statement_that_rests_on_it(
    store: Path, order: tuple[int, int]
) -> None:
    before = tables(store)
    made = [conclude(store, code, source="the same newspaper") for code in ("JP", "CA")]

    take_back(store, made[order[0]])
    assert "the same newspaper" in sources_of(store)
    take_back(store, made[order[1]])

    assert tables(store) == before


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_source_comes_back_with_the_first_statement_that_is_done_again(
    store: Path, order: tuple[int, int]
) -> None:
    made = [conclude(store, code, source="the same newspaper") for code in ("JP", "CA")]
    after = tables(store)
    undone = [take_back(store, entry) for entry in made]

    take_back(store, undone[order[0]])
    assert "the same newspaper" in sources_of(store)
    take_back(store, undone[order[1]])

    assert tables(store) == after
    assert sound(store)


def test_a_source_that_was_corrected_meanwhile_stays_as_long_as_the_correction(
    store: Path,
) -> None:
    before = tables(store)
    made = conclude(store, "JP", source="the same newspaper")

    def correct(action: Recording, _: str) -> None:
        source = action.get(Source, "the-same-newspaper")
        assert source is not None
        action.change(source, title="The Same Newspaper")

    corrected = act(store, correct, source="wto-2004-06")

    take_back(store, made)
    assert "The Same Newspaper" in sources_of(store)
    take_back(store, corrected)

    assert tables(store) == before


def test_an_action_that_only_brought_a_source_is_undone_once(store: Path) -> None:
    only = act(store, lambda _action, _source: None, source="the same newspaper")
    conclude(store, "JP", source="the same newspaper")

    take_back(store, only)

    with pytest.raises(Refused, match="undone already"):
        take_back(store, only)
    assert sound(store)


# What a later action took away.


def corrected_source(path: Path) -> tuple[str, str]:
    """Let a statement rest on another source, then take away the one it rested on first."""

    def correct(action: Recording, source: str) -> None:
        statement = action.get(StatusChange, "mine")
        assert statement is not None
        action.change(statement, source=source)

    def drop(action: Recording, _: str) -> None:
        source = action.get(Source, "first-newspaper")
        assert source is not None
        action.remove(source)

    def state(action: Recording, source: str) -> None:
        days = {"date": "2025-11-25", "earliest": "2025-11-25", "latest": "2025-11-25"}
        action.add(
            StatusChange(
                id="mine",
                negotiation="WTO",
                partner="JP",
                status="concluded",
                resets=0,
                source=source,
                **days,
            )
        )

    act(path, state, source="first newspaper")
    return act(path, correct, source="second newspaper"), act(path, drop, source="wto-2004-06")


def test_a_source_that_was_taken_away_comes_back_with_what_rests_on_it(store: Path) -> None:
    corrected, _ = corrected_source(store)

    take_back(store, corrected)

    (statement,) = rows(store, "SELECT source FROM status_change WHERE id = 'mine'")
    assert statement == {"source": "first-newspaper"}
    assert rows(store, "PRAGMA foreign_key_check") == []
    assert sound(store)


def remove_chapter(action: Recording, _: str) -> None:
    from negotrack.store.tables import Chapter

    chapter = action.get(Chapter, "WTO", "trips")
    assert chapter is not None
    action.remove(chapter)


def chapter_moved_and_removed(path: Path) -> tuple[str, str]:
    """State something of a chapter, take it back into the whole, and drop the chapter."""

    def state(action: Recording, source: str) -> None:
        said = StatusDraft("WTO", "JP", "concluded", DAY, chapter="trips")
        set_status(action, said, source)

    def move(action: Recording, _: str) -> None:
        (row,) = action.rows("SELECT id FROM status_change WHERE chapter = 'trips'")
        statement = action.get(StatusChange, row["id"])
        assert statement is not None
        action.change(statement, chapter=None)

    act(path, lambda a, s: add_chapter(a, "WTO", "trips", None, s))
    act(path, state)
    return act(path, move), act(path, remove_chapter)


def test_what_a_later_action_took_away_is_in_the_way_of_what_referred_to_it(store: Path) -> None:
    moved, removed = chapter_moved_and_removed(store)
    before = fingerprint(store)

    with pytest.raises(Refused) as refused:
        take_back(store, moved)

    assert removed in refused.value.below
    assert fingerprint(store) == before


def test_a_cascade_brings_back_what_a_later_action_took_away(store: Path) -> None:
    moved, removed = chapter_moved_and_removed(store)

    done = take_back_all(store, moved)

    assert sorted(undone_by(store, done)) == sorted([moved, removed])
    assert len(rows(store, "SELECT * FROM status_change WHERE chapter = 'trips'")) == 1
    assert sound(store)


# As a user meets it.


def test_the_command_refuses_and_lists_then_shows_what_goes_and_takes_it(
    run: Run, store: Path
) -> None:
    before = tables(store)
    first, second = use(store, "US-ART"), use(store, "CPTPP-CR")

    refused = run("undo", first)
    assert (refused.code, refused.out) == (4, "")
    sentence, listed = refused.err.splitlines()
    assert f"negotrack undo {first} --cascade" in sentence
    assert listed.split()[0] == second

    tried = run("undo", first, "--cascade", "--dry-run")
    assert tried.code == 0
    assert second in tried.err
    assert "Nothing was written (--dry-run)." in tried.out
    assert len(entries(store)) == 2

    done = run("undo", first, "--cascade")
    assert done.code == 0
    assert second in done.err
    assert "and 1 that rested on it" in done.out
    assert tables(store) == before

    again = run("redo")
    assert (again.code, again.err) == (0, "")
    assert in_use(store) == "CPTPP-CR"
    assert run("undo").code == 0
    assert in_use(store) == "US-ART"


def test_redo_without_an_undo_is_a_sentence(run: Run, store: Path) -> None:
    before = fingerprint(store)

    ran = run("redo")

    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "negotrack: There is nothing to redo: no undo is in effect.\n"
    assert fingerprint(store) == before


@pytest.mark.parametrize("words", [("undo", "--dry-run"), ("redo", "--dry-run")])
def test_a_dry_run_writes_nothing(run: Run, store: Path, words: tuple[str, ...]) -> None:
    use(store, "US-ART")
    take_back(store)
    conclude(store, "JP")
    before = fingerprint(store)

    ran = run(*words)

    assert ran.code == 0
    assert ran.out.startswith("Would record")
    assert fingerprint(store) == before


def last(path: Path, find: Callable[[Recording], str]) -> str:
    with recording(path, "test") as action:
        return find(action)


def test_an_undo_is_not_the_last_action(store: Path) -> None:
    first = use(store, "US-ART")
    second = conclude(store, "JP")
    undoing = take_back(store, second)

    assert last(store, last_undoable) == first
    assert last(store, last_redoable) == undoing


def test_a_round_that_moved_with_those_at_its_table_moves_back_with_them(store: Path) -> None:
    before = tables(store)

    def postpone(action: Recording, day: str) -> None:
        planned = action.get(Round, "us-art-2025-11-ministerial-online")
        assert planned is not None
        action.change(planned, date=day, earliest=day, latest=day)

    first = act(store, lambda a, _: postpone(a, "2025-12-01"), source="wto-2004-06")
    act(store, lambda a, _: postpone(a, "2025-12-24"), source="wto-2004-06")

    take_back_all(store, first)
    assert tables(store) == before
    do_again(store)
    latest = rows(store, "SELECT latest FROM round_partner WHERE latest > '2025-12'")
    assert latest == [{"latest": "2025-12-24"}]
    assert sound(store)


def test_what_was_done_again_is_the_last_action(store: Path) -> None:
    first = conclude(store, "JP")
    take_back(store)
    second = conclude(store, "CA")
    do_again(store)

    assert last(store, last_undoable) == first
    take_back(store)
    assert last(store, last_undoable) == second


def test_a_statement_done_again_upon_another_row_of_the_same_key_can_be_undone(
    store: Path,
) -> None:
    before = tables(store)
    said = StatusDraft("WTO", "JP", "concluded", DAY, chapter="trips")
    first = act(store, lambda a, s: add_chapter(a, "WTO", "trips", None, s))
    act(store, lambda a, s: set_status(a, said, s))
    undoing = take_back(store)
    take_back(store, first)
    act(store, lambda a, s: add_chapter(a, "WTO", "trips", "Another one", s))
    take_back(store, undoing)

    take_back(store)
    take_back(store)

    assert tables(store) == before
