"""What the first issue promises to show, with its commands as they stand there."""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.conftest import Ran, Run


def say(quick: Run, line: str) -> Ran:
    """Run a whole command line as it is written in the issue."""
    program, *words = shlex.split(line)
    assert program == "negotrack"
    ran = quick(*words)
    assert (ran.code, ran.err) == (0, ""), ran
    return ran


def test_status_shows_6_of_27(quick: Run) -> None:
    assert "6 of 27 concluded" in say(quick, "negotrack status").out


def test_blockers_lists_21(quick: Run) -> None:
    assert "waits for 21 participants" in say(quick, "negotrack blockers").out
    told = json.loads(say(quick, "negotrack blockers --format json").out)
    assert (told["met"], len(told["items"])) == ("no", 21)


def test_the_vote_needs_the_quad_and_9_more(quick: Run) -> None:
    said = " ".join(say(quick, "negotrack blockers --rule vote").out.split())
    assert "CA, JP and US are indispensable, and 9 more of the other 18 are needed" in said
    told = json.loads(say(quick, "negotrack blockers --rule vote --format json").out)
    assert [each["partner"] for each in told["items"] if each["indispensable"]] == [
        "CA",
        "JP",
        "US",
    ]
    assert told["more_needed"] == 9


def test_a_recorded_conclusion_moves_the_count_to_7_and_undo_takes_it_back(quick: Run) -> None:
    told = say(quick, 'negotrack set-status JP concluded --on 2005-06-09 --source "..."')

    recorded, undo = told.out.splitlines()
    assert recorded == "Recorded in WTO: JP concluded on 9 June 2005."
    assert "7 of 27 concluded" in say(quick, "negotrack status").out
    assert "6 of 27 concluded" in say(quick, "negotrack status --as-of 2005-06-08").out
    assert "waits for 20 participants" in say(quick, "negotrack blockers").out

    say(quick, undo.removeprefix("To take it back: "))
    assert "6 of 27 concluded" in say(quick, "negotrack status").out


def test_a_recorded_round_appears_in_the_report(quick: Run, store: Path) -> None:
    told = say(
        quick,
        "negotrack -n US-ART add-round --partner US --level ministerial --mode online"
        " --date 2025-11-25 --outcome services=agreed --next 2026-01",
    )
    assert "held on 25 November 2025" in told.out
    assert "the next round planned in January 2026" in told.out

    page = say(quick, "negotrack report --partner US").out
    assert "25 Nov 2025, ministerial session with US, online" in page
    assert re.search(r"Services +agreed +25 Nov 2025", page)
    assert "Jan 2026, ministerial session with US" in page
    # The session was planned for November: it is that one that was held.
    assert "Nov 2025, ministerial session with US, online (overdue)" not in page

    with closing(sqlite3.connect(store)) as connection:
        (entries,) = connection.execute(
            "SELECT count(*) FROM entry WHERE command LIKE '%add-round%'"
        ).fetchone()
    assert entries == 1


def test_a_dry_run_shows_and_writes_nothing(quick: Run, store: Path) -> None:
    before = store.read_bytes()
    told = say(quick, "negotrack set-status JP concluded --on 2005-06-09 --dry-run")
    assert told.out.splitlines() == [
        "Would record in WTO: JP concluded on 9 June 2005.",
        "Nothing was written (--dry-run).",
    ]
    assert store.read_bytes() == before
