"""Merging two stores: what joins, what is asked, what is refused, and that both agree after."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from negotrack.domain.dates import when
from negotrack.errors import Refused
from negotrack.record.add_note import add_note
from negotrack.record.add_participant import Seat, add_participant
from negotrack.record.add_partner import PartnerDraft, add_group, add_partner
from negotrack.record.add_round import OutcomeDraft, RoundDraft, add_round
from negotrack.record.add_rule import RuleDraft, add_rule
from negotrack.record.merging import Side, side_by_side
from negotrack.store.chain import sealed
from negotrack.store.creating import create_store
from negotrack.store.journal import Recording, recording
from negotrack.store.tables import Entry, Rule
from tests.record.offices import (
    amend,
    conflicts,
    do,
    exchange,
    held,
    merge_from,
    newest,
    note_status,
    take_away,
    undo_entry,
)
from tests.record.test_journal import retold
from tests.record.test_time_machine import findings
from tests.store.past import known_on
from tests.store.reading import Rows, fingerprint, rows, tables

ROUND = "us-art-2025-11-12-technical"
PLAN = "us-art-2025-11-ministerial-online"
SIDES: tuple[Side, ...] = ("ours", "theirs")


@pytest.fixture
def ours(store: Path, tmp_path: Path) -> Iterator[Path]:
    """Give our office's store, which is sound whatever a test does with it."""
    path = Path(shutil.copy(store, tmp_path / "ours.db"))
    yield path
    assert findings(path) == []
    assert retold(path) == tables(path)


@pytest.fixture
def theirs(store: Path, tmp_path: Path) -> Iterator[Path]:
    """Give the other office's store, which began as a copy of ours."""
    path = Path(shutil.copy(store, tmp_path / "theirs.db"))
    yield path
    assert findings(path) == []
    assert retold(path) == tables(path)


def summary(path: Path, key: str = ROUND) -> str | None:
    (row,) = rows(path, "SELECT summary FROM round WHERE id = :key", key=key)
    return str(row["summary"]) if row["summary"] is not None else None


def name_of(path: Path, code: str) -> str:
    (row,) = rows(path, "SELECT name FROM partner WHERE code = :code", code=code)
    return str(row["name"])


def statuses(path: Path, day: str = "2005-06-09") -> list[str]:
    found = rows(path, "SELECT partner FROM status_change WHERE date = :day ORDER BY 1", day=day)
    return [row["partner"] for row in found]


def seats(path: Path, key: str = ROUND) -> Rows:
    return rows(path, "SELECT * FROM round_partner WHERE round = :key ORDER BY partner", key=key)


def codes(path: Path) -> set[str]:
    return {row["code"] for row in rows(path, "SELECT code FROM source")}


def refused(ours: Path, theirs: Path) -> Refused:
    """Give the refusal of a merge that leaves no trace."""
    before = fingerprint(ours)
    with pytest.raises(Refused) as raised:
        merge_from(ours, theirs)
    assert fingerprint(ours) == before
    assert raised.value.exit_code == 4
    return raised.value


def nothing_left_to_merge(ours: Path, theirs: Path) -> bool:
    """Say whether merging again, either way, leaves every byte as it is."""
    before = fingerprint(ours), fingerprint(theirs)
    merge_from(ours, theirs)
    merge_from(theirs, ours)
    return before == (fingerprint(ours), fingerprint(theirs))


def test_independent_additions_join(ours: Path, theirs: Path) -> None:
    note_status(ours, "JP")
    note_status(theirs, "CH")
    do(theirs, lambda a, s: add_partner(a, PartnerDraft("GH", aliases=("Ga-na",)), s), "An atlas")

    done = merge_from(ours, theirs)

    assert len(done.entries) == 2
    assert done.settled == ()
    assert statuses(ours) == ["CH", "JP"]
    assert name_of(ours, "GH") == "Ghana"


def test_more_rows_come_than_are_written_at_once(ours: Path, theirs: Path) -> None:
    def notes(action: Recording, source: str) -> None:
        for number in range(1200):
            add_note(action, "WTO", None, f"Note {number}", when("2005"), source)

    do(theirs, notes, "Minutes")
    done = merge_from(ours, theirs)
    assert len(done.rows) == 1201
    assert held(ours) == held(theirs)


