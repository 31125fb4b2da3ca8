"""`negotrack history` lists what happened, oldest first, with the ids that other commands take."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.ask.ahead import a_day_ahead
from tests.cli.conftest import ByHand, Refused
from tests.conftest import Run

USAGE, NOT_FOUND = 2, 3


def facts(quick: Run, *words: str) -> list[dict[str, Any]]:
    ran = quick("history", *words, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(ran.out)["items"]
    return found


def test_it_tells_what_concerned_a_partner_by_a_day(quick: Run) -> None:
    page = quick("history", "--partner", "Trung Quốc", "--as-of", "2005-05-12").out

    assert page.startswith("WTO  Viet Nam's accession to the WTO\nwhat concerns CN, as of 12 May")
    assert page.index("bilateral round, Hanoi") < page.index("no-progress") < page.index("Beijing")
    assert "wto-2004-09-cn  vnexpress-2005-05" in page
    assert page.rstrip().endswith("6 facts")


def test_only_of_all_negotiations_each_line_names_its_own(quick: Run) -> None:
    assert "US-ART  " not in quick("-n", "US-ART", "history").out.split("\n\n", 1)[1]
    assert "US-ART    US" in quick("history", "--all", "--since", "2025").out


def test_kinds_are_chosen_and_repeated(quick: Run) -> None:
    chosen = facts(quick, "--kind", "milestone", "--kind", "outcome", "--kind", "outcome")

    assert {each["kind"] for each in chosen} == {"milestone", "outcome"}
    assert len(chosen) == len({each["id"] for each in chosen})


def test_the_id_of_a_fact_is_taken_by_the_command_that_knows_it(quick: Run) -> None:
    (held, *_) = facts(quick, "--kind", "round", "--partner", "CN")
    assert held["round"] == held["id"]

    ran = quick("set-status", "CN", "agreed-in-principle", "--on", "2005-06", "--round", held["id"])

    assert ran.code == 0
    assert facts(quick, "--kind", "status")[-1]["round"] == held["id"]


def test_it_tells_only_what_the_store_had_been_told(quick: Run, store: Path) -> None:
    ahead = a_day_ahead(store)
    assert quick("set-status", "JP", "concluded", "--on", "2005-06-09").code == 0

    now = facts(quick, "--partner", "JP", "--kind", "status")
    then = facts(quick, "--partner", "JP", "--kind", "status", "--known-on", "today")

    assert ([each["state"] for each in now], len(then)) == (["negotiating", "concluded"], 1)
    assert ahead.isoformat() not in quick("history", "--known-on", "today").out


def test_csv_has_a_row_for_each_fact(quick: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(quick("history", "--format", "csv").out)))

    assert [row["id"] for row in rows] == [each["id"] for each in facts(quick)]
    assert {"kind", "date", "date_earliest", "partners", "source"} <= set(rows[0])


def test_nothing_to_tell_is_said_and_is_no_failure(quick: Run) -> None:
    ran = quick("history", "--partner", "MY")

    assert (ran.code, ran.err) == (0, "")
    assert "Nothing is recorded of that." in ran.out
    assert facts(quick, "--kind", "round", "--until", "1990") == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--partner", "Unted States"), NOT_FOUND, "Nearest: United States (US)"),
        (("--kind", "plan"), USAGE, "'round', 'outcome', 'status'"),
        (("--since", "2006", "--until", "2005"), USAGE, "--since 2006 is after --until 2005"),
        (("--since", "10/11/2025"), USAGE, "it could be 10 November 2025 or 11 October 2025"),
        (("--as-of", "2005-13"), USAGE, "2005-13"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    refused: Refused, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in refused("history", *words, code=code)


@pytest.mark.parametrize("columns", ["1", "10", "40", "200"])
def test_any_width_is_kept(quick: Run, columns: str) -> None:
    ran = quick("history", "--all", COLUMNS=columns)

    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= max(int(columns), 2)


def test_a_strangers_text_is_only_text(quick: Run, by_hand: ByHand) -> None:
    evil = "[/b] evil \x1b[2J \u202eback \x9b31m \0nul \r \u2028 \x7f. =1+1"
    for table, column in (("note", "text"), ("round", "place"), ("milestone", "title")):
        by_hand(f"UPDATE {table} SET {column} = ?", evil)

    ran = quick("history", "--all")

    assert "[/b] evil" in ran.out
    assert all(letter.isprintable() or letter == "\n" for letter in ran.out)
