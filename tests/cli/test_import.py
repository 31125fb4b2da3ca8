"""`negotrack import` as a user meets it: what it says, how it ends, what it leaves behind."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pexpect
import pytest

from negotrack.domain.exchange import SHEETS
from tests.cli.conftest import Refused, Terminal
from tests.conftest import Run
from tests.store.reading import entries, fingerprint, tables

LATER_FACTS = Path(__file__).parents[2] / "examples" / "wto-2005-2006.csv"
USAGE, NOT_FOUND, REFUSED, PROBLEMS = 2, 3, 4, 6


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Give a sheet of statuses with one good row and one bad one."""
    path = tmp_path / "sheet.csv"
    path.write_text("partner,status,on\nJP,concluded,2005-06-09\nKR,signed,10/11/2005\n")
    return path


def test_the_later_facts_go_in_as_they_are_and_come_out_with_one_undo(
    run: Run, store: Path
) -> None:
    before = tables(store)

    ran = run("import", str(LATER_FACTS), "-n", "WTO")
    assert ran.code == 0
    assert ran.err == (
        "Reading statuses from wto-2005-2006.csv: partner, status, on → date, note, source.\n"
    )
    first, second = ran.out.splitlines()
    assert first == "Recorded in WTO: 27 statuses from wto-2005-2006.csv."
    (entry,) = entries(store)
    assert second == f"To take it back: negotrack undo {entry['id']}"

    again = run("import", str(LATER_FACTS), "-n", "WTO")
    assert (again.code, again.out) == (
        0,
        "Nothing to record in WTO: all 27 rows of wto-2005-2006.csv are there already.\n",
    )

    assert run("undo").code == 0
    assert tables(store) == before


def test_a_dry_run_says_the_same_and_writes_nothing(quick: Run, store: Path) -> None:
    before = fingerprint(store)
    ran = quick("-n", "WTO", "import", str(LATER_FACTS), "--dry-run")
    assert ran.out == (
        "Would record in WTO: 27 statuses from wto-2005-2006.csv.\n"
        "Nothing was written (--dry-run).\n"
    )
    assert fingerprint(store) == before


def test_quiet_says_nothing_but_problems(quick: Run, sheet: Path) -> None:
    ran = quick("import", str(LATER_FACTS), "-n", "WTO", "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert quick("import", str(sheet), "-n", "WTO", "--quiet").err.startswith(
        "negotrack: sheet.csv"
    )


def test_problems_are_shown_together_and_end_with_6(quick: Run, store: Path, sheet: Path) -> None:
    before = fingerprint(store)
    ran = quick("import", str(sheet), "-n", "WTO")
    assert (ran.code, ran.out) == (PROBLEMS, "")
    assert ran.err.splitlines()[1:] == [
        (
            "negotrack: sheet.csv has a problem in 1 of 2 lines; nothing was written. "
            "Mend the file, or say --skip-bad to import the rest:"
        ),
        "  line 3, on: Cannot read the date '10/11/2005': it could be 10 November 2005 or",
        "    11 October 2005: write 2005-11-10 or 2005-10-11.",
    ]
    assert fingerprint(store) == before


def test_a_date_order_settles_it(quick: Run, sheet: Path) -> None:
    assert quick("import", str(sheet), "-n", "WTO", "--date-order", "dmy").code == 0
    assert "10 Nov 2005" in quick("-n", "WTO", "report", "--partner", "KR").out
    ran = quick("import", str(sheet), "-n", "WTO", NEGOTRACK_DATE_ORDER="dmy")
    assert "all 2 rows" in ran.out