def test_the_other_way_round_gives_the_same(ours: Path, theirs: Path) -> None:
    note_status(ours, "JP", source="The Asahi")
    note_status(theirs, "CH", source="The NZZ")

    exchange(ours, theirs)

    assert held(ours) == held(theirs)
    assert nothing_left_to_merge(ours, theirs)


def test_the_same_statement_in_both_offices_stays_two_statements(ours: Path, theirs: Path) -> None:
    note_status(ours, "JP")
    note_status(theirs, "JP")

    exchange(ours, theirs)

    assert statuses(ours) == ["JP", "JP"]
    assert held(ours) == held(theirs)


def test_merging_again_changes_not_a_byte(ours: Path, theirs: Path) -> None:
    note_status(theirs, "CH")
    merge_from(ours, theirs)

    before = fingerprint(ours)
    done = merge_from(ours, theirs)

    assert (done.entries, done.rows) == ((), ())
    assert fingerprint(ours) == before


def test_an_entry_keeps_its_time_author_and_hash(ours: Path, theirs: Path) -> None:
    entry = note_status(theirs, "CH")
    merge_from(ours, theirs)

    columns = "id, recorded_at, actor, command, summary, reason, previous, hash"
    told = f"SELECT {columns} FROM entry WHERE id = :entry"
    assert rows(ours, told, entry=entry) == rows(theirs, told, entry=entry)
    assert rows(ours, "SELECT via FROM entry WHERE id = :entry", entry=entry) == [
        {"via": newest(ours)}
    ]


def test_what_only_they_changed_comes_without_a_question(ours: Path, theirs: Path) -> None:
    amend(theirs, "round", ROUND, summary="Good")
    merge_from(ours, theirs)
    assert summary(ours) == "Good"


def test_what_only_we_changed_stays_without_a_question(ours: Path, theirs: Path) -> None:
    amend(ours, "round", ROUND, summary="Good")
    note_status(theirs, "CH")
    merge_from(ours, theirs)
    assert summary(ours) == "Good"


def test_the_same_change_on_both_sides_is_no_conflict(ours: Path, theirs: Path) -> None:
    for path in (ours, theirs):
        amend(path, "round", ROUND, summary="Good")
    exchange(ours, theirs)
    assert held(ours) == held(theirs)


def test_who_went_on_from_the_other_ones_version_is_newer(ours: Path, theirs: Path) -> None:
    amend(ours, "round", ROUND, summary="Good")
    amend(theirs, "round", ROUND, summary="Good")
    amend(theirs, "round", ROUND, summary="Very good")

    exchange(ours, theirs)

    assert summary(ours) == summary(theirs) == "Very good"


def test_a_row_changed_on_both_sides_is_refused_side_by_side(ours: Path, theirs: Path) -> None:
    amend(ours, "round", ROUND, summary="Good")
    amend(theirs, "round", ROUND, summary="Bad")
    note_status(theirs, "CH")

    said = refused(ours, theirs)

    assert str(said) == (
        "A row was changed on both sides, each in its own way. Nothing was taken over; settle it "
        "with --ours or --theirs, or row by row on a terminal:"
    )
    assert said.below.splitlines() == [
        f"  round {ROUND}",
        "    summary",
        "      ours:   Good",
        "      theirs: Bad",
    ]


@pytest.mark.parametrize("side", SIDES)
def test_a_conflict_settled_the_mirror_way_leaves_both_equal(
    ours: Path, theirs: Path, side: Side
) -> None:
    amend(ours, "round", ROUND, summary="Good")
    amend(theirs, "round", ROUND, summary="Bad")
    amend(ours, "partner", "CN", name="China (ours)")
    amend(theirs, "partner", "CN", name="China (theirs)")
    note_status(ours, "JP")
    note_status(theirs, "CH")

    exchange(ours, theirs, side)

    assert summary(ours) == {"ours": "Good", "theirs": "Bad"}[side]
    assert held(ours) == held(theirs)
    assert nothing_left_to_merge(ours, theirs)


