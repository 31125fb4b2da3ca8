"""`negotrack changes` opens with the one sentence that is asked for every Monday."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from negotrack.domain.dates import when
from negotrack.record.dates import days
from negotrack.store.journal import recording
from negotrack.store.tables import StatusChange
from tests.ask.ahead import a_day_ahead
from tests.ask.written import meet, status, stranger
from tests.cli.conftest import Refused
from tests.conftest import Run

USAGE, NOT_FOUND = 2, 3


def sentence(quick: Run, *words: str) -> str:
    """Give the first paragraph of the page."""
    ran = quick("changes", *words)
    assert (ran.code, ran.err) == (0, "")
    return " ".join(ran.out.split("\n\n", maxsplit=1)[0].split())


def told(quick: Run, *words: str) -> dict[str, Any]:
    ran = quick("changes", *words, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    answer: dict[str, Any] = json.loads(ran.out)
    return answer


def test_it_opens_with_one_sentence(quick: Run) -> None:
    assert sentence(quick, "--since", "2004-09", "--until", "2005-05-12") == (
        "WTO, 1 September 2004 to 12 May 2005: 6 closed (AR, BR, CL, CU, EU, SG), "
        "3 other status changes, 2 rounds held and perhaps 1 more."
    )


def test_a_busy_week_in_one_sentence(quick: Run, store: Path) -> None:
    status(store, "a", "AU", "concluded", "2005-05-10")
    status(store, "d", "DO", "concluded", "2005-05-09")
    status(store, "m", "MX", "concluded", "2005-05-01")
    status(store, "x", "MX", "negotiating", "2005-05-12", resets=1)
    for day in ("10", "11", "12"):
        meet(store, f"held-{day}", f"2005-05-{day}", "JP")
    meet(store, "plan", "2005-05-13", "US", state="planned")
    week = ("--since", "2005-05-09", "--until", "2005-05-15")
    for text in ("Write to Japan", "Write to Australia"):
        assert quick("add-follow-up", text, "--on", "2005-05-01", "--due", "2005-05-12").code == 0

    # The three statuses of China are known for certain since 12 May.
    assert sentence(quick, *week) == (
        "WTO, 9 to 15 May 2005: 2 closed (AU, DO), 1 reopened (MX), 3 other status changes, "
        "3 rounds held, 1 planned round passed without a record, 2 follow-ups fell due."
    )
    parts = [line for line in quick("changes", *week).out.splitlines() if line[:1].isalpha()]
    assert parts[-6:] == [
        *("Closed", "Reopened", "Other status changes", "Rounds held"),
        *("Planned rounds passed without a record", "Follow-ups fallen due"),
    ]


def test_when_nothing_is_new_it_says_so_and_no_more(quick: Run) -> None:
    ran = quick("changes", "--since", "1990-01", "--until", "1990-01")

    assert ran.out == "WTO, 1 to 31 January 1990: nothing new.\n"
    assert told(quick, "--since", "1990-01-05", "--until", "1990-01-05")["sentences"] == [
        "WTO, 5 January 1990: nothing new."
    ]


def test_all_negotiations_have_a_sentence_each(quick: Run) -> None:
    answer = told(quick, "--all", "--since", "2025-11-10", "--until", "2025-11-16")

    assert [said.split(",")[0] for said in answer["sentences"]] == ["CPTPP-CR", "US-ART", "WTO"]
    assert answer["sentences"][2] == "WTO, 10 to 16 November 2025: nothing new."
    assert {each["negotiation"] for each in answer["items"]} == {"CPTPP-CR", "US-ART"}
    assert answer["negotiation"] is None


def test_known_tells_an_old_fact_on_the_day_of_its_recording(quick: Run, store: Path) -> None:
    day = a_day_ahead(store).isoformat()
    assert quick("set-status", "JP", "concluded", "--on", "2005-06-09").code == 0
    that_day = ("--since", day, "--until", day)

    assert sentence(quick, *that_day).endswith(": nothing new.")
    assert sentence(quick, *that_day, "--known").endswith(": 1 closed (JP).")
    assert sentence(quick, *that_day, "--known").startswith("WTO, recorded ")

    answer = told(quick, *that_day, "--known")
    assert answer["by_recording"] is True
    assert answer["known_on"] > day
    assert [(e["what"], e["former"]) for e in answer["items"]] == [("closed", "negotiating")]


def test_in_the_beginning_all_is_known_for_the_first_time(quick: Run) -> None:
    assert "6 closed (AR, BR, CL, CU, EU, SG)" in sentence(quick, "--since", "today", "--known")


def test_known_until_a_day_leaves_out_what_was_recorded_since(quick: Run, store: Path) -> None:
    with stranger(store) as connection:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'"
        for (name,) in connection.execute(triggers).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE entry SET recorded_at = '2020-03-05T12:00:00.000000Z'")
    assert quick("set-status", "JP", "concluded", "--on", "2005-06-09").code == 0

    made = sentence(quick, "--known", "--since", "2020-03-01", "--until", "2020-03-31")
    since = sentence(quick, "--known", "--since", "2020-04-01", "--until", "2020-12-31")

    assert "6 closed (AR, BR, CL, CU, EU, SG)" in made
    assert since == "WTO, recorded 1 April to 31 December 2020: nothing new."
    assert sentence(quick, "--known", "--since", "2020-04").endswith(": 1 closed (JP).")


def test_a_correction_is_told_with_its_entry_its_reason_and_who_made_it(
    quick: Run, store: Path
) -> None:
    with recording(store, "amend") as action:
        stated = action.get(StatusChange, "wto-eu-concluded")
        assert stated is not None
        action.change(stated, **days(when("2004-10")), note=None)
        action.effect, action.reason = "EU concluded", "The newspaper names no day"

    page = " ".join(quick("changes", "--since", "today").out.split())

    assert page.split(": ", 1)[1].startswith("1 statement corrected. Statements corrected")
    assert "EU status changed: date 9 Oct 2004 → Oct 2004; note The day on which" in page
    assert "→ nothing (The newspaper names no day)" in page
    assert f"wto-eu-concluded entry {action.entry} by " in page
    (each,) = told(quick, "--since", "today")["items"]
    assert (each["what"], each["kind"], each["state"]) == ("correction", "status", "changed")
    assert (each["entry"], each["reason"]) == (action.entry, "The newspaper names no day")
    assert each["fields"][0] == "date 9 Oct 2004 → Oct 2004"


def test_what_only_goes_on_is_no_correction(quick: Run) -> None:
    plan = ("add-round", "--partner", "JP", "--date", "2005-06-20", "--state", "planned")
    assert quick(*plan).code == 0
    day_after = told(quick, "--since", "2005-06-21", "--until", "2005-06-21")["items"]
    assert [each["what"] for each in day_after] == ["round-passed"]
    assert quick("hold-round", day_after[0]["id"]).code == 0

    assert sentence(quick, "--since", "today").endswith(": nothing new.")


def test_csv_has_a_row_for_each_thing(quick: Run) -> None:
    words = ("--since", "2004-09", "--until", "2005-05-12")
    rows = list(csv.DictReader(io.StringIO(quick("changes", *words, "--format", "csv").out)))

    assert [row["what"] for row in rows] == [e["what"] for e in told(quick, *words)["items"]]
    assert {row["perhaps"] for row in rows} == {"yes", "no"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), USAGE, "Missing option '--since'"),
        (("--since", "2006", "--until", "2005"), USAGE, "--since 2006 is after --until 2005"),
        (("--since", "2999"), USAGE, "--since 2999 is after today"),
        (("--since", "by 2004"), USAGE, "'by 2004' has no beginning"),
        (("--since", "2004", "--until", "2005 or later"), USAGE, "has no end"),
        (("--since", "soon"), USAGE, "Cannot read the date 'soon'"),
        (("--since", "10/11/2025"), USAGE, "10 November 2025 or 11 October 2025"),
        (("--since", "2005", "-n", "NAFTA"), NOT_FOUND, "No negotiation is called 'NAFTA'"),
        (("--since", "2005", "--until", "2006", "--known"), NOT_FOUND, "had been told nothing"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    refused: Refused, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in refused("changes", *words, code=code)


@pytest.mark.parametrize("columns", ["1", "10", "40", "200"])
def test_any_width_is_kept(quick: Run, columns: str) -> None:
    ran = quick("changes", "--all", "--since", "1990", "--until", "2025", COLUMNS=columns)

    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= max(int(columns), 4)