def test_at_most_fifty_problems_are_shown(quick: Run, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("partner,status,on\n" + "XX,signed,2005\n" * 2_000)
    ran = quick("import", str(path))
    shown = [line for line in ran.err.splitlines() if line.startswith("  line ")]
    assert len(shown) == 50
    assert ran.err.splitlines()[-1] == "  and 1,950 more"


def test_bad_rows_can_be_left_out(quick: Run, sheet: Path) -> None:
    ran = quick("import", str(sheet), "-n", "WTO", "--skip-bad")
    assert ran.code == 0
    assert ran.out.startswith("Recorded in WTO: 1 status from sheet.csv.\n")
    kept = sheet.with_name("sheet.bad.csv")
    assert ran.err.splitlines()[-1] == f"Left out 1 line, saved with the reasons in {kept}."
    assert kept.read_text().splitlines()[1].startswith("KR,signed,10/11/2005,3,on: Cannot read")


def test_a_dry_run_shows_what_it_would_leave_out_and_saves_nothing(quick: Run, sheet: Path) -> None:
    ran = quick("import", str(sheet), "-n", "WTO", "--skip-bad", "--dry-run")
    assert "Would leave out 1 line:\n  line 3, on: Cannot read" in ran.err
    assert sorted(path.name for path in sheet.parent.glob("*.csv")) == ["sheet.csv"]


def test_no_bad_rows_are_left_where_nothing_was_imported(
    quick: Run, sheet: Path, store: Path
) -> None:
    sheet.write_text(sheet.read_text() + 'CN,"concluded,2005\n')
    assert quick("import", str(sheet), "-n", "WTO", "--skip-bad").code == PROBLEMS
    assert sorted(path.name for path in sheet.parent.glob("*.csv")) == ["sheet.csv"]


@pytest.mark.skipif(os.geteuid() == 0, reason="everything may be written by root")
def test_a_folder_that_may_not_be_written_is_said(quick: Run, sheet: Path) -> None:
    sheet.parent.chmod(0o555)
    try:
        ran = quick("import", str(sheet), "-n", "WTO", "--skip-bad")
    finally:
        sheet.parent.chmod(0o755)
    assert (ran.code, "cannot be saved" in ran.err) == (USAGE, True)


def test_standard_input_is_read_from_a_pipe(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = ["partner;status;on", "JP;concluded;2005-06-09", "XX;signed;2005"]
    ran = run("import", "-", "-n", "WTO", "--skip-bad", stdin="\n".join(lines))
    assert ran.code == 0
    assert "1 status from standard input." in ran.out
    assert (tmp_path / "import.bad.csv").exists()

    rows = "".join(f"CN;negotiating;{1000 + n}\n" for n in range(500, 1000))
    ran = run("import", "-", "-n", "WTO", stdin=f"partner;status;on\n{rows * 20}")
    assert "500 statuses from standard input (9,500 rows were there already)" in ran.out


def test_json_lines_come_through_a_pipe_as_well(run: Run) -> None:
    line = json.dumps({"partner": "JP", "status": "concluded", "on": "2005-06-09"})
    assert "1 status" in run("import", "-", "-n", "WTO", stdin=line).out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nowhere.csv",), USAGE, "nowhere.csv cannot be read"),
        ((".",), USAGE, ". is a folder"),
        ((str(LATER_FACTS), "--kind", "statusses"), USAGE, "Nearest: statuses"),
        ((str(LATER_FACTS), "--map", "on"), USAGE, "Write COLUMN=FIELD"),
        ((str(LATER_FACTS), "--map", "when=date"), USAGE, "no column 'when'"),
        ((str(LATER_FACTS), "--map", "on=-"), USAGE, "do not tell a kind; participants"),
        ((str(LATER_FACTS), "--sheet", "one"), USAGE, "is no workbook"),
        ((str(LATER_FACTS), "-n", "NAFTA"), NOT_FOUND, "No negotiation is called 'NAFTA'"),
        (("a\0b",), USAGE, "cannot be read"),
    ],
)
def test_a_misuse_is_one_sentence(
    refused: Refused, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in refused("import", *words, code=code)


def test_the_file_must_be_said(refused: Refused) -> None:
    assert "FILE is missing" in refused("import", code=USAGE)


def test_without_a_negotiation_in_use_rows_that_name_none_have_nowhere_to_go(
    quick: Run, empty_store: Path
) -> None:
    ran = quick("import", str(LATER_FACTS), db=empty_store)
    assert (ran.code, ran.err.splitlines()[-1]) == (
        NOT_FOUND,
        "negotrack: The store has no negotiation yet. `negotrack add-negotiation` adds one.",
    )


def test_what_was_exported_is_recognised_and_makes_the_same_record_elsewhere(
    quick: Run, store: Path, empty_store: Path, tmp_path: Path
) -> None:
    for name in ("facts.json", "facts.jsonl", "facts.xlsx"):
        file = tmp_path / name
        assert quick("export", "-o", str(file)).code == 0
        ran = quick("import", str(file))
        assert (ran.code, ran.out[:22]) == (0, "Nothing to record: all")
        copy = tmp_path / f"{name}.db"
        copy.write_bytes(empty_store.read_bytes())
        assert quick("import", str(file), db=copy).code == 0
        made, meant = tables(copy), tables(store)
        # Which negotiation is in use is no fact.
        assert made | {"setting": []} == meant | {"setting": []}


def test_each_kind_that_was_exported_as_csv_is_recognised(quick: Run, tmp_path: Path) -> None:
    for sheet in SHEETS:
        file = tmp_path / f"{sheet.name}.csv"
        assert quick("export", "--kind", sheet.name, "-o", str(file)).code == 0
        ran = quick("import", str(file))
        assert (ran.code, ran.out[:17]) == (0, "Nothing to record"), ran
        assert ran.err.startswith(f"Reading {sheet.name.replace('-', ' ')} from {sheet.name}.csv: ")


def test_what_was_edited_meanwhile_is_corrected(quick: Run, tmp_path: Path) -> None:
    file = tmp_path / "rounds.csv"
    quick("export", "--kind", "rounds", "-o", str(file))
    text = file.read_text(encoding="utf-8-sig")
    assert text.count("Beijing") == 1
    file.write_text(text.replace("Beijing", "Shanghai"), encoding="utf-8-sig")
    ran = quick("import", str(file))
    others = len(text.splitlines()) - 2
    assert "Recorded: 1 round corrected from rounds.csv" in ran.out
    assert f"({others} rows were there already)" in ran.out
    assert "Shanghai" in quick("-n", "WTO", "rounds", "--all").out


def test_an_archive_is_for_a_store_that_holds_nothing(quick: Run, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    assert quick("export", "--everything", "-o", str(file)).code == 0
    ran = quick("import", str(file))
    assert (ran.code, "holds a record already" in ran.err) == (REFUSED, True)
    assert quick("import", str(file), db=tmp_path / "new.db").code == 0


def test_nothing_of_a_file_steers_the_terminal(quick: Run, tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31mred\x07.csv"
    path.write_text(
        "partner,status,on,\x1b]0;title\x07,note\n\x1b[2J,\u202esigned,\x9b31m,x,\x00y\n"
    )
    ran = quick("import", str(path), "-n", "WTO")
    # The file is refused for its NUL, and once that is out for its cells.
    assert ran.code == PROBLEMS
    path.write_text(path.read_text().replace("\x00", "\x1b"))
    ran = quick("import", str(path), "-n", "WTO", "--map", "note=note")
    assert ran.code == PROBLEMS
    shown = ran.err + ran.out
    assert not any(ord(letter) < 32 and letter != "\n" for letter in shown)
    assert not any(letter in shown for letter in "\x7f\x9b\u202e")


def test_how_far_it_is_is_shown_on_a_terminal_only(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    days = [f"{year}-{month:02}" for year in range(1800, 2000) for month in range(1, 13)]
    codes = ("JP", "KR", "CN", "US", "CA")
    rows = [f"{code},interested,{day}\n" for day in days for code in codes]
    path.write_text("partner,status,on\n" + "".join(rows))
    screen = terminal("-n", "WTO", "import", str(path), TERM="xterm")
    screen.expect("Reading [0-9,]+ rows")
    screen.expect(r"Recorded in WTO: 12,000 statuses")
    screen.expect(pexpect.EOF)


def test_the_file_is_asked_for_on_a_terminal(terminal: Terminal) -> None:
    screen = terminal("-n", "WTO", "import", "--dry-run")
    screen.expect("File to import")
    screen.sendline(str(LATER_FACTS))
    screen.expect("Would record in WTO: 27 statuses")