@pytest.mark.parametrize("side", SIDES)
def test_who_merges_second_is_not_asked_again(ours: Path, theirs: Path, side: Side) -> None:
    amend(ours, "round", ROUND, summary="Good")
    amend(theirs, "round", ROUND, summary="Bad")

    merge_from(ours, theirs, side)
    merge_from(theirs, ours)

    assert summary(ours) == summary(theirs) == {"ours": "Good", "theirs": "Bad"}[side]
    assert nothing_left_to_merge(ours, theirs)


def test_each_row_can_go_to_another_side(ours: Path, theirs: Path) -> None:
    for path, name in ((ours, "ours"), (theirs, "theirs")):
        amend(path, "round", ROUND, summary=name)
        amend(path, "partner", "CN", name=name)

    done = merge_from(ours, theirs, lambda each: "ours" if each.table == "round" else "theirs")

    assert {each.table: side for each, side in done.settled} == {
        "round": "ours",
        "partner": "theirs",
    }
    assert (summary(ours), name_of(ours, "CN")) == ("ours", "theirs")


def test_a_conflict_that_is_left_open_stops_all_of_it(ours: Path, theirs: Path) -> None:
    for path, name in ((ours, "ours"), (theirs, "theirs")):
        amend(path, "round", ROUND, summary=name)
        amend(path, "partner", "CN", name=name)
    before = fingerprint(ours)
    with pytest.raises(Refused, match="A row was changed"):
        merge_from(ours, theirs, lambda each: "ours" if each.table == "round" else None)
    assert fingerprint(ours) == before


@pytest.mark.parametrize("side", SIDES)
def test_settled_against_each_other_is_asked_again(ours: Path, theirs: Path, side: Side) -> None:
    amend(ours, "round", ROUND, summary="Good")
    amend(theirs, "round", ROUND, summary="Bad")
    former = Path(shutil.copy(ours, ours.with_suffix(".former")))
    merge_from(ours, theirs, side)
    merge_from(theirs, former, side)
    assert summary(ours) != summary(theirs)

    assert conflicts(ours, theirs) == [("round", ROUND)]
    merge_from(ours, theirs, "theirs")
    merge_from(theirs, ours)

    assert held(ours) == held(theirs)
    assert nothing_left_to_merge(ours, theirs)


def test_the_newline_in_a_text_does_not_break_the_side_by_side(ours: Path, theirs: Path) -> None:
    amend(ours, "round", ROUND, summary="Good\nand short")
    amend(theirs, "round", ROUND, summary=None)
    below = refused(ours, theirs).below.splitlines()
    assert below[2:] == ["      ours:   Good and short", "      theirs: nothing"]


# What is taken away


def test_what_only_they_took_away_goes(ours: Path, theirs: Path) -> None:
    take_away(theirs, "round", PLAN)
    exchange(ours, theirs)
    assert rows(ours, "SELECT id FROM round WHERE id = :key", key=PLAN) == []
    assert seats(ours, PLAN) == []
    assert held(ours) == held(theirs)


@pytest.mark.parametrize("side", SIDES)
def test_taken_away_here_and_changed_there_is_a_conflict(
    ours: Path, theirs: Path, side: Side
) -> None:
    take_away(ours, "round", PLAN)
    amend(theirs, "round", PLAN, summary="To be prepared well")

    assert conflicts(ours, theirs) == [("round", PLAN)]
    assert refused(ours, theirs).below.splitlines() == [
        f"  round {PLAN}",
        f"    ours:   taken away, with round partner {PLAN} US",
        "    theirs: changed",
    ]
    exchange(ours, theirs, side)

    assert held(ours) == held(theirs)
    # A round does not come back without its people.
    assert len(seats(ours, PLAN)) == {"ours": 0, "theirs": 1}[side]
    assert nothing_left_to_merge(ours, theirs)


@pytest.mark.parametrize("side", SIDES)
def test_changed_here_and_taken_away_there_is_a_conflict(
    ours: Path, theirs: Path, side: Side
) -> None:
    amend(ours, "round", PLAN, summary="To be prepared well")
    take_away(theirs, "round", PLAN)

    assert conflicts(ours, theirs) == [("round", PLAN)]
    exchange(ours, theirs, side)

    assert held(ours) == held(theirs)
    assert len(seats(ours, PLAN)) == {"ours": 1, "theirs": 0}[side]


