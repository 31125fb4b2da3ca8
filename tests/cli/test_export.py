"""negotrack export: forms chosen, files written whole or not at all, and what is said of them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from negotrack.cli.app import root_command
from negotrack.domain.exchange import SHEETS
from tests.cli.conftest import ByHand, Refused, Terminal
from tests.cli.test_imports import HEAVY, imported_by
from tests.conftest import Run

PAGE = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text(encoding="utf-8")
BEGINS = {
    "xlsx": b"PK",
    "json": b'{"schema": "negotrack/export/1"',
    "jsonl": b'{"kind": "sources", "row": {"code": ',
    "ics": b"BEGIN:VCALENDAR\r\n",
    "sql": b"-- The facts of a negotrack store",
}


@pytest.mark.parametrize("ending", BEGINS)
def test_the_ending_of_the_file_chooses_the_form(quick: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"record.{ending}"
    ran = quick("export", "-o", str(file))
    assert (ran.code, ran.out) == (0, "")
    first, *more = ran.err.splitlines()
    assert re.fullmatch(rf"Wrote (17 kinds, \d+ rows|\d+ events) to {file}\.", first)
    assert [line.split(",")[0] for line in more] == ["Not in the calendar"] * (ending == "ics")
    assert file.read_bytes().startswith(BEGINS[ending])


def test_the_form_that_is_said_is_stronger_than_the_ending(quick: Run, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    assert quick("export", "--format", "sql", "-o", str(file)).code == 0
    assert file.read_bytes().startswith(BEGINS["sql"])


@pytest.mark.parametrize("stdout", [(), ("-o", "-")])
def test_without_a_file_the_rows_go_to_stdout_and_nothing_is_said(
    quick: Run, stdout: tuple[str, ...]
) -> None:
    ran = quick("export", "--kind", "groups", "--format", "csv", *stdout)
    assert ran == type(ran)(
        0, "code,title,partners,source\nQUAD,The Quad,CA EU JP US,vnexpress-2005-05\n", ""
    )


def test_kinds_are_named_in_the_plural_or_singular_and_come_in_order(quick: Run) -> None:
    words = ("--kind", "Follow-Up", "--kind", "round", "--kind", "rounds")
    kinds = json.loads(quick("export", *words, "--format", "json").out)["kinds"]
    assert list(kinds) == ["rounds", "follow-ups"]


def test_the_kinds_are_completed(quick: Run) -> None:
    option = next(each for each in root_command().commands["export"].params if each.name == "kinds")
    context = root_command().make_context("negotrack", ["export"], resilient_parsing=True)
    found = [item.value for item in option.shell_complete(context, "mile")]
    assert found == ["milestones", "milestone-dates"]


def test_a_negotiation_limits_what_goes_only_when_it_is_said(quick: Run) -> None:
    def rounds(*words: str, **variables: str) -> set[str]:
        ran = quick("export", "--kind", "rounds", "--format", "csv", *words, **variables)
        return {row["negotiation"] for row in csv.DictReader(io.StringIO(ran.out))}

    assert rounds("-n", "us-art") == {"US-ART"}
    assert rounds() == rounds(NEGOTRACK_NEGOTIATION="US-ART") == {"WTO", "US-ART", "CPTPP-CR"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Say in which form: --format csv, xlsx, json, jsonl, ics or sql."),
        (("-o", "x.ods"), "The name x.ods does not tell the form. Say --format csv, "),
        (("-o", "x.csv"), "CSV holds one kind. Say --kind with one of them, such as rounds, "),
        (("--kind", "round", "--kind", "note", "-o", "x.csv"), "CSV holds one kind."),
        (("--format", "xlsx"), "A workbook is no text. Name a file for it, "),
        (("--format", "xlsx", "-o", "-"), "A workbook is no text. Name a file for it, "),
        (("--kind", "partners", "-o", "x.ics"), "A calendar holds rounds and follow-ups."),
        (("--kind", "rond", "-o", "x.csv"), "'rond' is no kind of fact. Nearest: rounds."),
        (("--everything", "-o", "x.csv"), "--everything is written as jsonl, not as csv."),
        (("--everything", "--format", "sql"), "--everything is written as jsonl, not as sql."),
        (("--everything", "--kind", "note"), "--everything is the whole record with its journal."),
        (("--everything", "-n", "WTO"), "--everything is the whole record with its journal."),
        (("-o", "nowhere/x.sql"), "The folder nowhere does not exist. Make it first."),
        (("-o", ".", "--format", "sql"), ". is a folder. Name a file in it."),
        (("-o", f"{'x' * 300}.sql"), ".sql cannot be written: File name too long."),
        (("-o", "/dev/null", "--format", "sql", "--force"), "/dev/null is not a file."),
    ],
)
def test_what_does_not_go_together_is_refused_and_nothing_is_written(
    refused: Refused,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert sentence in refused("export", *words, code=2)
    assert sorted(tmp_path.iterdir()) == before


def test_a_negotiation_that_is_not_there_is_not_found(refused: Refused, tmp_path: Path) -> None:
    assert "'XX'" in refused("export", "-n", "XX", "-o", str(tmp_path / "x.sql"), code=3)


def test_the_store_is_never_written_over(refused: Refused, store: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(store)
    for file in (store, link):
        words = ("--format", "sql", "--force", "-o", str(file))
        assert "is the store itself. Name another file." in refused("export", *words, code=2)


def test_a_file_that_is_there_is_replaced_only_with_force(quick: Run, tmp_path: Path) -> None:
    file = tmp_path / "record.sql"
    file.write_text("mine")
    ran = quick("export", "-o", str(file))
    assert (ran.code, file.read_text()) == (2, "mine")
    assert ran.err == f"negotrack: {file} exists already. Say --force to replace it.\n"
    assert quick("export", "-o", str(file), "--force").code == 0
    assert file.read_bytes().startswith(BEGINS["sql"])


def test_a_form_that_fails_half_way_leaves_no_file(
    quick: Run, by_hand: ByHand, tmp_path: Path
) -> None:
    by_hand("UPDATE note SET text = ?", "x" * 40_000)
    folder = tmp_path / "out"
    folder.mkdir()
    ran = quick("export", "-o", str(folder / "record.xlsx"))
    assert ran.code == 2
    assert "longer than the 32,767 characters that a cell holds" in ran.err
    assert list(folder.iterdir()) == []


def test_quiet_says_nothing(quick: Run, tmp_path: Path) -> None:
    ran = quick("export", "--quiet", "-o", str(tmp_path / "rounds.ics"))
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_what_a_calendar_lacks_is_said_on_stderr(quick: Run) -> None:
    ran = quick("export", "-n", "US-ART", "--format", "ics")
    assert ran.err == "Not in the calendar, for want of a known day: 1 round and 4 follow-ups.\n"
    assert ran.out.count("BEGIN:VEVENT") == 2


def test_the_archive_goes_to_a_file_and_to_stdout_alike(quick: Run, tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    ran = quick("export", "--everything", "-o", str(file))
    assert ran.out == ""
    assert re.fullmatch(
        rf"Wrote the whole record, \d+ rows with its journal, to {file}\.\n", ran.err
    )
    assert quick("export", "--everything").out == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "ics", "sql", "everything"])
def test_what_strangers_wrote_never_reaches_a_terminal(
    by_hand: ByHand, quick: Run, form: str
) -> None:
    evil = "evil \x1b[2J \x1b]0;x\x07 \u202eback\u202c \x9b31m \0nul \u2028 \x7f."
    by_hand("UPDATE round SET summary = ?, place = ?", evil, evil)
    words = ("--everything",) if form == "everything" else ("--kind", "rounds", "--format", form)
    ran = quick("export", *words)
    assert ran.code == 0
    assert "evil" in ran.out or b"evil".hex() in ran.out
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2028]", ran.out)
    assert ("Left out of 20 cells: control characters" in ran.err) == (form == "csv")


def test_a_terminal_shows_the_rows(terminal: Terminal) -> None:
    screen = terminal("export", "--kind", "groups", "--format", "csv", columns=120)
    screen.expect_exact("QUAD,The Quad,CA EU JP US,vnexpress-2005-05")


def test_a_name_of_a_file_steers_no_terminal(quick: Run, tmp_path: Path) -> None:
    ran = quick("export", "-o", str(tmp_path / "a\x1b[31mb.sql"))
    assert ran.code == 0
    assert "\x1b" not in ran.err


def test_rows_on_stdout_need_no_heavy_library(store: Path, environment: dict[str, str]) -> None:
    imported, printed = imported_by("export --kind rounds --format csv", store, environment)
    assert printed.startswith("id,negotiation,date,")
    assert imported & (HEAVY | {"xlsxwriter", "icalendar", "python_calamine"}) == set()


def test_the_page_lists_every_kind_with_its_columns() -> None:
    told = dict(re.findall(r"^\| `([a-z-]+)` \| ([a-z0-9_, ]+) \|$", PAGE, flags=re.MULTILINE))
    for sheet in SHEETS:
        assert told[sheet.name] == ", ".join(sheet.columns)
