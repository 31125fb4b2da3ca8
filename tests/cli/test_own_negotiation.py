"""A negotiation of one's own, from a blank store to a rule that is met, with commands alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

Say = Callable[..., str]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Give the place of a store that is not made yet."""
    return tmp_path / "own.db"


@pytest.fixture
def say(quick: Run, own: Path) -> Say:
    """Give a way to run a command that must succeed on one's own store."""

    def command(*words: str) -> str:
        ran = quick(*words, db=own)
        assert (ran.code, ran.err) == (0, ""), ran
        return ran.out

    return command


@pytest.fixture
def told(say: Say) -> Callable[..., Any]:
    """Give an answer as JSON."""
    return lambda *words: json.loads(say(*words, "--format", "json"))


def test_a_negotiation_is_run_from_a_blank_store_to_a_met_rule(
    say: Say, told: Callable[..., Any], quick: Run, own: Path
) -> None:
    assert "holding no facts yet" in say("init", "--empty")
    say("add-negotiation", "EVFTA", "--title", "EU-Viet Nam Agreement", "--kind", "bilateral")
    say("add-partner", "EU", "--name", "European Union", "--kind", "organisation")
    say("add-partner", "vn", "--alias", "Việt Nam")
    say("add-group", "PARTIES", "European Union", "viet nam", "--title", "The two parties")
    say("add-participant", "EU", "VN", "--role", "party")
    say("add-chapter", "sps", "--title", "Sanitary and phytosanitary measures")
    say("add-rule", "law", "all(PARTIES)", "--source", "The agreement itself")
    say("add-milestone", "signing", "--stage", "1", "--planned", "2999-12")
    board = say("status")
    assert board.startswith("EVFTA  EU-Viet Nam Agreement\n")
    assert "0 of 2 signed" in board
    assert "Dec 2999  Signing" in board

    # A round is planned, then held with what it did and agreed.
    planned = say("add-round", "--partner", "EU", "--date", "2999-01-12", "--level", "technical")
    assert "planned round evfta-2999-01-12-technical" in planned
    held = say(
        "hold-round", "evfta-2999-01-12-technical", "--date", "2016-05-04",
        "--outcome", "sps=agreed:annex open",
        "--follow-up", "Send the annex|2016-06-01", "--next", "2999-02",
    )  # fmt: skip
    assert "held on 4 May 2016" in held
    assert "1 outcome, 1 follow-up, the next round planned in February 2999" in held
    assert [each["state"] for each in told("rounds")["items"]] == ["planned", "held"]

    # A request is raised and answered.
    asked = say(
        "add-request", "Open the pork market", "--from", "EU", "--to", "VN", "--on", "2016-05-04"
    )
    request = re.findall(r"request (\w+), EU asks VN, raised on 4 May 2016", asked)[0]
    say("set-request", request, "accepted", "--on", "2016-06-02", "--note", "With a quota")

    # What was agreed is done.
    page = say("report")
    assert "due 1 Jun 2016 (overdue)  Send the annex" in page
    follow_up = re.findall(r"Send the annex.*?(\w{8})\n", page, re.DOTALL)[0]
    assert "done on 31 May 2016" in say("done", follow_up, "--on", "2016-05-31")
    say("add-follow-up", "Translate it", "--due", "2999-03", "--partner", "VN")
    say("add-note", "Both sides call it historic", "--on", "2016-05-04")
    say("add-milestone", "signing", "--reached", "2019-06-30")

    # One side signs, then the other: the rule is met.
    say("set-status", "EU", "signed", "--on", "2019-06-30")
    assert quick("blockers", "--exit-code", db=own).code == 10
    assert [each["partner"] for each in told("blockers")["items"]] == ["VN"]
    say("set-status", "Việt Nam", "signed", "--on", "2019-06-30", "--source", "https://example.org")
    assert quick("blockers", "--exit-code", db=own).code == 0
    assert told("blockers")["met"] == "yes"
    assert told("blockers", "--as-of", "2019-06-29")["met"] == "no"

    page = say("report")
    for said in (
        "2 of 2 signed",
        "Open the pork market",
        "accepted, 2 Jun 2016",
        "With a quota",
        "Translate it",
        "historic",
        "reached 30 Jun 2019",
    ):
        assert said in page
    assert "Send the annex" not in say("report").split("Follow-ups: 1 open")[1]
    assert re.search(r"phytosanitary.*agreed.*4 May 2016", say("report", "--partner", "EU"))
    assert "https://example.org" in say("sources")


def test_every_step_tells_how_to_take_it_back(quick: Run) -> None:
    steps: tuple[tuple[str, ...], ...] = (
        ("add-partner", "TH"),
        ("add-round", "--date", "2016", "--outcome", "goods=agreed", "--follow-up", "Write"),
        ("set-status", "JP", "US", "signed", "--on", "2016"),
    )
    for words in steps:
        before = quick("report").out, quick("partners").out
        recorded, undo = quick(*words).out.splitlines()
        assert recorded.startswith("Recorded")
        assert (quick("report").out, quick("partners").out) != before
        assert quick(*undo.removeprefix("To take it back: negotrack ").split()).code == 0
        assert (quick("report").out, quick("partners").out) == before


def test_undo_without_a_name_takes_the_last_action_back(quick: Run) -> None:
    before = quick("report").out
    quick("set-status", "JP", "US", "signed", "--on", "2016")
    assert "is undone (JP, US signed in 2016)" in quick("undo").out
    assert quick("report").out == before
    assert "There is nothing to undo." in quick("undo").err


def test_the_first_negotiation_is_in_use_until_another_is_chosen(
    quick: Run, empty_store: Path
) -> None:
    for code, kind in (("EVFTA", "bilateral"), ("CPTPP-VN", "ratification")):
        words = ("add-negotiation", code, "--title", f"About {code}", "--kind", kind)
        assert f"negotiation {code}, About {code} ({kind}" in quick(*words, db=empty_store).out
    assert quick("status", db=empty_store).out.startswith("EVFTA  ")
    quick("use", "CPTPP-VN", db=empty_store)
    assert quick("status", db=empty_store).out.startswith("CPTPP-VN  ")


def test_a_blank_store_says_what_to_do_first(quick: Run, empty_store: Path) -> None:
    for words in (("status",), ("add-round", "--date", "2016"), ("report",), ("blockers",)):
        ran = quick(*words, db=empty_store)
        assert ran.code == 3
        assert "`negotrack add-negotiation` adds one" in ran.err
    for listing in ("partners", "negotiations", "sources", "where"):
        ran = quick(listing, db=empty_store)
        assert (ran.code, ran.err) == (0, "")


def test_init_never_overwrites(quick: Run, store: Path) -> None:
    before = store.read_bytes()
    for words in (("init",), ("init", "--empty")):
        ran = quick(*words)
        assert (ran.code, ran.out) == (4, "")
        assert "already" in ran.err
    assert store.read_bytes() == before