@pytest.mark.parametrize("side", SIDES)
def test_an_undone_addition_that_the_other_has_changed_is_a_conflict(
    ours: Path, theirs: Path, side: Side
) -> None:
    met = RoundDraft(
        "US-ART",
        ("US",),
        when("2025-11-25"),
        "held",
        "bilateral",
        outcomes=(OutcomeDraft("tbt", "agreed"),),
        statuses=(("US", "partly-agreed"),),
        follow_ups=(("Send the text", None),),
    )
    entry = do(ours, lambda a, s: add_round(a, met, s), "A newspaper")
    key = rows(ours, "SELECT id FROM round ORDER BY rowid DESC LIMIT 1")[0]["id"]
    merge_from(theirs, ours)
    undo_entry(ours, entry)
    amend(theirs, "round", key, summary="It went well")

    assert conflicts(ours, theirs) == [("round", key)]
    exchange(ours, theirs, side)

    assert held(ours) == held(theirs)
    for table in ("round_partner", "outcome", "status_change", "follow_up"):
        found = rows(ours, f"SELECT * FROM {table} WHERE round = :key", key=key)
        assert len(found) == {"ours": 0, "theirs": 1}[side], table


@pytest.mark.parametrize("both", [True, False], ids=["here", "there"])
def test_what_refers_to_something_taken_away_is_refused_by_name(
    ours: Path, theirs: Path, *, both: bool
) -> None:
    do(ours, lambda a, s: add_partner(a, PartnerDraft("GH"), s), "An atlas")
    merge_from(theirs, ours)
    one, other = (ours, theirs) if both else (theirs, ours)
    removal = take_away(one, "partner", "GH")
    do(other, lambda a, s: add_participant(a, "US-ART", "GH", Seat(), s), "An atlas")

    for into, from_ in ((ours, theirs), (theirs, ours)):
        said = refused(into, from_)
        assert "would refer to something that is not there" in str(said)
        assert said.below == "  participant US-ART GH to a partner"

    undo_entry(one, removal)
    exchange(ours, theirs)
    assert held(ours) == held(theirs)


def test_taken_away_on_both_sides_is_gone(ours: Path, theirs: Path) -> None:
    for path in (ours, theirs):
        take_away(path, "round", PLAN)
    exchange(ours, theirs)
    assert held(ours) == held(theirs)


def test_a_negotiation_in_use_here_is_not_taken_away(ours: Path, theirs: Path) -> None:
    from negotrack.record.add_negotiation import NegotiationDraft, add_negotiation, use_negotiation

    draft = NegotiationDraft("EU-VN", "EU and Viet Nam", "bilateral", "signed")
    added = do(theirs, lambda a, s: add_negotiation(a, draft, s), "A newspaper")
    merge_from(ours, theirs)
    do(ours, lambda a, _: use_negotiation(a, "EU-VN"))
    undo_entry(theirs, added)

    said = refused(ours, theirs)

    assert str(said).startswith("EU-VN is in use here and was taken away there.")
    do(ours, lambda a, _: use_negotiation(a, "WTO"))
    merge_from(ours, theirs)
    assert rows(ours, "SELECT code FROM negotiation WHERE code = 'EU-VN'") == []


def test_a_rule_does_not_lose_the_group_that_it_names(ours: Path, theirs: Path) -> None:
    do(ours, lambda a, s: add_group(a, "PAIR", "A pair", ("US", "EU"), s), "A newspaper")
    merge_from(theirs, ours)
    take_away(theirs, "group", "PAIR")
    do(ours, lambda a, s: add_rule(a, RuleDraft("WTO", "pair", "all(PAIR)"), s), "A newspaper")

    for into, from_ in ((ours, theirs), (theirs, ours)):
        said = str(refused(into, from_))
        assert said.startswith("The rule pair of WTO could not be read any more: ")
        assert "PAIR" in said


# Undoing


def test_an_undo_of_what_both_had_goes_over(ours: Path, theirs: Path) -> None:
    entry = note_status(ours, "JP")
    merge_from(theirs, ours)
    undo_entry(ours, entry)

    assert conflicts(theirs, ours) == []
    merge_from(theirs, ours)

    assert statuses(theirs) == []
    assert held(ours) == held(theirs)
    assert nothing_left_to_merge(ours, theirs)


