"""Which statements were corrected: told from the journal, without what only went on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from negotrack.ask.changes.corrections import Correction, corrections
from negotrack.domain.dates import when
from negotrack.domain.instants import begin_of, end_of
from negotrack.record.add_follow_up import finish_follow_up
from negotrack.record.add_note import add_note
from negotrack.record.add_round import RoundDraft
from negotrack.record.dates import days
from negotrack.record.hold_round import hold_round
from negotrack.store.journal import Recording, recording
from negotrack.store.reader import FileReader
from negotrack.store.tables import (
    FollowUp,
    MilestoneDate,
    Note,
    Partner,
    Request,
    RequestChange,
    Round,
    RoundPartner,
    StatusChange,
)
from tests.ask.ahead import a_day_ahead
from tests.ask.written import stranger, write
from tests.record.desk import record, take_back

DAY = when("2025-11-25")
SEAT = {
    "negotiation": "US-ART",
    "partner": "JP",
    "role": "observer",
    "votes": 0,
    "may_block": 0,
    "source": "roadmap-2005",
}


def corrected(path: Path, code: str = "WTO", day: date | None = None) -> list[Correction]:
    """Give the corrections of today, or of another day."""
    reader, on = FileReader(path), day or date.today()
    found = corrections(reader, code, begin_of(on), end_of(on))
    reader.close()
    return found


def act(path: Path, action: Callable[[Recording], object], reason: str | None = None) -> str:
    """Take an action by hand; give its entry."""
    with recording(path, "amend") as recorded:
        action(recorded)
        recorded.effect = "what was said"
        recorded.reason = reason
        return recorded.entry


def month_only(action: Recording) -> None:
    stated = action.get(StatusChange, "wto-eu-concluded")
    assert stated is not None
    action.change(stated, **days(when("2004-10")))


def without_the_note(action: Recording) -> None:
    note = action.get(Note, "wto-us-speeds-up")
    assert note is not None
    action.remove(note)


def test_a_changed_fact_is_told_with_who_why_and_which_fields(store: Path) -> None:
    entry = act(store, month_only, "The newspaper names no day")

    (each,) = corrected(store)

    assert (each.kind, each.id, each.partners) == ("status", "wto-eu-concluded", ("EU",))
    assert (each.entry, each.reason, each.removed) == (entry, "The newspaper names no day", False)
    assert each.actor
    assert ("date", "2004-10-09", "2004-10") in each.fields
    assert {name for name, _, _ in each.fields} == {"date", "earliest", "latest"}


def test_a_removed_fact_is_told_with_what_it_said(store: Path) -> None:
    act(store, without_the_note)

    (each,) = corrected(store)

    assert (each.kind, each.partners, each.removed) == ("note", ("US",), True)
    said = {name: before for name, before, after in each.fields if after is None}
    assert said["date"] == "2005-05-06"
    assert said["text"].startswith("The United States undertakes")


def test_what_is_added_corrects_nothing(store: Path) -> None:
    record(store, lambda action, source: add_note(action, "WTO", None, "Said", DAY, source))

    assert corrected(store) == []


def test_the_making_of_the_store_corrects_nothing(store: Path) -> None:
    assert corrected(store) == []


def test_a_plan_that_was_held_and_a_task_that_was_done_only_went_on(store: Path) -> None:
    draft = RoundDraft("US-ART", ("US",), DAY, "held", "bilateral", level="ministerial")
    record(store, lambda a, s: hold_round(a, "us-art-2025-11-ministerial-online", draft, s))
    record(store, lambda a, _: finish_follow_up(a, "us-art-online-technical", DAY, None))

    assert corrected(store, "US-ART") == []


def test_a_milestone_that_was_planned_and_is_reached_only_went_on(store: Path) -> None:
    def reached(action: Recording) -> None:
        planned = action.get(MilestoneDate, "wto-bilaterals-concluded")
        assert planned is not None
        action.change(planned, state="reached")

    act(store, reached)

    assert corrected(store) == []


def test_a_held_round_that_is_a_plan_again_is_corrected(store: Path) -> None:
    draft = RoundDraft("US-ART", ("US",), DAY, "held", "bilateral", level="ministerial")
    key = "us-art-2025-11-ministerial-online"
    entry = act(store, lambda action: hold_round(action, key, draft, "moit-2025-11"))
    tomorrow = a_day_ahead(store)
    take_back(store, entry)

    (each,) = corrected(store, "US-ART", tomorrow)

    assert ("state", "held", "planned") in each.fields


def test_the_rows_that_follow_a_round_are_not_told_beside_it(store: Path) -> None:
    def exact(action: Recording) -> None:
        held = action.get(Round, "wto-2005-05-cn")
        assert held is not None
        action.change(held, **days(when("2005-05-10/2005-05-12")))

    act(store, exact)

    (each,) = corrected(store)
    assert (each.kind, each.partners) == ("round", ("CN",))


def test_who_sat_at_a_round_is_a_field_of_it(store: Path) -> None:
    def with_japan_instead(action: Recording) -> None:
        held = action.get(Round, "wto-2005-05-cn")
        seat = action.get(RoundPartner, "wto-2005-05-cn", "CN")
        assert held is not None
        assert seat is not None
        action.remove(seat)
        action.change(held, place="Tokyo")
        days_of = {"negotiation": "WTO", "latest": held.latest}
        action.add(RoundPartner(round=held.id, partner="JP", **days_of))

    act(store, with_japan_instead)

    (each,) = corrected(store)
    assert (each.kind, each.id, each.removed) == ("round", "wto-2005-05-cn", False)
    assert set(each.fields) == {
        ("partner", "CN", None),
        ("place", "Beijing", "Tokyo"),
        ("partner", None, "JP"),
    }


def test_who_came_to_a_planned_round_as_well_corrects_nothing(store: Path) -> None:
    key = "us-art-2025-11-ministerial-online"
    write(store, "participant", **SEAT)
    draft = RoundDraft("US-ART", ("US", "JP"), DAY, "held", "bilateral", level="ministerial")
    act(store, lambda action: hold_round(action, key, draft, "moit-2025-11"))

    assert corrected(store, "US-ART") == []


def test_a_correction_that_was_undone_is_none(store: Path) -> None:
    entry = act(store, month_only)
    take_back(store, entry)

    assert corrected(store) == []


def test_a_correction_done_again_is_told_again(store: Path) -> None:
    entry = act(store, month_only)
    take_back(store, take_back(store, entry))

    assert [each.entry for each in corrected(store)] == [entry]


def test_what_is_taken_back_on_a_later_day_is_corrected_then(store: Path) -> None:
    entry = act(store, lambda a: add_note(a, "WTO", None, "Said", DAY, "roadmap-2005"))
    tomorrow = a_day_ahead(store)
    take_back(store, entry)

    assert corrected(store) == []
    (each,) = corrected(store, day=tomorrow)
    assert (each.kind, each.removed) == ("note", True)
    assert ("text", "Said", None) in each.fields
    assert corrected(store, day=tomorrow + timedelta(days=1)) == []


def test_another_negotiation_has_its_own_corrections(store: Path) -> None:
    act(store, month_only)

    assert corrected(store, "US-ART") == []


@pytest.mark.parametrize(
    ("answers", "request_too"), [(("noted",), ""), (("noted", "replies", "raised"), "too")]
)
def test_an_answer_is_of_the_negotiation_of_its_request(
    store: Path, answers: tuple[str, ...], request_too: str
) -> None:
    def without(action: Recording) -> None:
        rows = [action.get(RequestChange, f"us-art-vn-proposals-{key}") for key in answers]
        asked = action.get(Request, "us-art-vn-proposals") if request_too else None
        for row in (*rows, asked):
            if row:
                action.remove(row)

    act(store, without)

    found = corrected(store, "US-ART")
    assert len(found) == len(answers) + bool(request_too)
    assert {each.partners for each in found} == {("VN", "US")}
    assert found[0].kind == "request-change"


def test_a_task_of_nobody_in_particular_is_told_with_its_rounds_partners(store: Path) -> None:
    def everybodys(action: Recording) -> None:
        task = action.get(FollowUp, "us-art-tasks-after-round")
        assert task is not None
        action.change(task, partner=None, text="Do the tasks")

    act(store, everybodys)

    (each,) = corrected(store, "US-ART")
    assert each.partners == ("US",)
    assert {"partner", "text"} == {name for name, _, _ in each.fields}


def test_nouns_are_no_statements(store: Path) -> None:
    def renamed(action: Recording) -> None:
        partner = action.get(Partner, "TR")
        assert partner is not None
        action.change(partner, name="Turkey")

    act(store, renamed)

    assert corrected(store) == []


def test_an_entry_of_another_store_has_no_effect_of_its_own(store: Path) -> None:
    taken_over = act(store, month_only)
    with stranger(store) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE entry SET via = id WHERE id = ?", (taken_over,))

    assert corrected(store) == []
