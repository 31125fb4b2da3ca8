"""Questions about rules, asked on the command line."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.test_facts import later_store

__all__ = ["later_store"]
MAY = ("--as-of", "2005-05-12")


def ask(run: Run, *words: str) -> dict[str, Any]:
    ran = run(*words, *MAY, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    answer: dict[str, Any] = json.loads(ran.out)
    return answer


@pytest.mark.parametrize(
    ("rule", "spot", "code"),
    [
        ("2/3 and all(QUADS)", "              ^", 3),
        ("2/3 and 5 of QUAD", "          ^", 2),
        ("2/3 of 20", "  ^", 2),
        ("28", "  ^", 2),
        ("2/3 and (all", "              ^", 2),
        ("reached protocoll", "          ^", 3),
        ("closed(XX) or all", "         ^", 3),
    ],
)
def test_a_rule_that_is_refused_is_shown_with_a_caret(
    run: Run, store: Path, rule: str, spot: str, code: int
) -> None:
    before = store.read_bytes()
    ran = run("add-rule", "strict", rule)
    sentence, expression, caret = ran.err.splitlines()
    assert (ran.code, ran.out) == (code, "")
    assert sentence.startswith("negotrack: ")
    assert (expression, caret) == (f"  {rule}", spot)
    assert store.read_bytes() == before


def test_the_sentence_says_the_verdict_and_every_reason(run: Run) -> None:
    assert ask(run, "blockers", "--rule", "vote")["sentence"] == (
        "Not met: at least two-thirds of 27 votes (18): 6 for certain, 12 short; "
        "and all of QUAD: CA, JP, US outstanding."
    )


def test_a_rule_may_be_typed_instead_of_named(run: Run) -> None:
    answer = ask(run, "blockers", "--rule", "closed(US) or 3 of QUAD")
    assert answer["rule"] == {"name": "as asked", "expression": "closed(US) or 3 of QUAD"}
    assert answer["smallest_sets"] == {"size": 1, "count": 1, "exact": True, "example": ["US"]}


def test_two_thirds_of_164_is_110_and_silent_votes_count_against(run: Run) -> None:
    answer = ask(run, "blockers", "--rule", "2/3 of 164")
    assert "at least two-thirds of 164 votes (110)" in answer["sentence"]
    assert "137 silent votes counted against, 104 short" in answer["sentence"]
    assert answer["smallest_sets"]["example"] is None


def test_silent_votes_count_for_where_the_negotiation_says_so(run: Run) -> None:
    assert run("add-partner", "TH").code == 0
    added = run(
        "add-negotiation", "NEW", "--title", "New", "--kind", "accession",
        "--electorate", "10", "--silent", "for",
    )  # fmt: skip
    assert added.code == 0
    assert run("-n", "NEW", "add-participant", "TH", "VN", "JP").code == 0
    answer = ask(run, "-n", "NEW", "blockers", "--rule", "9/10")
    assert "10 votes (9): 0 for certain, 7 silent votes counted for, 2 short" in answer["sentence"]
    assert answer["more_needed"] == 2


def test_what_if_answers_for_a_world_that_is_not_recorded(run: Run, store: Path) -> None:
    before = store.read_bytes()
    answer = ask(run, "blockers", "--what-if", "US=signed", "--what-if", "hoa ky=ratified@2005-05")
    assert answer["closed"] == {"certain": 7, "at_most": 7}
    assert len(answer["what_if"]) == 2
    shown = run("blockers", *MAY, "--what-if", "EU=objecting").out
    assert "What if: EU objecting, 12 May 2005. Nothing of this is recorded." in shown
    assert "Formally objecting: EU." in shown
    assert (
        "5 for certain" in run("blockers", *MAY, "--what-if", "EU=objecting", "--rule", "2/3").out
    )
    assert store.read_bytes() == before


def test_what_if_of_a_later_day_does_not_count_yet(run: Run) -> None:
    answer = ask(run, "blockers", "--what-if", "US=signed@2005-06-01")
    assert answer["closed"] == {"certain": 6, "at_most": 6}


def test_what_if_steps_down_as_well(run: Run) -> None:
    answer = ask(run, "blockers", "--what-if", "EU=negotiating")
    assert answer["closed"] == {"certain": 5, "at_most": 5}


@pytest.mark.parametrize("text", ["US", "US=", "=signed", "US=done", "XX=signed", "US=signed@"])
def test_what_if_that_cannot_be_read_is_refused(run: Run, text: str) -> None:
    ran = run("blockers", "--what-if", text)
    assert ran.code in (2, 3)
    assert len(ran.err.splitlines()) == 1


def test_another_rung_can_be_counted_as_closed(run: Run, later_store: Path) -> None:
    on = ("--db", str(later_store), "--as-of", "2006-03-30", "--format", "json")
    concluded = json.loads(run("status", *on).out)["closed"]
    signed = json.loads(run("status", "--counting", "signed", *on).out)["closed"]
    waits = json.loads(run("blockers", "--counting", "signed", *on).out)
    assert concluded == {"certain": 25, "at_most": 25}
    assert signed == waits["closed"] == {"certain": 6, "at_most": 6}
    assert waits["counting"] == "signed"
    assert run("status", "--counting", "objecting").code == 2


def test_every_rule_has_its_line(run: Run) -> None:
    answer = ask(run, "blockers", "--all-rules")
    assert [(item["rule"], item["met"], item["more_needed"]) for item in answer["items"]] == [
        ("consensus", "no", 0),
        ("law", "no", 12),
        ("vote", "no", 9),
    ]
    assert run("blockers", "--all-rules", "--rule", "law").code == 2


def test_the_path_runs_from_the_first_conclusion_to_27_of_27(run: Run, later_store: Path) -> None:
    ran = run("--db", str(later_store), "blockers", "--path", "--format", "csv")
    steps = list(csv.DictReader(io.StringIO(ran.out)))
    assert [steps[0]["day"], steps[-1]["day"]] == ["2004-09-01", "2006-05-31"]
    assert (steps[-1]["met"], steps[-1]["left"], steps[-1]["closed"]) == ("yes", "0", "MX US")
    assert {step["met"] for step in steps[:-1]} <= {"no", "possibly"}
    certain = [int(step["closed_certain"]) for step in steps]
    assert certain == sorted(certain)


def test_each_step_of_the_path_is_what_the_status_says_of_that_day(
    run: Run, later_store: Path
) -> None:
    path = json.loads(run("--db", str(later_store), "blockers", "--path", "--format", "json").out)
    for step in path["items"][::4]:
        asked = run("--db", str(later_store), "status", "--as-of", step["day"], "--format", "json")
        counts = {"certain": step["closed_certain"], "at_most": step["closed_at_most"]}
        assert json.loads(asked.out)["closed"] == counts


def test_power_tells_vetoes_and_adds_up_to_one(run: Run) -> None:
    answer = ask(run, "power", "--rule", "vote")
    assert [item["partner"] for item in answer["items"] if item["veto"]] == ["CA", "EU", "JP", "US"]
    assert sum(item["index"] for item in answer["items"]) == pytest.approx(1, abs=1e-4)
    assert (answer["samples"], answer["error"]) == (0, 0)


def test_who_has_no_say_is_never_waited_for(run: Run) -> None:
    assert run("add-participant", "VN", "--role", "observer").code == 0
    answer = ask(run, "blockers")
    assert "VN" not in {item["partner"] for item in answer["items"]}
    assert "6 of 27 concluded" in run("status", *MAY).out


def test_a_rule_that_no_longer_reads_is_a_sentence_not_a_fault(run: Run, store: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE rule SET expression = 'all(GONE)' WHERE name = 'law'")
    ran = run("blockers", "--rule", "law")
    assert (ran.code, ran.err.splitlines()[0]) == (
        3,
        "negotrack: No group is called 'GONE'. There is no group like it.",
    )


def test_the_path_turns_on_the_day_on_which_a_condition_does(run: Run) -> None:
    ran = run("blockers", "--path", "--rule", "after 1995-01-31", "--format", "csv")
    assert next(iter(csv.DictReader(io.StringIO(ran.out))))["day"] == "1995-02-01"


def test_a_body_of_nobody_meets_no_rule(run: Run, empty_store: Path) -> None:
    added = run("add-negotiation", "NEW", "--title", "New", "--kind", "accession", db=empty_store)
    assert added.code == 0
    ran = run("blockers", "--exit-code", db=empty_store)
    assert (ran.code, "There are no participants yet." in ran.out) == (10, True)


def test_one_rule_that_no_longer_reads_does_not_hide_the_others(run: Run, store: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE rule SET expression = 'all(GONE)' WHERE name = 'law'")
    lines = run("blockers", "--all-rules").out
    assert "No group is called 'GONE'." in lines
    assert "all of QUAD: CA, JP, US outstanding" in lines


def test_what_no_closing_can_meet_has_nobody_indispensable(run: Run) -> None:
    answer = ask(run, "blockers", "--rule", "5 of QUAD")
    assert not any(item["indispensable"] for item in answer["items"])
    assert "No closing of participants can meet it." in run("blockers", "--rule", "5 of QUAD").out