def test_an_undone_amendment_of_what_both_had_goes_over(ours: Path, theirs: Path) -> None:
    entry = amend(ours, "round", ROUND, summary="Good")
    former = summary(theirs)
    merge_from(theirs, ours)
    undo_entry(ours, entry)

    merge_from(theirs, ours)

    assert summary(theirs) == former
    assert held(ours) == held(theirs)


def test_a_redone_action_that_both_had_comes_back(ours: Path, theirs: Path) -> None:
    entry = note_status(ours, "JP")
    merge_from(theirs, ours)
    undo = undo_entry(ours, entry)
    merge_from(theirs, ours)
    undo_entry(ours, undo)

    merge_from(theirs, ours)

    assert statuses(theirs) == ["JP"]
    assert held(ours) == held(theirs)


def test_an_action_and_its_undo_that_we_know_neither_of_cancel_out(
    ours: Path, theirs: Path
) -> None:
    undo_entry(theirs, amend(theirs, "round", ROUND, summary="Bad"))
    undo_entry(theirs, note_status(theirs, "CH"))
    amend(ours, "round", ROUND, summary="Good")

    done = merge_from(ours, theirs)

    assert len(done.entries) == 4
    assert (done.rows, done.settled) == ((), ())
    assert summary(ours) == "Good"
    merge_from(theirs, ours)
    assert held(ours) == held(theirs)


def test_a_source_stays_as_long_as_either_side_cites_it(ours: Path, theirs: Path) -> None:
    first = note_status(theirs, "CH", source="The gazette")
    note_status(theirs, "JP", source="The gazette")
    undo_entry(theirs, first)

    merge_from(ours, theirs)

    assert "the-gazette" in codes(ours)
    assert statuses(ours) == ["JP"]
    assert held(ours) == held(theirs)


@pytest.mark.parametrize("both", [True, False], ids=["here", "there"])
def test_a_source_that_one_side_let_go_of_comes_back_with_the_others_statement(
    ours: Path, theirs: Path, *, both: bool
) -> None:
    entry = note_status(ours, "CH", source="The gazette")
    merge_from(theirs, ours)
    one, other = (ours, theirs) if both else (theirs, ours)
    if one == ours:
        undo_entry(one, entry)
    else:
        key = rows(one, "SELECT id FROM status_change WHERE source = 'the-gazette'")[0]["id"]
        take_away(one, "status", key)
        do(one, lambda a, _: a.put("source", "the-gazette", None))
    note_status(other, "JP", source="The gazette")

    exchange(ours, theirs)

    assert statuses(ours) == ["JP"]
    assert "the-gazette" in codes(ours)
    assert held(ours) == held(theirs)
    assert nothing_left_to_merge(ours, theirs)


def test_a_merge_can_be_undone_and_done_again(ours: Path, theirs: Path) -> None:
    note_status(ours, "JP")
    note_status(theirs, "CH", source="The NZZ")
    amend(theirs, "round", ROUND, summary="Good")
    before = tables(ours)
    merge_from(ours, theirs)
    after = tables(ours)

    undo = undo_entry(ours, newest(ours))
    assert tables(ours) == before
    assert findings(ours) == []

    undo_entry(ours, undo)
    assert tables(ours) == after


def test_an_undone_merge_can_be_merged_anew_and_settled_otherwise(ours: Path, theirs: Path) -> None:
    amend(ours, "round", ROUND, summary="Good")
    amend(theirs, "round", ROUND, summary="Bad")
    note_status(theirs, "CH")
    merge_from(ours, theirs, "ours")
    undo_entry(ours, newest(ours))
    assert statuses(ours) == []

    merge_from(ours, theirs, "theirs")

    assert (summary(ours), statuses(ours)) == ("Bad", ["CH"])
    merge_from(theirs, ours)
    assert held(ours) == held(theirs)
    assert nothing_left_to_merge(ours, theirs)


