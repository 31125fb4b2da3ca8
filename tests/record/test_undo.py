"""Taking back every kind of action, in any order that makes sense; never the journal itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from negotrack.domain.dates import when
from negotrack.errors import NotFound, Refused
from negotrack.record.add_chapter import add_chapter
from negotrack.record.add_follow_up import FollowUpDraft, add_follow_up, finish_follow_up
from negotrack.record.add_milestone import MilestoneDraft, add_milestone
from negotrack.record.add_negotiation import NegotiationDraft, add_negotiation, use_negotiation
from negotrack.record.add_note import add_note
from negotrack.record.add_participant import Seat, add_participant
from negotrack.record.add_partner import PartnerDraft, add_group, add_partner
from negotrack.record.add_request import RequestDraft, add_request, set_request
from negotrack.record.add_round import OutcomeDraft, RoundDraft, add_round
from negotrack.record.add_rule import RuleDraft, add_rule
from negotrack.record.hold_round import hold_round
from negotrack.record.set_status import StatusDraft, set_status
from negotrack.store.journal import Recording
from tests.conftest import Run
from tests.record.desk import record, take_back
from tests.store.reading import changes, entries, fingerprint, rows, tables, undone_by

DAY = when("2025-11-25")
FULL_ROUND = RoundDraft(
    "US-ART",
    ("US",),
    DAY,
    "held",
    "bilateral",
    level="technical",
    outcomes=(OutcomeDraft("tbt", "agreed"),),
    statuses=(("US", "partly-agreed"),),
    follow_ups=(("Send the text", when("2025-12")),),
    next=when("2026-01"),
)
Action = Callable[[Recording, str], object]
ACTIONS: dict[str, Action] = {
    "a status": lambda a, s: set_status(a, StatusDraft("WTO", "JP", "concluded", DAY), s),
    "a reopening": lambda a, s: set_status(
        a, StatusDraft("WTO", "EU", "negotiating", DAY, reopen=True), s
    ),
    "a round with everything": lambda a, s: add_round(a, FULL_ROUND, s),
    "a held plan": lambda a, s: hold_round(a, "us-art-2025-11-ministerial-online", FULL_ROUND, s),
    "a follow-up": lambda a, s: add_follow_up(a, FollowUpDraft("WTO", "Write", DAY), s),
    "a finished follow-up": lambda a, _: finish_follow_up(a, "us-art-online-technical", DAY, None),
    "a request": lambda a, s: add_request(a, RequestDraft("US-ART", "US", "VN", "Beef", DAY), s),
    "an answer": lambda a, s: set_request(a, "us-art-vn-market-economy", "declined", DAY, None, s),
    "a partner": lambda a, s: add_partner(
        a, PartnerDraft("GH", aliases=("Ga-na",), groups=("QUAD",)), s
    ),
    "a group": lambda a, s: add_group(a, "PAIR", "A pair", ("US", "EU"), s),
    "a seat": lambda a, s: add_participant(a, "US-ART", "JP", Seat(), s),
    "a chapter": lambda a, s: add_chapter(a, "WTO", "trips", None, s),
    "a rule": lambda a, s: add_rule(a, RuleDraft("WTO", "new", "all", is_default=True), s),
    "a milestone": lambda a, s: add_milestone(
        a, MilestoneDraft("US-ART", "signing", state="reached", when=DAY), s
    ),
    "a negotiation": lambda a, s: add_negotiation(
        a, NegotiationDraft("EFTA", "EFTA", "plurilateral", "signed"), s
    ),
    "a choice": lambda a, _: use_negotiation(a, "US-ART"),
    "a note": lambda a, s: add_note(a, "WTO", None, "Rice prices rose", DAY, s),
}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_any_action_can_be_taken_back_and_done_again(store: Path, action: Action) -> None:
    before = tables(store)
    record(store, action)
    after = tables(store)
    assert after != before

    undoing = take_back(store)
    assert tables(store) == before

    take_back(store, undoing)
    assert tables(store) == after

    take_back(store)
    assert tables(store) == before


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_undoing_adds_to_the_journal_the_opposite_of_each_change(
    store: Path, action: Action
) -> None:
    record(store, action)
    (done,) = entries(store)
    former = rows(store, "SELECT * FROM entry"), rows(store, "SELECT * FROM change")

    take_back(store)

    assert rows(store, "SELECT * FROM entry")[: len(former[0])] == former[0]
    assert all(change in rows(store, "SELECT * FROM change") for change in former[1])
    undoing = entries(store)[-1]
    assert undoing["command"] == "undo"
    assert undone_by(store, undoing["id"]) == [done["id"]]

    def told(entry: str, one: str, other: str) -> list[tuple[str, ...]]:
        return sorted(
            tuple(map(str, (row["table_name"], row["row_key"], row[one], row[other])))
            for row in changes(store, entry)
        )

    assert told(undoing["id"], "before", "after") == told(done["id"], "after", "before")


def conclude(path: Path, partner: str, *, source: str | None = "a newspaper") -> str:
    def verb(action: Recording, cited: str) -> str:
        set_status(action, StatusDraft("WTO", partner, "concluded", DAY), cited)
        return action.entry

    return record(path, verb, source=source)


def use(path: Path, negotiation: str) -> str:
    def verb(action: Recording, _: str) -> str:
        use_negotiation(action, negotiation)
        return action.entry

    return record(path, verb, source="wto-2004-06")


def in_use(path: Path) -> str:
    (row,) = rows(path, "SELECT value FROM setting WHERE name = 'negotiation'")
    return str(row["value"])


def test_nothing_done_is_nothing_to_undo(store: Path, empty_store: Path) -> None:
    for path in (store, empty_store):
        with pytest.raises(NotFound, match="nothing to undo"):
            take_back(path)


def test_the_facts_a_store_began_with_cannot_be_undone(store: Path) -> None:
    (made,) = rows(store, "SELECT id FROM entry")

    with pytest.raises(Refused, match="made the store"):
        take_back(store, made["id"])


def test_undoing_goes_back_one_action_at_a_time(store: Path) -> None:
    before = tables(store)
    for partner in ("JP", "CA", "US"):
        conclude(store, partner)

    undone = []
    for _ in range(3):
        take_back(store)
        undone += undone_by(store, entries(store)[-1]["id"])

    assert undone == [entry["id"] for entry in reversed(entries(store)[:3])]
    assert tables(store) == before
    with pytest.raises(NotFound):
        take_back(store)


def test_an_action_is_undone_once(store: Path) -> None:
    done = conclude(store, "JP")
    take_back(store, done)
    before = fingerprint(store)

    with pytest.raises(Refused) as refused:
        take_back(store, done)

    assert str(refused.value) == f"The entry {done} is undone already. Nothing was written."
    assert fingerprint(store) == before


def test_an_action_done_again_can_be_undone_again(store: Path) -> None:
    before = tables(store)
    done = conclude(store, "JP")
    take_back(store, take_back(store, done))

    take_back(store, done)

    assert tables(store) == before


def test_an_older_action_can_be_undone_when_nothing_rests_on_it(store: Path) -> None:
    first = conclude(store, "JP", source="one newspaper")
    conclude(store, "CA", source="another newspaper")

    take_back(store, first)

    assert rows(store, "SELECT partner FROM status_change WHERE latest = '2025-11-25'") == [
        {"partner": "CA"}
    ]


def test_a_later_change_of_the_same_row_comes_first(store: Path) -> None:
    first, second = use(store, "US-ART"), use(store, "CPTPP-CR")
    before = fingerprint(store)

    with pytest.raises(Refused) as refused:
        take_back(store, first)

    assert str(refused.value) == (
        f"A later entry rests on what {first} recorded. Nothing was written; "
        f"`negotrack undo {first} --cascade` takes back all of it:"
    )
    assert refused.value.below.split()[0] == second
    assert fingerprint(store) == before
    take_back(store, second)
    take_back(store, first)
    assert in_use(store) == "WTO"


def test_a_later_change_counts_even_when_the_row_looks_the_same(store: Path) -> None:
    first = use(store, "US-ART")
    use(store, "CPTPP-CR")
    use(store, "US-ART")

    with pytest.raises(Refused):
        take_back(store, first)


def test_a_later_change_done_again_still_comes_first(store: Path) -> None:
    first, second = use(store, "US-ART"), use(store, "CPTPP-CR")
    take_back(store, take_back(store, second))

    with pytest.raises(Refused) as refused:
        take_back(store, first)

    assert second in refused.value.below
    assert in_use(store) == "CPTPP-CR"


def test_the_last_action_in_effect_is_undone_after_it_was_done_again(store: Path) -> None:
    use(store, "US-ART")
    second = use(store, "CPTPP-CR")
    take_back(store, take_back(store, second))

    take_back(store)

    assert in_use(store) == "US-ART"


def test_doing_again_what_the_rows_have_left_behind_is_refused(store: Path) -> None:
    first, second = use(store, "US-ART"), use(store, "CPTPP-CR")
    undoing = take_back(store, second)
    take_back(store, first)
    before = fingerprint(store)

    # To do the second again would bring CPTPP-CR after WTO, which nobody ever chose.
    with pytest.raises(Refused, match="A later entry rests on"):
        take_back(store, undoing)

    assert fingerprint(store) == before


def test_what_other_rows_rest_on_is_refused_cleanly(store: Path) -> None:
    record(store, ACTIONS["a partner"])
    (added,) = entries(store)

    def seat(action: Recording, source: str) -> None:
        add_participant(action, "WTO", "GH", Seat(), source)

    record(store, seat)
    before = fingerprint(store)

    with pytest.raises(Refused, match="A later entry rests on"):
        take_back(store, added["id"])

    assert fingerprint(store) == before


def test_a_plan_that_was_held_since_is_not_taken_away(store: Path) -> None:
    record(store, ACTIONS["a round with everything"])
    (planned,) = rows(store, "SELECT id FROM round WHERE state = 'planned' AND level = 'technical'")
    (added,) = entries(store)
    held = FULL_ROUND.__class__("US-ART", (), when("2026-01-15"), "held", "bilateral")
    record(store, lambda action, source: hold_round(action, planned["id"], held, source))

    with pytest.raises(Refused) as refused:
        take_back(store, added["id"])

    assert entries(store)[-1]["id"] in refused.value.below

    take_back(store)
    take_back(store)
    assert rows(store, "SELECT id FROM round WHERE id = :id", id=planned["id"]) == []


@pytest.mark.parametrize("source", ["a newspaper", None])
def test_a_source_that_others_have_cited_since_stays(store: Path, source: str | None) -> None:
    first = conclude(store, "JP", source=source)
    (cited,) = rows(store, "SELECT source FROM status_change WHERE latest = '2025-11-25'")
    conclude(store, "CA", source=source)

    take_back(store, first)

    assert rows(store, "SELECT partner, source FROM status_change WHERE latest = '2025-11-25'") == [
        {"partner": "CA", "source": cited["source"]}
    ]
    assert len(rows(store, "SELECT * FROM source WHERE code = :source", **cited)) == 1


def test_undoing_that_left_a_source_can_be_taken_back_too(store: Path) -> None:
    first = conclude(store, "JP")
    conclude(store, "CA")
    after = tables(store)

    take_back(store, take_back(store, first))

    assert tables(store) == after


def test_a_row_changed_behind_the_journals_back_is_not_overwritten(store: Path) -> None:
    import sqlite3
    from contextlib import closing

    done = conclude(store, "JP")
    with closing(sqlite3.connect(store)) as stranger:
        stranger.execute("UPDATE status_change SET note = 'mine' WHERE latest = '2025-11-25'")
        stranger.commit()

    with pytest.raises(Refused, match="not as this entry left it"):
        take_back(store, done)


def test_the_command_undoes_what_a_confirmation_names(run: Run, store: Path) -> None:
    before = tables(store)
    told = run("set-status", "JP", "concluded", "--on", "2005-06-09").out
    (entry,) = entries(store)
    assert told.endswith(f"To take it back: negotrack undo {entry['id']}\n")

    tried = run("undo", entry["id"], "--dry-run")
    assert (tried.code, len(entries(store))) == (0, 1)

    done = run("undo", entry["id"])
    assert (done.code, done.err) == (0, "")
    assert tables(store) == before

    assert run("undo", entry["id"]).code == 4
    assert run("undo", "no-such-entry").code == 3
    assert run("undo").code == 3


def test_the_journal_tells_rows_as_json_objects(store: Path) -> None:
    record(store, ACTIONS["a held plan"])
    (entry,) = entries(store)

    for change in changes(store, entry["id"]):
        told = [json.loads(change[side]) for side in ("before", "after") if change[side]]
        assert all(isinstance(row, dict) for row in told)
        assert told
