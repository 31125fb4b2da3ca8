"""The calendar: valid by the format's own rules, true to what is known, stable from day to day."""

from __future__ import annotations

import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from negotrack.errors import Misuse
from tests.conftest import Run
from tests.render.exported import HOSTILE, sent, write
from tests.store.reading import rows

# Any, because a property of an event may be of thirty types.
Event = Any


def events(store: Path, negotiation: str | None = "US-ART") -> dict[str, Event]:
    """Give the events by the ids they are made from, as a calendar program reads them."""
    content = sent(store, "ics", negotiation=negotiation)[0]
    read = icalendar.Calendar.from_ical(content)
    assert read.errors == []
    return {str(each["uid"]): each for each in read.walk("VEVENT")}


def unfolded(content: bytes) -> list[str]:
    """Read the lines by hand as RFC 5545, 3.1, has them."""
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def hold(store: Path, key: str, edtf: str, *ends: str, **columns: str | None) -> None:
    """Write a round past the program, of one day or with its ends; held in Geneva by default."""
    first, last = ends or (edtf, edtf)
    held = {
        "id": key,
        "negotiation": "US-ART",
        "track": "bilateral",
        "place": "Geneva",
        "state": "held",
        "source": "moit-2025-11",
    }
    days = {"date": edtf, "earliest": first, "latest": last}
    write(store, "round", {**held, **days, **columns})


def agree(store: Path, key: str, due: str | None, done: str | None = None) -> None:
    """Write a follow-up of 10 November 2025 past the program."""
    about = {
        "id": key,
        "negotiation": "US-ART",
        "partner": "US",
        "text": "Send the list",
        "source": "moit-2025-11",
    }
    days = {"agreed": "2025-11-10", "earliest": "2025-11-10", "latest": "2025-11-10"}
    days_due = {"due": due, "due_earliest": due, "due_latest": due}
    days_done = {"done": done, "done_earliest": done, "done_latest": done}
    write(store, "follow_up", {**about, **days, **days_due, **days_done})


def test_a_round_of_several_days_ends_before_the_day_after_its_last(store: Path) -> None:
    event = events(store)["round-us-art-2025-11-12-technical@negotrack"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2025, 11, 12), date(2025, 11, 15))
    assert event["dtstart"].params["VALUE"] == event["dtend"].params["VALUE"] == "DATE"
    assert event["summary"] == "US-ART: technical round 5 with US, Washington, D.C."
    assert event["categories"].cats == ["US-ART"]


def test_a_round_of_one_day_says_what_it_was_and_where_that_is_stated(store: Path) -> None:
    event = events(store)["round-us-art-2025-11-10-ministerial@negotrack"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2025, 11, 10), date(2025, 11, 11))
    assert event["location"] == "Washington, D.C."
    text = str(event["description"])
    assert text.startswith("Eighth face-to-face session at ministerial level.")
    assert "Heads of delegation: Nguyễn Hồng Diên (Viet Nam), Jamieson Greer" in text
    (source,) = rows(store, "SELECT * FROM source WHERE code = 'baochinhphu-2025-11-11'")
    assert text.endswith(f"Source: {source['title']}, {source['publisher']}, {source['address']}")


@pytest.mark.parametrize(
    ("state", "status", "summary"),
    [
        ("planned", "TENTATIVE", "US-ART: bilateral round, Geneva"),
        ("held", "CONFIRMED", "US-ART: bilateral round, Geneva"),
        ("postponed", "CANCELLED", "US-ART: bilateral round, Geneva (postponed)"),
        ("cancelled", "CANCELLED", "US-ART: bilateral round, Geneva (cancelled)"),
    ],
)
def test_the_state_is_said_in_the_calendars_own_words(
    store: Path, state: str, status: str, summary: str
) -> None:
    hold(store, "spring", "2026-03-02", state=state)
    event = events(store)["round-spring@negotrack"]
    assert (event["status"], event["summary"]) == (status, summary)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("2026-03-02~", "2026-03-01", "2026-03-03"),
        ("[2026-03-01..2026-03-10]", "2026-03-01", "2026-03-10"),
    ],
)
def test_what_is_not_known_to_the_day_is_left_out_and_counted(
    store: Path, edtf: str, first: str, last: str
) -> None:
    content, before = sent(store, "ics", negotiation="US-ART")
    hold(store, "spring", edtf, first, last)
    after, parcel = sent(store, "ics", negotiation="US-ART")
    assert after == content
    said = "Not in the calendar, for want of a known day: {} and 4 follow-ups."
    assert before.lack() == said.format("1 round")
    assert parcel.lack() == said.format("2 rounds")
    assert parcel.size() == "2 events"


