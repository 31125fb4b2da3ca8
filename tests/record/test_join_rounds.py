"""Two records of one round become one, and nothing that either knew is lost."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from negotrack.domain.dates import when
from negotrack.errors import Misuse, Refused
from negotrack.record.add_participant import Seat, add_participant
from negotrack.record.add_request import RequestDraft, add_request
from negotrack.record.add_round import OutcomeDraft, RoundDraft, add_round
from negotrack.record.join_rounds import _SAME, join_rounds
from negotrack.record.merging import duplicates, merge
from negotrack.store.journal import recording
from tests.record.desk import take_back
from tests.record.offices import do, exchange, held, looking_at, merge_from
from tests.record.test_time_machine import findings
from tests.store.reading import Rows, fingerprint, rows, tables

OURS, THEIRS = "us-art-2025-11-25-technical", "us-art-2025-11-bilateral"
MET = RoundDraft(
    "US-ART",
    ("US",),
    when("2025-11-25"),
    "held",
    "bilateral",
    level="technical",
    place="Geneva",
    summary="It went well.",
    outcomes=(OutcomeDraft("tbt", "agreed"), OutcomeDraft("sps", "progress")),
    follow_ups=(("Send the text", when("2025-12")),),
)
THE_SAME = replace(
    MET,
    when=when("2025-11"),
    level=None,
    place="Hanoi",
    summary=None,
    heads="Nguyễn Hồng Diên",
    outcomes=(OutcomeDraft("tbt", "agreed"), OutcomeDraft("sps", "narrowed", "Fish is left")),
    statuses=(("US", "partly-agreed"),),
    follow_ups=(("Send the text", when("2025-12")), ("Call again", None)),
)


@pytest.fixture
def twice(store: Path) -> Path:
    """Give a store with two records of one round, from two offices."""
    do(store, lambda a, s: add_round(a, MET, s), "Our notes")
    do(store, lambda a, s: add_round(a, THE_SAME, s, again=True), "Their notes")
    return store


def join(path: Path, kept: str = OURS, other: str = THEIRS) -> dict[str, int]:
    with recording(path, "join-rounds") as action:
        moved = join_rounds(action, kept, other)
        action.effect = "joined"
        return dict(moved)


def of(path: Path, table: str, key: str = OURS) -> Rows:
    return rows(path, f"SELECT * FROM {table} WHERE round = :key ORDER BY rowid", key=key)


def the_round(path: Path, key: str = OURS) -> dict[str, object]:
    (found,) = rows(path, "SELECT * FROM round WHERE id = :key", key=key)
    return found


def test_the_first_stays_and_gets_what_only_the_second_knew(twice: Path) -> None:
    moved = join(twice)

    kept = the_round(twice)
    assert rows(twice, "SELECT id FROM round WHERE id = :key", key=THEIRS) == []
    assert (kept["date"], kept["level"], kept["place"]) == ("2025-11-25", "technical", "Geneva")
    assert (kept["summary"], kept["heads"]) == ("It went well.", "Nguyễn Hồng Diên")
    assert kept["note"] == (
        f"Also recorded as {THEIRS}, according to their-notes: date 2025-11; place Hanoi."
    )
    assert moved == {"outcome": 1, "status_change": 1, "follow_up": 1}
    assert findings(twice) == []


def test_what_both_have_is_there_once(twice: Path) -> None:
    join(twice)
    assert [(row["chapter"], row["result"]) for row in of(twice, "outcome")] == [
        ("tbt", "agreed"),
        ("sps", "progress"),
        ("sps", "narrowed"),
    ]
    assert [row["text"] for row in of(twice, "follow_up")] == ["Send the text", "Call again"]
    assert [row["partner"] for row in of(twice, "round_partner")] == ["US"]


def test_another_result_for_a_chapter_says_whose_it_is(twice: Path) -> None:
    join(twice)
    notes = [row["note"] for row in of(twice, "outcome") if row["chapter"] == "sps"]
    assert notes == [None, f"Fish is left As recorded in {THEIRS}."]


def test_a_status_that_both_took_from_one_source_is_there_once(store: Path) -> None:
    reached = replace(MET, statuses=(("US", "partly-agreed"),))
    do(store, lambda a, s: add_round(a, reached, s), "A newspaper")
    with recording(store, "test") as action:
        (row,) = action.rows("SELECT * FROM status_change WHERE round = :key", key=OURS)
        other = add_round(action, replace(THE_SAME, statuses=()), row["source"], again=True)
        twin = dict(row) | {"id": "twin0000", "round": other.id}  # type: ignore[call-overload]
        action.put("status_change", "twin0000", twin)
    join(store)
    assert len(of(store, "status_change")) == 1


@pytest.mark.parametrize("table", ["outcome", "follow_up"])
def test_a_note_of_its_own_is_not_lost(store: Path, table: str) -> None:
    do(store, lambda a, s: add_round(a, MET, s), "Our notes")
    noted = replace(THE_SAME, outcomes=(OutcomeDraft("tbt", "agreed", "But for labels"),))
    do(store, lambda a, s: add_round(a, noted, s, again=True), "Their notes")
    if table == "follow_up":
        with recording(store, "test") as action:
            (row, _) = action.rows("SELECT * FROM follow_up WHERE round = :key", key=THEIRS)
            done = {"done": "2025-12", "done_earliest": "2025-12-01", "done_latest": "2025-12-31"}
            action.put(table, row["id"], dict(row) | done)  # type: ignore[call-overload]
    join(store)
    told = of(store, table)
    if table == "outcome":
        assert f"But for labels As recorded in {THEIRS}." in [row["note"] for row in told]
    else:
        assert [row["done"] for row in told if row["text"] == "Send the text"] == [None, "2025-12"]


def test_partners_that_only_the_second_knew_of_are_seated(store: Path) -> None:
    do(store, lambda a, s: add_participant(a, "US-ART", "JP", Seat(), s), "A newspaper")
    do(store, lambda a, s: add_round(a, MET, s), "Our notes")
    do(
        store,
        lambda a, s: add_round(a, replace(THE_SAME, partners=("JP",), statuses=()), s),
        "Their notes",
    )
    join(store)
    seats = [(row["partner"], row["latest"]) for row in of(store, "round_partner")]
    assert seats == [("US", "2025-11-25"), ("JP", "2025-11-25")]


def test_a_request_goes_over_with_what_became_of_it(twice: Path) -> None:
    asked = RequestDraft("US-ART", "VN", "US", "Beef", when("2025-11-25"), round=THEIRS)
    do(twice, lambda a, s: add_request(a, asked, s), "Their notes")
    assert join(twice)["request"] == 1
    (request,) = of(twice, "request")
    found = rows(twice, "SELECT state FROM request_change WHERE request = :id", id=request["id"])
    assert found == [{"state": "raised"}]


def test_every_table_that_refers_to_a_round_is_thought_of() -> None:
    referring = {
        table.name
        for table in SQLModel.metadata.sorted_tables
        for reference in table.foreign_key_constraints
        if reference.referred_table.name == "round"
    }
    assert referring == {*_SAME, "round_partner"}


def test_joining_can_be_undone_and_done_again(twice: Path) -> None:
    before = tables(twice)
    join(twice)
    after = tables(twice)
    undo = take_back(twice)
    assert tables(twice) == before
    take_back(twice, undo)
    assert tables(twice) == after
    assert findings(twice) == []


@pytest.mark.parametrize(
    ("kept", "other", "error", "said"),
    [
        (OURS, OURS, Misuse, f"{OURS} is one round already. Name two."),
        (OURS, "wto-2004-09-cn", Refused, "are rounds of two negotiations"),
        ("us-art-2025-11-ministerial-online", OURS, Refused, "Name the one first that was held"),
    ],
)
def test_what_cannot_be_one_round_is_refused(
    twice: Path, kept: str, other: str, error: type[Exception], said: str
) -> None:
    before = fingerprint(twice)
    with pytest.raises(error, match=said):
        join(twice, kept, other)
    assert fingerprint(twice) == before


def test_a_plan_is_joined_with_the_round_that_came_of_it(twice: Path) -> None:
    join(twice, OURS, "us-art-2025-11-ministerial-online")
    assert "state planned" in str(the_round(twice)["note"])
    assert the_round(twice)["state"] == "held"


@pytest.fixture
def offices(store: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Give the stores of two offices that have each recorded the same round."""
    theirs = Path(shutil.copy(store, tmp_path / "theirs.db"))
    do(store, lambda a, s: add_round(a, MET, s), "Our notes")
    do(theirs, lambda a, s: add_round(a, THE_SAME, s), "Their notes")
    return store, theirs