@pytest.mark.parametrize("told", [True, False], ids=["known-there", "unknown-there"])
def test_an_undone_merge_takes_nothing_away_from_the_other_office(
    ours: Path, theirs: Path, *, told: bool
) -> None:
    note_status(ours, "JP")
    note_status(theirs, "CH", source="The NZZ")
    merge_from(ours, theirs)
    if told:
        merge_from(theirs, ours)
    undo_entry(ours, newest(ours))

    merge_from(theirs, ours)

    assert statuses(theirs) == ["CH", "JP"]
    merge_from(ours, theirs)
    assert held(ours) == held(theirs)
    assert nothing_left_to_merge(ours, theirs)


def test_an_entry_that_came_from_elsewhere_is_not_undone_by_itself(
    ours: Path, theirs: Path
) -> None:
    entry = note_status(theirs, "CH")
    merge_from(ours, theirs)
    with pytest.raises(Refused, match=f"came from another store, by {newest(ours)}"):
        undo_entry(ours, entry)


def test_what_rests_on_a_merge_goes_with_it_only_when_asked(ours: Path, theirs: Path) -> None:
    do(theirs, lambda a, s: add_partner(a, PartnerDraft("GH"), s), "An atlas")
    merge_from(ours, theirs)
    merged = newest(ours)
    do(ours, lambda a, s: add_participant(a, "US-ART", "GH", Seat(), s), "An atlas")

    with pytest.raises(Refused, match="later entry rests"):
        undo_entry(ours, merged)
    undo_entry(ours, merged, cascade=True)

    assert rows(ours, "SELECT code FROM partner WHERE code = 'GH'") == []


# Rounds and their seats


@pytest.fixture
def with_japan(ours: Path, theirs: Path) -> None:
    """Seat Japan in the talks with the United States, in both stores."""
    do(ours, lambda a, s: add_participant(a, "US-ART", "JP", Seat(), s), "A newspaper")
    merge_from(theirs, ours)


def swap_seats(action: Recording, _: str) -> None:
    (held,) = action.rows("SELECT * FROM round WHERE id = :key", key=ROUND)
    seat = {"round": ROUND, "negotiation": "US-ART", "latest": held["latest"]}
    action.put("round_partner", f'["{ROUND}", "US"]', None)
    action.put("round_partner", f'["{ROUND}", "JP"]', seat | {"partner": "JP"})


@pytest.mark.parametrize("moved_here", [True, False], ids=["here", "there"])
@pytest.mark.usefixtures("with_japan")
def test_the_date_changed_on_one_side_and_the_seats_on_the_other(
    ours: Path, theirs: Path, *, moved_here: bool
) -> None:
    mover, swapper = (ours, theirs) if moved_here else (theirs, ours)
    amend(mover, "round", ROUND, date="2025-11-13", earliest="2025-11-13", latest="2025-11-13")
    do(swapper, swap_seats)

    assert conflicts(ours, theirs) == conflicts(theirs, ours) == []
    exchange(ours, theirs)

    assert [(seat["partner"], seat["latest"]) for seat in seats(ours)] == [("JP", "2025-11-13")]
    assert held(ours) == held(theirs)
    assert nothing_left_to_merge(ours, theirs)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.usefixtures("with_japan")
def test_two_dates_of_a_round_are_one_conflict_and_the_seats_follow(
    ours: Path, theirs: Path, side: Side
) -> None:
    for path, day in ((ours, "2025-11-13"), (theirs, "2025-11-17")):
        amend(path, "round", ROUND, date=day, earliest=day, latest=day)
    do(theirs, swap_seats)

    assert conflicts(ours, theirs) == [("round", ROUND)]
    exchange(ours, theirs, side)

    day = {"ours": "2025-11-13", "theirs": "2025-11-17"}[side]
    assert [(seat["partner"], seat["latest"]) for seat in seats(ours)] == [("JP", day)]
    assert held(ours) == held(theirs)


# Rules


def add_default(name: str, expression: str) -> Callable[[Recording, str], Rule]:
    return lambda a, s: add_rule(a, RuleDraft("WTO", name, expression, is_default=True), s)


def defaults(path: Path) -> list[str]:
    found = rows(path, "SELECT name FROM rule WHERE negotiation = 'WTO' AND is_default = 1")
    return [row["name"] for row in found]


@pytest.mark.parametrize("name", ["aaa", "zzz"])
def test_another_default_rule_comes_whatever_it_is_called(
    ours: Path, theirs: Path, name: str
) -> None:
    do(theirs, add_default(name, "all"), "A newspaper")
    exchange(ours, theirs)
    assert defaults(ours) == [name]
    assert held(ours) == held(theirs)