def test_a_follow_up_is_an_event_on_the_day_it_is_due(store: Path) -> None:
    agree(store, "list", "2025-12-01")
    agree(store, "sent", "2025-12-02", done="2025-11-28")
    agree(store, "open", None)
    found = events(store)
    event = found["follow-up-list@negotrack"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2025, 12, 1), date(2025, 12, 2))
    assert (event["summary"], event["transp"]) == ("US-ART: due: Send the list", "TRANSPARENT")
    assert str(event["description"]).startswith("Agreed with US on 10 November 2025.\n\nSource: ")
    done = found["follow-up-sent@negotrack"]
    assert done["summary"] == "US-ART: done: Send the list"
    assert "Done on 28 November 2025." in done["description"]
    assert "follow-up-open@negotrack" not in found


def test_kinds_choose_what_is_in_the_calendar(store: Path) -> None:
    agree(store, "list", "2025-12-01")
    only = sent(store, "ics", "follow-ups", negotiation="US-ART")[1]
    assert only.size() == "1 event"
    assert only.lack() == "Not in the calendar, for want of a known day: 4 follow-ups."


def test_nothing_left_out_is_nothing_said(empty_store: Path) -> None:
    content, parcel = sent(empty_store, "ics")
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert (parcel.size(), parcel.lack()) == ("0 events", "")


def test_an_amended_round_keeps_its_uid_and_gets_a_higher_sequence(store: Path, run: Run) -> None:
    key = "round-us-art-2025-11-12-technical@negotrack"
    before = events(store)[key]
    amended = run(
        *("amend", "round", "us-art-2025-11-12-technical", "--date", "2025-11-12/2025-11-13"),
        *("--why", "the host says so"),
    )
    assert amended.code == 0, amended
    after = events(store)[key]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["dtend"].dt == date(2025, 11, 14)
    (last,) = rows(store, "SELECT max(recorded_at) AS at FROM entry")
    recorded = datetime.strptime(last["at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    assert before["dtstamp"].dt < after["dtstamp"].dt == recorded.replace(microsecond=0)


def test_a_round_from_outside_the_journal_has_a_stamp_all_the_same(store: Path) -> None:
    hold(store, "spring", "2026-03-02")
    event = events(store)["round-spring@negotrack"]
    assert (event["sequence"], event["dtstamp"].dt.year) == (0, 1970)


def test_the_last_day_of_the_calendar_has_no_day_after(store: Path) -> None:
    hold(store, "end", "9999-12-31")
    event = events(store)["round-end@negotrack"]
    assert (event["dtstart"].dt, event.get("dtend")) == (date(9999, 12, 31), None)


def test_the_lines_are_folded_and_escaped_as_the_format_wants(store: Path) -> None:
    summary = 'Đàm phán; a, b \\n c: "quoted"\nand a second line ' * 5
    hold(store, "long", "2026-03-02", summary=summary)
    content = sent(store, "ics")[0]
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    described = [line for line in unfolded(content) if "Đàm phán\\;" in line]
    (value,) = (line.removeprefix("DESCRIPTION:") for line in described)
    assert unescaped(value).startswith(summary.strip())


@pytest.mark.parametrize("text", HOSTILE)
def test_what_strangers_wrote_is_only_text(store: Path, text: str) -> None:
    inject = f"{text}\r\nEND:VEVENT\r\nBEGIN:VALARM"
    hold(store, "evil", "2026-03-02", place=inject, summary=inject)
    content = sent(store, "ics", negotiation="US-ART")[0]
    assert all(each in "\r\n" or each.isprintable() for each in content.decode())
    assert content.count(b"\r\nBEGIN:") == content.count(b"\r\nEND:") - 1 == 3
    event = events(store)["round-evil@negotrack"]
    assert event["location"].endswith("\nEND:VEVENT\nBEGIN:VALARM")
    assert event.subcomponents == []


def test_the_same_store_gives_the_same_bytes_in_the_order_of_days(store: Path) -> None:
    agree(store, "list", "2025-11-11")
    content = sent(store, "ics")[0]
    assert content == sent(store, "ics")[0]
    starts = re.findall(rb"DTSTART;VALUE=DATE:(\d{8})", content)
    assert starts == sorted(starts)
    uids = re.findall(rb"UID:(.*)\r\n", content)
    assert len(set(uids)) == len(uids) == len(starts)


def test_without_the_library_a_sentence_says_what_to_install(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(Misuse, match=r"`pip install 'negotrack\[office\]'` adds it\.$"):
        sent(store, "ics")
