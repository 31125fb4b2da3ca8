"""The journal as it is asked: in the order of recording, by whom, upon what, to what effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotrack.ask.journal import (
    Entry,
    EntryFilter,
    RowChange,
    entries,
    entry,
    head,
    table_named,
)
from negotrack.domain.instants import Instant
from negotrack.errors import NotFound
from negotrack.record.undo import undo
from negotrack.store.journal import Recording, recording
from negotrack.store.reader import FileReader
from negotrack.store.tables import StatusChange
from tests.record.desk import record, take_back
from tests.record.test_cascade import act, do_again, ghana, take_back_all
from tests.record.test_undo import ACTIONS, conclude, use
from tests.store.past import TODAY
from tests.store.reading import rows, tables


def asked(path: Path, **wanted: object) -> list[Entry]:
    """Ask for the entries after the one that made the store."""
    reader = FileReader(path)
    try:
        found = entries(reader, EntryFilter(**wanted))  # type: ignore[arg-type]
    finally:
        reader.close()
    return [each for each in found if each.command != "init"]


def ids(path: Path, **wanted: object) -> list[str]:
    return [each.id for each in asked(path, **wanted)]


def at(path: Path, key: str) -> Instant:
    (row,) = rows(path, "SELECT recorded_at FROM entry WHERE id = :key", key=key)
    return Instant(row["recorded_at"], TODAY)


def told(path: Path, key: str) -> list[RowChange]:
    return entry(FileReader(path), key)[1]


def test_entries_come_in_the_order_in_which_they_were_recorded(store: Path) -> None:
    made = [conclude(store, code) for code in ("JP", "CA", "US", "UY")]

    assert ids(store) == made


def test_an_entry_tells_who_when_with_what_and_to_what_effect(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEGOTRACK_ACTOR", "Trần Thị Ngọc")
    with recording(store, "use US-ART") as action:
        ACTIONS["a choice"](action, "")
        action.effect, action.reason = "US-ART is the negotiation in use", "the talks moved on"

    (one,) = asked(store)
    (kept,) = rows(store, "SELECT * FROM entry WHERE id = :id", id=one.id)
    assert (one.actor, one.command) == ("Trần Thị Ngọc", "use US-ART")
    assert (one.summary, one.reason) == ("US-ART is the negotiation in use", "the talks moved on")
    assert one.rows == 1
    assert (one.recorded_at, one.previous, one.hash) == (
        kept["recorded_at"],
        kept["previous"],
        kept["hash"],
    )
    assert (one.undoes, one.undone_by, one.via) == ((), None, None)


def test_the_newest_are_the_last_of_the_list(store: Path) -> None:
    made = [conclude(store, code) for code in ("JP", "CA", "US")]

    assert ids(store, last=2) == made[1:]
    assert ids(store, last=100) == made


def test_since_and_until_hold_their_own_moment(store: Path) -> None:
    first, second, third = (conclude(store, code) for code in ("JP", "CA", "US"))

    assert ids(store, since=at(store, second)) == [second, third]
    assert ids(store, until=at(store, second)) == [first, second]
    assert ids(store, since=at(store, second), until=at(store, second)) == [second]


def test_by_actor_whatever_the_case(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEGOTRACK_ACTOR", "Tam")
    mine = conclude(store, "JP")
    monkeypatch.setenv("NEGOTRACK_ACTOR", "Đặng Lan")
    hers = conclude(store, "CA")

    assert ids(store, actor="tam") == [mine]
    assert ids(store, actor="Đặng Lan") == [hers]
    assert ids(store, actor="đặng lan") == [hers]
    assert ids(store, actor="somebody") == []


def test_by_table(store: Path) -> None:
    status, chosen = conclude(store, "JP"), use(store, "US-ART")
    undoing = take_back(store, status)

    assert ids(store, table="status_change") == [status, undoing]
    assert ids(store, table="setting") == [chosen]


def test_by_table_and_actor_and_time_at_once(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    conclude(store, "JP")
    monkeypatch.setenv("NEGOTRACK_ACTOR", "tam")
    use(store, "US-ART")
    wanted = conclude(store, "CA")
    conclude(store, "US")

    found = ids(store, table="status_change", actor="tam", until=at(store, wanted))
    assert found == [wanted]


@pytest.mark.parametrize(
    ("action", "partners"),
    [
        ("a status", ("JP",)),
        ("a round with everything", ("US",)),
        ("a held plan", ("US",)),
        ("a request", ("US", "VN")),
        ("an answer", ("US", "VN")),
        ("a partner", ("GH",)),
        ("a group", ("US", "EU")),
        ("a seat", ("JP",)),
        ("a finished follow-up", ("US",)),
        ("a choice", ()),
        ("a note", ()),
        ("a chapter", ()),
    ],
)
def test_by_the_partner_that_it_concerns(
    store: Path, action: str, partners: tuple[str, ...]
) -> None:
    made = act(store, ACTIONS[action])

    for code in ("US", "EU", "JP", "VN", "GH", "CA"):
        assert ids(store, partner=code) == ([made] if code in partners else []), code


def test_what_concerned_a_partner_does_so_when_it_was_taken_back(store: Path) -> None:
    made = act(store, ACTIONS["a round with everything"])
    undoing = take_back(store, made)

    assert ids(store, partner="US") == [made, undoing]


def test_a_statement_moved_from_one_partner_to_another_concerns_both(store: Path) -> None:
    conclude(store, "JP")

    def move(action: Recording, _: str) -> None:
        (row,) = action.rows("SELECT id FROM status_change WHERE latest = '2025-11-25'")
        statement = action.get(StatusChange, row["id"])
        assert statement is not None
        action.change(statement, partner="CA")

    moved = act(store, move, source="wto-2004-06")

    assert moved in ids(store, partner="CA")
    assert moved in ids(store, partner="JP")


def test_an_undo_and_what_it_undid_name_each_other(store: Path) -> None:
    made = conclude(store, "JP")
    undoing = take_back(store)

    first, second = asked(store)
    assert (first.id, first.undone_by) == (made, undoing)
    assert (second.undoes, second.undone_by) == ((made,), None)


def test_what_was_done_again_is_not_undone(store: Path) -> None:
    conclude(store, "JP")
    undoing = take_back(store)
    again = do_again(store)

    assert [each.undone_by for each in asked(store)] == [None, again, None]
    assert asked(store)[-1].undoes == (undoing,)


def test_a_cascade_names_all_that_it_undid(store: Path) -> None:
    partner, seat, status = ghana(store)
    done = take_back_all(store, partner)

    *former, last = asked(store)
    assert sorted(last.undoes) == sorted([partner, seat, status])
    assert [each.undone_by for each in former] == [done] * 3


def test_what_was_undone_twice_names_the_undo_in_effect(store: Path) -> None:
    made = conclude(store, "JP")
    take_back(store, take_back(store, made))
    second = take_back(store, made)

    assert asked(store)[0].undone_by == second


def test_an_entry_tells_each_row_before_and_after(store: Path) -> None:
    (moved,) = [each for each in told(store, use(store, "US-ART")) if each.table == "setting"]

    assert (moved.verb, moved.key) == ("changed", "negotiation")
    assert moved.fields() == [("value", "WTO", "US-ART")]


def test_an_added_row_has_its_columns_and_a_removed_one_too(store: Path) -> None:
    made = conclude(store, "JP")
    added = told(store, made)[-1]
    removed = told(store, take_back(store))[0]

    assert (added.verb, removed.verb) == ("added", "removed")
    assert added.before is None
    assert removed.after is None
    assert ("status", None, "concluded") in added.fields()
    assert ("status", "concluded", None) in removed.fields()
    assert [column for column, *_ in added.fields()] == [column for column, *_ in removed.fields()]
    assert "note" not in {column for column, *_ in added.fields()}


def test_rows_come_in_the_order_in_which_they_were_touched(store: Path) -> None:
    made = act(store, ACTIONS["a round with everything"])

    assert [each.table for each in told(store, made)] == [
        row["table_name"]
        for row in rows(
            store, "SELECT table_name FROM change WHERE entry = :made ORDER BY position", made=made
        )
    ]


def test_the_first_entry_tells_all_seed_facts(store: Path) -> None:
    (made,) = rows(store, "SELECT id FROM entry")

    assert len(told(store, made["id"])) == sum(len(each) for each in tables(store).values())
    assert {each.verb for each in told(store, made["id"])} == {"added"}


def test_the_head_is_the_newest_entry(store: Path, empty_store: Path) -> None:
    conclude(store, "JP")
    with recording(store, "undo") as action:
        (row,) = action.rows("SELECT id FROM entry WHERE command <> 'init'")
        action.effect = undo(action, row["id"])

    newest = head(FileReader(store))
    assert newest is not None
    assert newest.id == asked(store)[-1].id
    assert head(FileReader(empty_store)) is None


@pytest.mark.parametrize(
    "word", ["status_change", "status-change", "status change", "Status-Change"]
)
def test_a_table_may_be_written_as_people_write_it(store: Path, word: str) -> None:
    assert table_named(FileReader(store), word) == "status_change"


def test_a_table_that_is_not_there_is_answered_with_those_near_it(store: Path) -> None:
    with pytest.raises(NotFound, match="status"):
        table_named(FileReader(store), "status-chance")
    with pytest.raises(NotFound, match="'entry'"):
        table_named(FileReader(store), "entry")


def test_a_blank_journal_is_an_empty_list(empty_store: Path) -> None:
    assert asked(empty_store) == []
    record(empty_store, lambda _action, _source: None, source="a newspaper")
    assert len(asked(empty_store)) == 1
