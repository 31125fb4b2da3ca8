"""The answers that the seed facts must give, held against the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

LATER_FACTS = Path(__file__).parents[1] / "examples" / "wto-2005-2006.csv"
OPEN_IN_MAY_2005 = "AU BG CA CH CN CO DO HN IN IS JP KR MX NO NZ PY SV TR TW US UY"


def ask(run: Run, *words: str) -> dict[str, Any]:
    ran = run(*words, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    answer: dict[str, Any] = json.loads(ran.out)
    return answer


def partners(answer: dict[str, Any], closed: str) -> str:
    return " ".join(item["partner"] for item in answer["items"] if item["closed"] == closed)


@pytest.fixture
def later_store(store: Path, run: Run) -> Path:
    """Give the seed facts with the 27 statements of 2005 and 2006, imported as they are."""
    ran = run("import", str(LATER_FACTS), "-n", "WTO", db=store)
    assert ran.out.startswith("Recorded in WTO: 27 statuses from wto-2005-2006.csv.\n"), ran.err
    return store


def test_six_of_27_have_closed_by_12_may_2005(run: Run) -> None:
    answer = ask(run, "status", "--as-of", "2005-05-12")
    assert answer["total"] == 27
    assert answer["closed"] == {"certain": 6, "at_most": 6}
    assert partners(answer, "yes") == "AR BR CL CU EU SG"
    assert partners(answer, "no") == OPEN_IN_MAY_2005


def test_one_is_certain_and_up_to_six_may_have_closed_by_9_october_2004(run: Run) -> None:
    answer = ask(run, "status", "--as-of", "2004-10-09")
    assert answer["closed"] == {"certain": 1, "at_most": 6}
    assert partners(answer, "yes") == "EU"


def test_consensus_waits_for_each_of_the_21(run: Run) -> None:
    answer = ask(run, "blockers", "--as-of", "2005-05-12")
    assert answer["rule"] == {"name": "consensus", "expression": "all"}
    assert (answer["met"], answer["more_needed"]) == ("no", 0)
    assert partners(answer, "no") == OPEN_IN_MAY_2005
    assert all(item["indispensable"] for item in answer["items"])


def test_the_vote_needs_us_ca_jp_and_nine_of_the_other_18(run: Run) -> None:
    answer = ask(run, "blockers", "--as-of", "2005-05-12", "--rule", "vote")
    needed = {item["partner"] for item in answer["items"] if item["indispensable"]}
    assert needed == {"US", "CA", "JP"}
    assert (answer["more_needed"], answer["total"] - len(needed)) == (9, 18)


def test_the_law_needs_twelve_of_the_21_and_nobody_in_particular(run: Run) -> None:
    answer = ask(run, "blockers", "--as-of", "2005-05-12", "--rule", "law")
    assert (answer["more_needed"], answer["total"]) == (12, 21)
    assert not any(item["indispensable"] for item in answer["items"])


@pytest.mark.parametrize(
    ("day", "certain", "at_most", "still_open"),
    [
        ("2005-05-05", 6, 6, OPEN_IN_MAY_2005),
        ("2005-07-01", 6, 17, None),
        ("2005-09-15", 21, 21, "AU DO HN MX NZ US"),
        ("2006-01-25", 22, 22, "AU DO HN MX US"),
        ("2006-03-27", 25, 25, "MX US"),
        ("2006-05-31", 27, 27, ""),
    ],
)
def test_with_the_later_facts(
    run: Run, later_store: Path, day: str, certain: int, at_most: int, still_open: str | None
) -> None:
    answer = ask(run, "--db", str(later_store), "status", "--as-of", day)
    assert answer["closed"] == {"certain": certain, "at_most": at_most}
    if still_open is not None:
        assert partners(answer, "no") == still_open


def test_the_page_on_the_us_holds_both_negotiations(run: Run) -> None:
    answer = ask(run, "report", "--partner", "US", "--as-of", "2025-11-15")
    assert {standing["negotiation"] for standing in answer["standings"]} == {"US-ART", "WTO"}
    items = answer["items"]
    assert sum(i["kind"] == "request" and i["state"] == "raised" for i in items) == 2
    assert sum(i["kind"] == "follow-up" for i in items) >= 3
    assert sum(i["kind"] == "outcome" and i["state"] == "major-progress" for i in items) == 5


def test_the_next_meeting_is_the_online_session_of_ministers(run: Run) -> None:
    answer = ask(run, "-n", "US-ART", "status", "--as-of", "2025-11-15")
    meeting = answer["boards"][0]["next_round"]
    assert (meeting["level"], meeting["mode"], meeting["date"]["edtf"], meeting["overdue"]) == (
        "ministerial",
        "online",
        "2025-11",
        False,
    )


def test_both_dates_of_the_application_are_kept(run: Run) -> None:
    answer = ask(run, "-n", "WTO", "report")
    dates = {i["date"]["edtf"] for i in answer["items"] if i["id"] == "application"}
    assert {"1995-01-04", "1995-01"} <= dates


def test_every_statement_on_the_pages_names_a_source(run: Run) -> None:
    for code in ("WTO", "US-ART", "CPTPP-CR"):
        answer = ask(run, "-n", code, "report")
        named = {source["code"] for source in answer["sources"]}
        assert all(item["source"] in named for item in answer["items"])
