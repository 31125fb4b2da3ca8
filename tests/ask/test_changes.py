"""What is new since a day: by the days of events, and by the days of recording."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotrack.ask.changes import Changes, Period, by_events, by_recording
from negotrack.ask.changes.news import news
from negotrack.ask.negotiations import negotiation
from negotrack.ask.picture import Picture, picture
from negotrack.domain.dates import when
from negotrack.domain.instants import end_of
from negotrack.domain.verdict import Verdict
from negotrack.record.set_status import StatusDraft, set_status
from negotrack.store.journal import recording
from negotrack.store.reader import FileReader
from negotrack.store.tables import Round
from negotrack.store.then import then_reader
from tests.ask.ahead import a_day_ahead
from tests.ask.written import dated, meet, status, write
from tests.record.desk import record

LATER_FACTS = Path(__file__).parents[2] / "examples" / "wto-2005-2006.csv"
DAYS = st.dates(date(2004, 6, 1), date(2006, 12, 31))


def new(path: Path, since: str, until: str, code: str = "WTO") -> Changes:
    reader = FileReader(path)
    period = Period(date.fromisoformat(since), date.fromisoformat(until))
    found = by_events(reader, negotiation(reader, code), period)
    reader.close()
    return found


def told(found: Changes, what: str) -> list[tuple[str, bool]]:
    """Give whom or what the news of one part are of, each with whether it is uncertain."""
    return [
        (" ".join(each.partners) if each.id is None else each.id, each.perhaps)
        for each in found.news
        if each.what == what
    ]


@pytest.fixture(scope="module")
def busy(
    templates: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FileReader]:
    """Give a reader of the seed with what came later, and with plans, tasks and requests."""
    path = tmp_path_factory.mktemp("busy") / "busy.db"
    shutil.copy(templates["seeded"], path)
    with LATER_FACTS.open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            status(path, f"later-{number}", row["partner"], row["status"], row["on"])
    status(path, "back", "JP", "negotiating", "[2006-02-01..2006-03-10]", resets=1)
    status(path, "again", "JP", "concluded", "2006-05")
    for number, day in enumerate(("2005-06-13", "2005-06", "2005-09-01/2005-09-04", "2006-01~")):
        meet(path, f"held-{number}", day, "JP")
        meet(path, f"planned-{number}", day, "US", state="planned")
        agreed = dated("2005-06-01", "agreed") | dated(day, "due", "due_")
        done = dated("[2005-08-01..2005-08-20]", "done", "done_") if number % 2 else {}
        write(path, "follow_up", id=f"task-{number}", **agreed, **done)
        write(path, "request", id=f"asked-{number}", asker="JP", asked="VN")
        write(
            path, "request_change", id=f"raised-{number}", request=f"asked-{number}", **dated(day)
        )
    reader = FileReader(path)
    yield reader
    reader.close()


@given(day=DAYS)
@settings(deadline=None, max_examples=20)
def test_between_a_picture_and_itself_nothing_is_new(busy: FileReader, day: date) -> None:
    seen = picture(busy, "WTO", day)

    assert news(seen, seen) == []


@given(days=st.lists(DAYS, min_size=2, max_size=2).map(sorted))
@settings(deadline=None, max_examples=40)
def test_leaving_out_what_had_passed_before_leaves_out_no_news(
    busy: FileReader, days: list[date]
) -> None:
    about, period = negotiation(busy, "WTO"), Period(*days)
    whole = news(picture(busy, "WTO", period.eve), picture(busy, "WTO", period.until))

    assert list(by_events(busy, about, period).news) == whole


@given(days=st.lists(DAYS, min_size=2, max_size=2).map(sorted))
@settings(deadline=None, max_examples=40)
def test_who_is_closed_was_so_before_or_has_closed_and_has_not_reopened(
    busy: FileReader, days: list[date]
) -> None:
    about, period = negotiation(busy, "WTO"), Period(*days)
    found = by_events(busy, about, period).news

    def moved(what: str) -> set[str]:
        return {each.partners[0] for each in found if each.what == what}

    def closed(day: date) -> set[str]:
        seated = picture(busy, "WTO", day).members.values()
        return {member.partner for member in seated if member.closed is Verdict.YES}

    stayed = closed(period.eve) - moved("reopened")
    assert closed(period.until) == stayed | moved("closed")
    assert not moved("closed") & (moved("reopened") | moved("perhaps-closed"))


@given(days=st.lists(DAYS, min_size=3, max_size=3, unique=True).map(sorted))
@settings(deadline=None, max_examples=40)
def test_two_periods_in_a_row_tell_each_certain_thing_once(
    busy: FileReader, days: list[date]
) -> None:
    about = negotiation(busy, "WTO")
    first, middle, last = days

    def certain(since: date, until: date) -> list[tuple[str, str]]:
        found = by_events(busy, about, Period(since, until)).news
        return sorted((e.what, e.id) for e in found if e.id and not e.perhaps)

    split = certain(first, middle) + certain(middle + timedelta(days=1), last)
    # A task that was due and then done in a later part was due in between.
    undone = [each for each in sorted(split) if each[0] != "follow-up-due"]
    assert undone == [each for each in certain(first, last) if each[0] != "follow-up-due"]
    assert set(certain(first, last)) <= set(split)


def test_the_six_of_the_seed_closed_between_september_and_may(reader: FileReader) -> None:
    about = negotiation(reader, "WTO")
    found = by_events(reader, about, Period(date(2004, 9, 1), date(2005, 5, 12)))

    assert sorted(code for code, _ in told(found, "closed")) == ["AR", "BR", "CL", "CU", "EU", "SG"]
    assert told(found, "round-held") == [
        ("wto-2004-09-cn", False),
        ("wto-2004-12-15-working-party", False),
        ("wto-2005-05-cn", True),
    ]
    assert [(e.chapter, e.state) for e in found.news if e.what == "status"] == [
        (None, "negotiating"),
        ("goods", "negotiating"),
        ("services", "negotiating"),
    ]


def test_a_reopened_partner_is_told_with_what_it_was(store: Path) -> None:
    status(store, "back", "EU", "negotiating", "2005-06-10", resets=1)

    found = new(store, "2005-06-06", "2005-06-12")

    (each,) = (each for each in found.news if each.what == "reopened")
    assert (each.partners, each.state, each.former) == (("EU",), "negotiating", "concluded")
    assert told(new(store, "2005-06-13", "2005-06-19"), "reopened") == []


def test_an_uncertain_day_closes_perhaps_at_first_and_then_for_certain(store: Path) -> None:
    status(store, "jp", "JP", "concluded", "[2005-06-10..2005-06-20]")

    assert told(new(store, "2005-06-01", "2005-06-09"), "perhaps-closed") == []
    assert told(new(store, "2005-06-06", "2005-06-12"), "perhaps-closed") == [("JP", True)]
    assert told(new(store, "2005-06-13", "2005-06-19"), "perhaps-closed") == []
    assert told(new(store, "2005-06-13", "2005-06-20"), "closed") == [("JP", False)]
    assert told(new(store, "2005-06-06", "2005-06-26"), "closed") == [("JP", False)]


def test_who_has_no_say_is_not_counted_among_the_closed(store: Path) -> None:
    seat = {"negotiation": "WTO", "role": "observer", "votes": 0, "may_block": 0}
    write(store, "participant", partner="PE", source="roadmap-2005", **seat)
    status(store, "pe", "PE", "concluded", "2005-06-10")

    found = new(store, "2005-06-06", "2005-06-12")

    assert (told(found, "closed"), told(found, "status")) == ([], [("PE", False)])


def test_a_plan_has_passed_on_the_day_after_it(store: Path) -> None:
    meet(store, "plan", "2005-06-10", "JP", state="planned")

    assert told(new(store, "2005-06-06", "2005-06-10"), "round-passed") == []
    assert told(new(store, "2005-06-11", "2005-06-11"), "round-passed") == [("plan", False)]
    assert told(new(store, "2005-06-06", "2005-06-12"), "round-passed") == [("plan", False)]
    assert told(new(store, "2005-06-12", "2005-06-18"), "round-passed") == []


def test_a_plan_that_was_held_has_not_passed(store: Path) -> None:
    meet(store, "plan", "2005-06-10", "JP", state="held")

    found = new(store, "2005-06-06", "2005-06-12")

    assert told(found, "round-passed") == []
    assert told(found, "round-held") == [("plan", False)]


def test_a_follow_up_falls_due_once_unless_it_is_done(store: Path) -> None:
    agreed, due = dated("2005-05-01", "agreed"), dated("2005-06-10", "due", "due_")
    write(store, "follow_up", id="open", **agreed, **due)
    write(store, "follow_up", id="made", **agreed, **due, **dated("2005-06-09", "done", "done_"))

    week = new(store, "2005-06-06", "2005-06-12")

    assert told(week, "follow-up-due") == [("open", False)]
    assert told(week, "follow-up-done") == [("made", False)]
    assert new(store, "2005-06-13", "2005-06-19").news == ()


def test_a_milestone_is_reached_once_whatever_other_sources_say(store: Path) -> None:
    write(store, "milestone_date", id="one", **dated("2005-06-10"))
    write(store, "milestone_date", id="two", **dated("2005-06-17"))

    assert told(new(store, "2005-06-06", "2005-06-12"), "milestone") == [("membership", False)]
    assert told(new(store, "2005-06-13", "2005-06-19"), "milestone") == []


def test_requests_are_told_as_they_are_raised_and_answered(store: Path) -> None:
    write(store, "request", id="rice", asker="JP", asked="VN")
    write(store, "request_change", id="a", request="rice", **dated("2005-06-01"))
    write(store, "request_change", id="b", request="rice", state="declined", **dated("2005-06-10"))

    (each,) = new(store, "2005-06-06", "2005-06-12").news

    assert (each.id, each.state, each.partners) == ("b", "declined", ("JP", "VN"))


def test_another_negotiation_has_its_own_news(store: Path) -> None:
    november = new(store, "2025-11-01", "2025-11-15", "US-ART")

    assert ("us-art-2025-11-12-technical", False) in told(november, "round-held")
    assert told(new(store, "2025-11-01", "2025-11-15"), "round-held") == []


def conclude(path: Path, partner: str, on: str) -> None:
    draft = StatusDraft("WTO", partner, "concluded", when(on))
    record(path, lambda action, source: set_status(action, draft, source))


def recorded(path: Path, day: date) -> Changes:
    """Compare the record as it was known on the eve of a day with what it is."""
    then, now = then_reader(path, end_of(day - timedelta(days=1))), FileReader(path)
    found = by_recording(then, now, negotiation(now, "WTO"), Period(day, day))
    then.close()
    now.close()
    return found


def test_an_old_fact_recorded_today_is_news_by_recording_only(store: Path) -> None:
    tomorrow = a_day_ahead(store)
    conclude(store, "JP", "2005-06-09")

    assert told(recorded(store, tomorrow), "closed") == [("JP", False)]
    assert new(store, tomorrow.isoformat(), tomorrow.isoformat()).news == ()
    assert told(new(store, "2005-06-06", "2005-06-12"), "closed") == [("JP", False)]


def test_to_a_record_that_had_been_told_nothing_all_is_news(reader: FileReader) -> None:
    about, today = negotiation(reader, "WTO"), date.today()

    found = by_recording(None, reader, about, Period(today, today))

    assert len(told(found, "closed")) == 6
    assert len(told(found, "round-held")) == 6
    assert list(found.news) == news(Picture(today), picture(reader, "WTO", today))


@pytest.mark.parametrize("on", ["1999-03-01", "2005-06", "[..2004-01-01]", "2026-01-01"])
def test_looking_back_as_far_as_was_recorded_misses_nothing(store: Path, on: str) -> None:
    meet(store, "old-plan", "2005-06-20", "US", state="planned")
    tomorrow = a_day_ahead(store)
    conclude(store, "JP", on)
    with recording(store, "test") as action:
        plan = action.get(Round, "old-plan")
        assert plan is not None
        action.change(plan, state="held", **dated(on))
        action.effect = "held"
    then, now = then_reader(store, end_of(tomorrow - timedelta(days=1))), FileReader(store)

    whole = news(picture(then, "WTO", tomorrow - timedelta(days=1)), picture(now, "WTO", tomorrow))

    assert ("old-plan", False) in told(recorded(store, tomorrow), "round-held")
    assert list(recorded(store, tomorrow).news) == whole