def test_two_new_default_rules_are_refused_with_a_way_out(ours: Path, theirs: Path) -> None:
    added = do(ours, add_default("ours", "all"), "A newspaper")
    do(theirs, add_default("theirs", "1/2"), "A newspaper")

    for into, from_, names in (
        (ours, theirs, "ours here, theirs there"),
        (theirs, ours, "theirs here, ours there"),
    ):
        assert str(refused(into, from_)) == (
            f"WTO would have two default rules: {names}. "
            "Undo one of the two, then merge again; nothing was written."
        )

    undo_entry(ours, added)
    exchange(ours, theirs)
    assert defaults(ours) == ["theirs"]
    assert held(ours) == held(theirs)


# Stores that began apart


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """Give a store that another office has made by `negotrack init` of its own."""
    create_store(tmp_path / "stranger.db", seeded=True)
    return tmp_path / "stranger.db"


def test_two_stores_with_the_same_seed_facts_join(ours: Path, stranger: Path) -> None:
    note_status(ours, "JP")
    note_status(stranger, "CH")
    exchange(ours, stranger)
    assert statuses(ours) == ["CH", "JP"]
    assert held(ours) == held(stranger)
    assert nothing_left_to_merge(ours, stranger)


def test_amended_seed_facts_are_newer_than_the_seed(ours: Path, stranger: Path) -> None:
    amend(ours, "round", ROUND, summary="Good")
    amend(stranger, "partner", "CN", name="Trung Quốc")
    take_away(stranger, "round", PLAN)

    assert conflicts(ours, stranger) == []
    exchange(ours, stranger)

    assert (summary(stranger), name_of(ours, "CN")) == ("Good", "Trung Quốc")
    assert rows(ours, "SELECT id FROM round WHERE id = :key", key=PLAN) == []
    assert held(ours) == held(stranger)


@pytest.mark.parametrize("side", SIDES)
def test_a_seed_fact_taken_away_and_changed_is_settled_as_a_whole(
    ours: Path, stranger: Path, side: Side
) -> None:
    take_away(ours, "round", PLAN)
    amend(stranger, "round", PLAN, summary="To be prepared well")
    assert conflicts(ours, stranger) == [("round", PLAN)]
    exchange(ours, stranger, side)
    assert len(seats(ours, PLAN)) == {"ours": 0, "theirs": 1}[side]
    assert held(ours) == held(stranger)


def test_a_blank_store_takes_everything_over(ours: Path, empty_store: Path) -> None:
    note_status(ours, "JP")
    merge_from(empty_store, ours)
    assert held(empty_store) == held(ours)
    assert findings(empty_store) == []
    assert retold(empty_store) == tables(empty_store)
    assert merge_from(ours, empty_store).entries == ()


def test_the_choice_of_a_negotiation_stays_each_offices_own(ours: Path, theirs: Path) -> None:
    from negotrack.record.add_negotiation import use_negotiation

    do(theirs, lambda a, _: use_negotiation(a, "US-ART"))
    merge_from(ours, theirs)
    assert rows(ours, "SELECT value FROM setting WHERE name = 'negotiation'") == [{"value": "WTO"}]


def test_what_a_restored_backup_did_not_know_comes_back_from_the_other_office(
    ours: Path, theirs: Path, tmp_path: Path
) -> None:
    friday = Path(shutil.copy(ours, tmp_path / "friday.db"))
    entry = note_status(ours, "JP")
    merge_from(theirs, ours)
    shutil.copy(friday, ours)
    note_status(ours, "CH")

    exchange(ours, theirs)

    assert statuses(ours) == ["CH", "JP"]
    assert held(ours) == held(theirs)
    with pytest.raises(Refused, match="came from another store"):
        undo_entry(ours, entry)


# Three offices