def alike(ours: Path, theirs: Path) -> list[str]:
    with looking_at(theirs) as other, recording(ours, "merge") as action:
        done = merge(action, other, lambda _: "ours")
        action.effect = "merged"
        return [twin.command for twin in duplicates(action, done.rows)]


def test_a_round_that_both_recorded_is_listed_with_the_command(
    offices: tuple[Path, Path],
) -> None:
    ours, theirs = offices
    assert f"negotrack join-rounds {OURS} {THEIRS}" in alike(ours, theirs)


def test_a_round_that_came_long_ago_is_not_listed_again(offices: tuple[Path, Path]) -> None:
    merge_from(*offices)
    assert alike(*offices) == []


@pytest.mark.parametrize(
    "other",
    [
        replace(THE_SAME, when=when("2025-10")),
        replace(THE_SAME, level="ministerial"),
        replace(THE_SAME, partners=()),
        replace(THE_SAME, negotiation="WTO", outcomes=(), statuses=(), follow_ups=()),
        replace(THE_SAME, state="cancelled", outcomes=(), statuses=()),
    ],
    ids=["another month", "another level", "a plenary", "another negotiation", "cancelled"],
)
def test_rounds_that_differ_are_not_taken_for_one(
    store: Path, tmp_path: Path, other: RoundDraft
) -> None:
    theirs = Path(shutil.copy(store, tmp_path / "theirs.db"))
    do(store, lambda a, s: add_round(a, MET, s), "Our notes")
    do(theirs, lambda a, s: add_round(a, other, s, again=True), "Their notes")
    assert not any(OURS in command for command in alike(store, theirs))


def test_what_one_office_has_joined_goes_over_to_the_other(offices: tuple[Path, Path]) -> None:
    ours, theirs = offices
    exchange(ours, theirs)
    join(ours)
    exchange(ours, theirs)
    assert held(ours) == held(theirs)
    assert rows(theirs, "SELECT id FROM round WHERE id = :key", key=THEIRS) == []
