"""A planned round that took place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from negotrack.domain.dates import when
from negotrack.errors import Refused
from negotrack.record.add_round import OutcomeDraft, RoundDraft, add_round
from negotrack.record.hold_round import hold_round, plan_of
from negotrack.store.journal import Recording, recording
from negotrack.store.tables import Round
from tests.conftest import Run
from tests.record.desk import record
from tests.store.reading import changes, entries, fingerprint, rows

PLAN = "us-art-2025-11-ministerial-online"
HELD = RoundDraft("US-ART", (), when("2025-11-25"), "held", "bilateral")


def hold(path: Path, draft: RoundDraft = HELD, key: str = PLAN) -> Round:
    def verb(action: Recording, source: str) -> Round:
        return hold_round(action, key, draft, source)

    return record(path, verb)


def test_what_is_not_said_stays_as_it_was_planned(store: Path) -> None:
    (before,) = rows(store, "SELECT * FROM round WHERE id = :id", id=PLAN)

    hold(store)

    (after,) = rows(store, "SELECT * FROM round WHERE id = :id", id=PLAN)
    changed = {column for column in after if after[column] != before[column]}
    assert changed <= {"state", "date", "earliest", "latest", "source", "note"}
    assert after["note"] == (
        f"{before['note']} Planned for November 2025 according to {before['source']}."
    )
    assert (after["state"], after["date"], after["latest"]) == ("held", "2025-11-25", "2025-11-25")


def test_what_is_said_replaces_the_plan(store: Path) -> None:
    held = hold(store, replace(HELD, place="Washington", mode="in-person", summary="Progress"))

    assert (held.place, held.mode, held.summary) == ("Washington", "in-person", "Progress")


def test_its_partners_keep_their_seats_on_the_new_day(store: Path) -> None:
    hold(store)

    assert rows(store, "SELECT partner, latest FROM round_partner WHERE round = :id", id=PLAN) == [
        {"partner": "US", "latest": "2025-11-25"}
    ]


def test_the_journal_tells_every_row_that_the_new_day_touched(store: Path) -> None:
    hold(store)

    (entry,) = entries(store)
    touched = [change["table_name"] for change in changes(store, entry["id"])]
    assert sorted(touched) == ["round", "round_partner", "source"]


def test_a_partner_that_came_along_gets_its_seat_once(store: Path) -> None:
    def plan(action: Recording, source: str) -> Round:
        draft = RoundDraft("WTO", ("CN",), when("2005-07"), "planned", "bilateral")
        return add_round(action, draft, source)

    planned = record(store, plan)
    hold(store, replace(HELD, negotiation="WTO", partners=("JP", "CN", "JP")), planned.id)

    assert rows(
        store,
        "SELECT partner, latest FROM round_partner WHERE round = :id ORDER BY 1",
        id=planned.id,
    ) == [
        {"partner": "CN", "latest": "2025-11-25"},
        {"partner": "JP", "latest": "2025-11-25"},
    ]


def test_its_results_and_the_next_round_come_with_it(store: Path) -> None:
    draft = replace(
        HELD,
        outcomes=(OutcomeDraft("services", "agreed"),),
        statuses=(("US", "partly-agreed"),),
        follow_ups=(("Draft the text", when("2025-12")),),
        next=when("2026-01"),
    )

    hold(store, draft)

    assert rows(store, "SELECT outcomes FROM round_log WHERE id = :id", id=PLAN) == [
        {"outcomes": "services: agreed"}
    ]
    assert rows(store, "SELECT partner FROM follow_up WHERE round = :id", id=PLAN) == [
        {"partner": "US"}
    ]
    assert rows(store, "SELECT level, partners FROM round_log WHERE state = 'planned'") == [
        {"level": "ministerial", "partners": "US"}
    ]
    assert len(entries(store)) == 1


def test_a_round_is_not_held_twice(store: Path) -> None:
    hold(store)
    before = fingerprint(store)

    with pytest.raises(Refused) as refused:
        hold(store)

    assert str(refused.value) == f"The round {PLAN} is held, not planned. Nothing was written."
    assert fingerprint(store) == before


@pytest.mark.parametrize(("state", "may"), [("postponed", True), ("cancelled", False)])
def test_a_postponed_round_may_be_held_and_a_cancelled_one_not(
    store: Path, state: str, *, may: bool
) -> None:
    with recording(store, "test") as action:
        planned = action.get(Round, PLAN)
        assert planned is not None
        action.change(planned, state=state)

    if may:
        assert hold(store).state == "held"
    else:
        with pytest.raises(Refused, match="is cancelled, not planned"):
            hold(store)


def test_a_round_that_fits_the_one_plan_is_that_plan(store: Path) -> None:
    fitting = replace(HELD, partners=("US",), level="ministerial")
    with recording(store, "test") as action:
        assert plan_of(action, fitting) == PLAN
        assert plan_of(action, replace(fitting, when=when("2025-12-01"))) is None
        assert plan_of(action, replace(fitting, level="technical")) is None
        assert plan_of(action, replace(fitting, state="planned")) is None
        assert plan_of(action, replace(fitting, partners=())) is None


def test_between_two_plans_nothing_is_guessed(store: Path) -> None:
    fitting = replace(HELD, partners=("US",), level="ministerial")

    def plan(action: Recording, source: str) -> Round:
        return add_round(action, replace(fitting, state="planned"), source, again=True)

    record(store, plan)

    with recording(store, "test") as action:
        assert plan_of(action, fitting) is None


def test_the_command_turns_the_plan_into_the_round(run: Run, store: Path) -> None:
    words = ["--partner", "US", "--level", "ministerial", "--mode", "online"]
    ran = run("-n", "US-ART", "add-round", *words, "--date", "2025-11-25", "--next", "2026-01")

    assert ran.code == 0, ran.err
    assert f"the planned round {PLAN} held" in ran.out
    assert rows(store, "SELECT state, date FROM round WHERE id = :id", id=PLAN) == [
        {"state": "held", "date": "2025-11-25"}
    ]