def test_three_offices_in_a_ring_come_to_the_same(ours: Path, theirs: Path, tmp_path: Path) -> None:
    third = Path(shutil.copy(ours, tmp_path / "third.db"))
    ring = (ours, theirs, third)
    for path, partner in zip(ring, ("JP", "CH", "CN"), strict=True):
        note_status(path, partner, source=f"The paper of {partner}")
    undone = note_status(third, "MX")
    for into, from_ in ((theirs, ours), (third, theirs), (ours, third)):
        merge_from(into, from_)
    undo_entry(third, undone)
    amend(theirs, "round", ROUND, summary="Good")

    for _ in range(2):
        for into, from_ in ((theirs, ours), (third, theirs), (ours, third)):
            merge_from(into, from_)

    assert statuses(ours) == ["CH", "CN", "JP"]
    assert held(ours) == held(theirs) == held(third)
    for into in ring:
        for from_ in ring:
            if into != from_:
                before = fingerprint(into)
                merge_from(into, from_)
                assert fingerprint(into) == before
        assert findings(into) == []


def test_a_third_office_is_not_asked_about_what_the_others_have_settled(
    ours: Path, theirs: Path, tmp_path: Path
) -> None:
    third = Path(shutil.copy(ours, tmp_path / "third.db"))
    amend(ours, "round", ROUND, summary="Good")
    amend(theirs, "round", ROUND, summary="Bad")
    merge_from(third, ours)
    merge_from(ours, theirs, "theirs")

    merge_from(third, ours)
    merge_from(third, theirs)

    assert summary(third) == "Bad"
    assert held(third) == held(ours)


# Time, and trust


def test_before_the_merge_nothing_of_theirs_was_known_here(ours: Path, theirs: Path) -> None:
    note_status(theirs, "CH")
    note_status(ours, "JP")
    before = tables(ours)
    (row,) = rows(ours, "SELECT max(recorded_at) AS at FROM entry")

    merge_from(ours, theirs)

    assert known_on(ours, row["at"]) == before
    (row,) = rows(ours, "SELECT max(recorded_at) AS at FROM entry")
    assert known_on(ours, row["at"]) == tables(ours)


def set_clock_ahead(path: Path) -> None:
    """Let the newest entry of a store be of a day that is still to come."""
    entry = {
        "id": "ahead000",
        "recorded_at": "2099-01-01T00:00:00.000000Z",
        "actor": "tam",
        "command": "test",
        "summary": "nothing",
        "reason": None,
        "via": None,
        "previous": rows(path, "SELECT hash FROM entry ORDER BY recorded_at DESC")[0]["hash"],
    }
    with recording(path, "test") as action:
        action.session.add(Entry(**entry, hash=sealed(entry, (), ())))


def test_a_clock_that_is_ahead_does_not_break_the_order(ours: Path, theirs: Path) -> None:
    set_clock_ahead(theirs)
    entry = note_status(theirs, "CH")
    merge_from(ours, theirs)
    undo_entry(ours, newest(ours))
    undo_entry(theirs, entry)
    merge_from(ours, theirs)
    assert held(ours) == held(theirs)


def tamper(path: Path, *statements: str) -> None:
    """Change the journal behind the program's back, past the triggers that guard it."""
    with closing(sqlite3.connect(path)) as store, store:
        for (name,) in store.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            store.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            store.execute(statement)


def test_an_entry_that_is_another_one_in_each_store_is_refused(ours: Path, tmp_path: Path) -> None:
    entry = note_status(ours, "JP")
    forged = Path(shutil.copy(ours, tmp_path / "forged.db"))
    tamper(forged, f"UPDATE entry SET hash = 'f' || hash WHERE id = '{entry}'")

    said = refused(ours, forged)

    assert str(said).startswith(f"Entry {entry} is another one in each store: one of them was ")


def test_the_lines_of_a_conflict_name_the_row_and_each_column(ours: Path, theirs: Path) -> None:
    from negotrack.record.merging import plan
    from tests.record.offices import looking_at

    amend(ours, "participant", "WTO", "CN", votes=2, may_block=0)
    amend(theirs, "participant", "WTO", "CN", votes=3)
    with looking_at(ours) as one, looking_at(theirs) as other:
        (conflict,) = plan(one, other).conflicts
    assert list(side_by_side(conflict)) == [
        "  participant WTO CN",
        "    votes",
        "      ours:   2",
        "      theirs: 3",
        "    may block",
        "      ours:   0",
        "      theirs: 1",
    ]
