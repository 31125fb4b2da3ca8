"""`--known-on`: the answer as it would have been given then, from every command that asks."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from negotrack.cli.app import COMMANDS, root_command
from tests.cli.conftest import Refused
from tests.conftest import Run
from tests.store.past import newest
from tests.store.powerless import run_powerless
from tests.store.reading import fingerprint, rows

# `log` tells what was recorded when, and `changes` compares two days of either kind of time.
BY_THEMSELVES = {"log", "changes"}
NAMED = [name for name in COMMANDS if name not in BY_THEMSELVES]
ASKING = [name for name in NAMED if root_command().commands[name].rich_help_panel == "Ask"]
WORDS = {
    "power": ("-n", "WTO", "--rule", "vote"),
    "report": ("--partner", "JP"),
    "history": ("--all",),
    "rounds": ("--all",),
}
# Further questions that the same commands answer.
OTHERS = [
    ("status", "--all"),
    ("status", "--members"),
    ("-n", "WTO", "blockers", "--rule", "vote"),
    ("blockers", "--all-rules"),
    ("blockers", "--path"),
    ("-n", "WTO", "blockers", "--what-if", "US=concluded"),
    ("report", "--partner", "US"),
    ("report",),
    ("rounds",),
    ("history", "--partner", "US"),
    ("-n", "US-ART", "status"),
]
QUESTIONS = [*((name, *WORDS.get(name, ())) for name in ASKING), *OTHERS]
DAYS = ["2005-05-12", "2005-06-30", "2025-11-26", "2026-03-01"]


@dataclass(frozen=True)
class Moment:
    """A moment of a store: its time of recording, and a copy that was made then."""

    recorded_at: str
    copy: Path


@pytest.fixture
def moments(quick: Run, store: Path, tmp_path: Path) -> list[Moment]:
    """Let a store be written in for a while, and keep a copy of it after each action."""
    kept = [Moment(newest(store), Path(shutil.copy(store, tmp_path / "0.db")))]
    for number, line in enumerate(
        [
            ("set-status", "JP", "concluded", "--on", "2005-06-09", "--source", "A newspaper"),
            ("add-partner", "GH", "--alias", "Ga-na", "--group", "QUAD"),
            ("add-participant", "GH", "--votes", "3"),
            (
                *("-n", "US-ART", "add-round", "--partner", "US", "--level", "ministerial"),
                *("--date", "2025-11-25", "--outcome", "services=agreed", "--next", "2026-02"),
            ),
            ("add-rule", "vote-2", "1/2", "--default"),
            ("add-note", "Rice prices rose", "--on", "2005-05"),
            ("use", "US-ART"),
            ("undo",),
            ("undo",),
            ("redo",),
            ("use", "CPTPP-CR"),
        ],
        start=1,
    ):
        ran = quick(*line)
        assert ran.code == 0, ran
        copy = Path(shutil.copy(store, tmp_path / f"{number}.db"))
        kept.append(Moment(newest(store), copy))
    assert len({moment.recorded_at for moment in kept}) == len(kept)
    return kept


def answer(quick: Run, *words: str, db: Path | None = None) -> dict[str, Any]:
    ran = quick(*words, "--format", "json", db=db)
    assert ran.code == 0, ran
    told: dict[str, Any] = json.loads(ran.out)
    del told["generated_at"]
    return told


def test_every_asking_command_takes_both_kinds_of_time() -> None:
    assert len(ASKING) >= 9
    for name in ASKING:
        options = [param.name for param in root_command().commands[name].params]
        assert {"as_of", "known_on"} <= set(options), name


@pytest.mark.parametrize("name", ASKING)
def test_every_asking_command_says_so_in_its_help(quick: Run, name: str) -> None:
    told = quick(name, "--help").out
    assert "--as-of" in told
    assert "--known-on" in told


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_an_answer_is_what_a_copy_made_then_answers(
    quick: Run, moments: list[Moment], words: tuple[str, ...]
) -> None:
    for number, moment in enumerate(moments):
        day = DAYS[number % len(DAYS)]
        told = answer(quick, *words, "--as-of", day, "--known-on", moment.recorded_at)
        assert told.pop("known_on") == moment.recorded_at
        before = answer(quick, *words, "--as-of", day, db=moment.copy)
        assert before.pop("known_on") is None
        assert told == before


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_a_page_says_what_it_said_then_below_a_line_about_when(
    quick: Run, moments: list[Moment], words: tuple[str, ...]
) -> None:
    moment = moments[3]
    asked = (*words, "--as-of", "2025-11-26")
    told = quick(*asked, "--known-on", moment.recorded_at)
    assert (told.code, told.err) == (0, "")
    heading, _, page = told.out.partition("\n")
    assert re.fullmatch(r"As known on \d{4}-\d\d-\d\d \d\d:\d\d:\d\d", heading)
    assert page == quick(*asked, db=moment.copy).out


def test_the_answer_of_then_is_another_one(quick: Run, moments: list[Moment]) -> None:
    before = moments[0].recorded_at
    assert "7 of 28 concluded" in quick("status", "-n", "WTO").out
    assert "6 of 27 concluded" in quick("status", "-n", "WTO", "--known-on", before).out


def test_the_negotiation_in_use_is_the_one_that_was(quick: Run, moments: list[Moment]) -> None:
    assert quick("status").out.startswith("CPTPP-CR  ")
    told = quick("status", "--known-on", moments[0].recorded_at).out
    assert told.splitlines()[1].startswith("WTO  ")


def test_names_are_those_that_were_known(
    quick: Run, refused: Refused, moments: list[Moment]
) -> None:
    assert quick("report", "--partner", "Ga-na", "-n", "WTO").code == 0
    before = ("--known-on", moments[1].recorded_at)
    said = refused("report", "--partner", "Ga-na", *before, "-n", "WTO", code=3)
    assert "No partner is called 'Ga-na'" in said


def test_a_day_means_its_end_and_the_day_that_is_asked_about(
    quick: Run, moments: list[Moment]
) -> None:
    today = answer(quick, "status", "-n", "WTO")
    for said in ("today", "2999-12-31", "2999", "tomorrow"):
        told = answer(quick, "status", "-n", "WTO", "--known-on", said)
        assert (told["as_of"], told["items"]) == (today["as_of"], today["items"])


def test_without_a_day_the_question_is_about_the_day_of_then(quick: Run, store: Path) -> None:
    with closing(sqlite3.connect(store)) as earlier, earlier:
        earlier.execute("DROP TRIGGER entry_refuses_update")
        earlier.execute("UPDATE entry SET recorded_at = '2025-11-20T09:00:00.000000Z'")
    assert answer(quick, "status", "--known-on", "2025-11-22")["as_of"] == "2025-11-22"
    both = ("--known-on", "2025-11-22", "--as-of", "2005-05-12")
    assert answer(quick, "status", *both)["as_of"] == "2005-05-12"


def test_what_the_journal_shows_can_be_pasted(quick: Run, moments: list[Moment]) -> None:
    shown = quick("log", COLUMNS="120").out.splitlines()[-3]
    at = re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", shown)
    assert at is not None
    told = answer(quick, "negotiations", "--known-on", at.group())
    assert told["items"] == answer(quick, "negotiations")["items"]


# What cannot be told.


def test_before_the_beginning_is_a_sentence(refused: Refused) -> None:
    for name in ASKING:
        said = refused(name, *WORDS.get(name, ()), "--known-on", "2005-05-12", code=3)
        assert "this store had been told nothing: its first entry is of 20" in said
        assert "--as-of" in said


def test_a_store_without_a_journal_was_told_nothing(quick: Run, empty_store: Path) -> None:
    ran = quick("negotiations", "--known-on", "today", db=empty_store)
    assert (ran.code, ran.out) == (3, "")
    assert "its journal is empty" in ran.err


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("soon", "Cannot read the date 'soon'"),
        ("2025-02-30", "2025-02-30"),
        ("2025-11-14T25:00", "Cannot read the time '2025-11-14T25:00'"),
        ("10/11/2025", "10/11/2025"),
        ("2025/..", "has no end"),
        ("", "empty"),
        ("\x1b[2J", "Cannot read the date"),
    ],
)
def test_a_time_that_cannot_be_read_is_a_sentence(refused: Refused, said: str, why: str) -> None:
    assert why in refused("status", "--known-on", said, code=2)


@pytest.mark.parametrize("said", ["0001-01-01T00:00", "9999-12-31T23:59", "9999-12-31T23:59:59Z"])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Ho_Chi_Minh", "America/Lima"])
def test_the_ends_of_the_calendar_are_asked_like_any_other(run: Run, said: str, zone: str) -> None:
    ran = run("status", "--known-on", said, TZ=zone)
    assert ran.code == (3 if said.startswith("0") else 0), ran


def test_writing_commands_do_not_take_it(refused: Refused) -> None:
    said = refused("use", "US-ART", "--known-on", "today", code=2)
    assert "--known-on" in said


# The store is only read.


@pytest.mark.parametrize("name", ASKING)
def test_the_store_is_not_changed_and_nothing_is_left_beside_it(
    quick: Run, store: Path, name: str
) -> None:
    recorded_at = newest(store)
    quick("use", "US-ART")
    quick("use", "WTO")
    before, touched = fingerprint(store), store.stat().st_mtime_ns
    assert quick(name, *WORDS.get(name, ()), "--known-on", recorded_at).code == 0
    assert (fingerprint(store), store.stat().st_mtime_ns) == (before, touched)
    assert [each.name for each in store.parent.iterdir() if each.is_file()] == [store.name]


def test_it_answers_while_somebody_writes(quick: Run, store: Path) -> None:
    recorded_at = newest(store)
    quick("set-status", "JP", "concluded", "--on", "2005-06-09")
    with closing(sqlite3.connect(store, isolation_level=None)) as colleague:
        colleague.execute("BEGIN IMMEDIATE")
        colleague.execute("UPDATE setting SET value = 'US-ART'")
        ran = quick("status", "--known-on", recorded_at)
        colleague.execute("COMMIT")
    assert ran.code == 0
    assert "6 of 27 concluded" in ran.out
    assert rows(store, "SELECT value FROM setting") == [{"value": "US-ART"}]


def test_it_answers_on_a_store_that_may_only_be_read(
    store: Path, environment: dict[str, str], quick: Run
) -> None:
    recorded_at = newest(store)
    quick("set-status", "JP", "concluded", "--on", "2005-06-09")
    store.chmod(0o444)
    ran = run_powerless(
        environment | {"NEGOTRACK_DB": str(store)}, "status", "--known-on", recorded_at
    )
    assert (ran.code, ran.err) == (0, "")
    assert "6 of 27 concluded" in ran.out


def test_a_first_run_makes_the_store_and_then_answers(quick: Run, tmp_path: Path) -> None:
    ran = quick("status", "--known-on", "today", db=tmp_path / "new.db")
    assert ran.code == 0
    assert "6 of 27 concluded" in ran.out
