"""Whatever is typed wrong: one sentence, the documented exit code, and nothing written."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import ByHand, Refused
from tests.conftest import Run

USAGE, NOT_FOUND, REFUSED, STORE, READER_LEFT = 2, 3, 4, 5, 141

# A round that could be recorded, were it not for what is added to it.
A_ROUND = ("add-round", "--partner", "JP", "--date", "2005-06-20")

READING = (
    ("status",),
    ("status", "--members"),
    ("blockers",),
    ("blockers", "--rule", "vote"),
    ("report",),
    ("report", "--partner", "US"),
    ("rounds", "--all"),
    ("partners",),
    ("negotiations",),
    ("sources",),
    ("history",),
    ("changes", "--since", "1990"),
    ("log",),
    ("where",),
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "--partner", "Unted States"), "Nearest: United States (US)"),
        (("report", "--partner", "Atlantis"), "`negotrack partners` lists them"),
        (("set-status", "Chinaa", "concluded", "--on", "2005"), "Nearest: China (CN)"),
        (("status", "USART"), "Nearest: US-ART"),
        (("-n", "NAFTA", "status"), "No negotiation is called 'NAFTA'"),
        ((*A_ROUND, "--outcome", "good=agreed"), "Nearest: Goods (goods)"),
        ((*A_ROUND, "--outcome", "tbt=agreed"), "Its chapters: goods, services."),
        ((*A_ROUND, "--outcome", "goods=agred"), "Nearest: agreed"),
        ((*A_ROUND, "--status", "JP=concluding"), "Nearest: concluded"),
        (("set-status", "JP", "conclded", "--on", "2005"), "Nearest: concluded"),
        (("add-partner", "TH", "--group", "QUAT"), "Nearest: QUAD"),
        (("hold-round", "wto-2004-09-ch"), "Nearest: wto-2004-09-cn"),
        (("set-status", "JP", "concluded", "--on", "2005", "--round", "x"), "`negotrack rounds"),
        (("blockers", "--rule", "majority"), "No rule of WTO is called 'majority'"),
        (("done", "x"), "No follow-up has the id 'x'"),
        (("set-request", "x", "accepted", "--on", "2005"), "No request has the id 'x'"),
        (("undo", "nothing"), "No entry has the id 'nothing'"),
        (("set-status", "MY", "concluded", "--on", "2005"), "MY is not a participant in WTO"),
        (("-n", "US-ART", *A_ROUND), "JP is not a participant in US-ART"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_or_where_to_look(
    refused: Refused, words: tuple[str, ...], said: str
) -> None:
    assert said in refused(*words, code=NOT_FOUND)


def test_a_name_of_two_partners_lists_them_and_chooses_none(
    refused: Refused, by_hand: ByHand
) -> None:
    by_hand("INSERT INTO partner_name (partner, name) VALUES ('CA', 'North'), ('NO', 'North')")
    for words in (("report", "--partner", "north"), (*A_ROUND, "--partner", "North")):
        assert "fits more than one partner: CA, NO" in refused(*words, code=NOT_FOUND)


def test_the_beginning_of_two_rounds_lists_them(refused: Refused) -> None:
    said = refused("hold-round", "wto-2004", code=NOT_FOUND)
    assert "wto-2004-06-15-working-party, wto-2004-09-cn" in said


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2005-02-30", "February 2005 has 28 days"),
        ("2005-13", "2005-13"),
        ("2005-06-20..2005-06-01", "put the earlier date first"),
        ("10/11/2025", "2025-11-10 or 2025-10-11"),
        ("soon", "write a day (2005-05-06)"),
        ("9" * 100_000, "100,000 characters"),
        ("2005-06-20\x1b[2J", "Cannot read the date"),
    ],
)
def test_a_date_that_is_none_or_several_is_refused(refused: Refused, date: str, said: str) -> None:
    assert said in refused("set-status", "JP", "concluded", "--on", date, code=USAGE)


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--as-of"),
        ("rounds", "--since"),
        ("add-round", "--partner", "JP", "--date"),
        ("add-round", "--date", "2005-06-20", "--next"),
        ("add-follow-up", "Write", "--due"),
        ("add-milestone", "vote", "--planned"),
    ],
)
def test_every_date_is_read_alike(refused: Refused, words: tuple[str, ...]) -> None:
    said = refused(*words, "10/11/2025", code=USAGE)
    assert "it could be 10 November 2025 or 11 October 2025" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*A_ROUND, "--outcome", "goods"), "'goods' is no outcome. Write CHAPTER=RESULT"),
        ((*A_ROUND, "--outcome", "goods="), "'goods=' is no outcome"),
        ((*A_ROUND, "--status", "JP"), "'JP' is no status. Write PARTNER=STATUS"),
        ((*A_ROUND, "--follow-up", "Write|soon"), "Cannot read the date 'soon'"),
        ((*A_ROUND, "--follow-up", "|2005-07"), "The follow-up is empty"),
        ((*A_ROUND, "--level", "low"), "'technical', 'chief-negotiator'"),
        (("set-status", "JP", "concluded"), "--on DATE is missing"),
        (("set-status", "JP"), "and then a status"),
        (("set-status",), "and then a status"),
        (("add-round", "--partner", "JP"), "--date DATE is missing"),
        (("add-round",), "--date DATE is missing"),
        (("add-negotiation", "X"), "--title TEXT is missing"),
        (("add-request", "Lower it"), "--from PARTNER is missing"),
        (("add-note", "Said"), "--on DATE is missing"),
        (("use",), "Missing argument 'CODE'"),
        (("add-partner", "QQ"), "QQ is no ISO 3166 code"),
        (("add-chapter", "a b"), "cannot be the code of a chapter"),
        (("status", "WTO", "US-ART"), "unexpected extra argument"),
        (("report", "--format", "xml"), "'text', 'json', 'csv'"),
    ],
)
def test_a_command_that_cannot_be_read_says_what_is_wrong(
    refused: Refused, words: tuple[str, ...], said: str
) -> None:
    assert said in refused(*words, code=USAGE)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("statsu",), "Did you mean 'status'"),
        (("blocker",), "Did you mean 'blockers'"),
        (("status", "--as-off", "2005"), "--as-of"),
        (("report", "--partners", "US"), "--partner"),
    ],
)
def test_a_mistyped_command_or_option_gets_a_suggestion(
    refused: Refused, words: tuple[str, ...], said: str
) -> None:
    assert said in refused(*words, code=USAGE)


@pytest.mark.parametrize("nothing", ["", " ", "\t\n"])
@pytest.mark.parametrize(
    "words",
    [
        (*A_ROUND, "--summary"),
        (*A_ROUND, "--place"),
        (*A_ROUND, "--next"),
        ("add-note", "--on", "2005"),
        ("report", "--partner"),
        ("-n",),
        ("status",),
    ],
)
def test_an_empty_text_is_no_text(refused: Refused, words: tuple[str, ...], nothing: str) -> None:
    assert "is empty. Leave it out or say something." in refused(*words, nothing, code=USAGE)


def test_an_unset_variable_does_not_choose_another_negotiation(refused: Refused) -> None:
    assert "The value of --negotiation is empty" in refused(
        "--negotiation=", "set-status", "JP", "concluded", "--on", "2005", code=USAGE
    )


@pytest.mark.parametrize("option", ["--summary", "--place", "--source"])
def test_a_text_of_a_hundred_thousand_characters_is_too_long(refused: Refused, option: str) -> None:
    said = refused(*A_ROUND, option, "a" * 100_000, code=USAGE)
    assert "has 100,000 characters" in said
    assert len(said) < 300


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("before \x1b[2J after", "U+001B"),
        ("read \u202eme", "U+202E"),
        ("read \u2066me", "U+2066"),
        ("ring \x07", "U+0007"),
        ("back\x08space", "U+0008"),
        ("a \x9b31m", "U+009B"),
    ],
)
def test_what_would_steer_a_terminal_is_refused_by_name(
    refused: Refused, text: str, name: str
) -> None:
    said = refused(*A_ROUND, "--summary", text, code=USAGE)
    assert f"holds the control character {name}" in said
    assert text not in said


@pytest.mark.parametrize("words", [("report", "--partner"), ("status",), ("hold-round",), ("-n",)])
def test_what_would_steer_a_terminal_is_not_said_back(
    refused: Refused, words: tuple[str, ...]
) -> None:
    said = refused(*words, "no\x1b[2Jne\u202e", *(["status"] if words == ("-n",) else []), code=3)
    assert said.rstrip("\n").isprintable()


@pytest.mark.skipif(sys.platform == "win32", reason="there, words are text and not bytes")
def test_bytes_that_are_no_text_are_refused(refused: Refused) -> None:
    no_text = os.fsdecode(b"\xff\xfe")
    assert "UTF-8" in refused("report", "--partner", no_text, code=USAGE)
    assert "U+DCFF" in refused(*A_ROUND, "--summary", no_text, code=USAGE)


def test_a_text_is_only_ever_text(quick: Run) -> None:
    summary = (
        "[/b] [red]not red[/red] :smile: 🤝 \\[x] =cmd|' /C calc'!A0 <script> %s {0} ' \" ; --"
    )
    assert quick(*A_ROUND, "--summary", summary, "--place", "[/b]Hà Nội").code == 0

    page = " ".join(quick("report", "--partner", "JP").out.split())
    assert summary in page
    assert "[/b]Hà Nội" in page
    assert "[/b]Hà Nội" in quick("rounds", COLUMNS="200").out
    (held,) = json.loads(quick("rounds", "--partner", "JP", "--format", "json").out)["items"]
    assert (held["summary"], held["place"]) == (summary, "[/b]Hà Nội")


def test_a_formula_is_text_everywhere_and_defused_in_a_spreadsheet(quick: Run) -> None:
    formula = "=cmd|' /C calc'!A0"
    assert quick(*A_ROUND, "--place", formula, "--summary", formula).code == 0

    assert formula in quick("report", "--partner", "JP").out
    (held,) = json.loads(quick("rounds", "--partner", "JP", "--format", "json").out)["items"]
    assert held["place"] == formula
    table = quick("rounds", "--partner", "JP", "--format", "csv").out
    assert f",'{formula}," in table
    assert f",{formula}" not in table


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_a_stranger_put_into_the_store_never_reaches_the_terminal(
    quick: Run, by_hand: ByHand, words: tuple[str, ...]
) -> None:
    evil = "evil \x1b[2J \x1b]0;x\x07 \u202eback\u202c \u2066in\u2069 \x9b31m \0nul \r \u2028 \x7f."
    for table, column in (
        ("partner", "name"),
        ("negotiation", "title"),
        ("source", "title"),
        ("source", "publisher"),
        ("chapter", "title"),
        ("round", "place"),
        ("round", "summary"),
        ("round", "heads"),
        ("milestone", "title"),
        ("follow_up", "text"),
        ("request", "text"),
        ("rule", "note"),
        ("status_change", "note"),
    ):
        by_hand(f"UPDATE {table} SET {column} = ?", evil)

    ran = quick(*words)

    assert ran.code == 0
    assert "evil" in ran.out or words in (("where",), ("log",))
    assert all(letter.isprintable() or letter == "\n" for letter in ran.out + ran.err)


def test_a_file_that_exists_is_replaced_by_force_only(
    quick: Run, refused: Refused, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("mine")

    assert "exists already. Say --force" in refused("status", "-o", str(page), code=USAGE)
    assert page.read_text() == "mine"

    assert quick("status", "-o", str(page), "--force").code == 0
    assert "6 of 27 concluded" in page.read_text()


def test_a_file_in_a_missing_folder_is_not_written(refused: Refused, tmp_path: Path) -> None:
    missing = tmp_path / "no" / "page.txt"
    assert "does not exist" in refused("status", "-o", str(missing), code=USAGE)
    assert not missing.parent.exists()
    assert "is a folder" in refused("status", "-o", str(tmp_path), code=USAGE)


@pytest.mark.parametrize("words", [("status",), ("--help",), ("--version",), ("rounds", "--all")])
def test_a_reader_that_has_left_is_no_trouble(
    store: Path, environment: dict[str, str], words: tuple[str, ...]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        ran = subprocess.run(
            [sys.executable, "-m", "negotrack", *words],
            env=environment | {"NEGOTRACK_DB": str(store)},
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (READER_LEFT, b"")


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_forty_columns_are_enough(quick: Run, words: tuple[str, ...]) -> None:
    ran = quick(*words, COLUMNS="40")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(cell_len, ran.out.splitlines())) <= 40


@pytest.mark.parametrize("columns", ["1", "10", "0", "wide"])
def test_no_width_is_a_crash(quick: Run, columns: str) -> None:
    assert quick("report", "--partner", "US", COLUMNS=columns).code == 0


@pytest.mark.parametrize(
    "settings", [{"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "LANG": "C"}], ids=str
)
def test_the_plain_locale_shows_every_name_as_it_is(run: Run, settings: dict[str, str]) -> None:
    ran = run("report", "--partner", "TR", **settings)
    assert (ran.code, ran.err) == (0, "")
    assert "Türkiye" in ran.out
    assert run("report", "--partner", "Thổ Nhĩ Kỳ", **settings).out == ran.out


def test_a_terminal_of_plain_letters_gets_marks_and_no_failure(run: Run) -> None:
    ran = run("report", "--partner", "TR", PYTHONIOENCODING="ascii")
    assert (ran.code, ran.err) == (0, "")
    assert "T?rkiye" in ran.out
    assert run("report", "--partner", "Türkei", PYTHONIOENCODING="ascii").code == NOT_FOUND


def test_only_debug_shows_where_an_error_comes_from(run: Run, refused: Refused) -> None:
    refused("report", "--partner", "Atlantis", code=NOT_FOUND)
    for words in (("--debug", "report"), ("report", "--debug")):
        ran = run(*words, "--partner", "Atlantis")
        assert ran.code == NOT_FOUND
        assert "Traceback (most recent call last)" in ran.err
        assert ran.err.splitlines()[-1].startswith("negotrack: No partner is called 'Atlantis'")


def test_a_rule_of_the_domain_refuses(refused: Refused) -> None:
    assert "Say --reopen" in refused(
        "set-status", "EU", "negotiating", "--on", "2005-06", code=REFUSED
    )
    assert "Say --again" in refused(
        "add-round", "--partner", "CN", "--date", "2005-05", code=REFUSED
    )
    assert "is there already" in refused("add-partner", "US", code=REFUSED)
    assert "held, not planned" in refused("hold-round", "wto-2005-05-cn", code=REFUSED)


def test_a_refused_part_leaves_nothing_of_the_whole(refused: Refused) -> None:
    refused(*A_ROUND, "--outcome", "goods=agreed", "--status", "EU=negotiating", code=REFUSED)


def test_a_store_that_is_none_is_left_alone(refused: Refused, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear colleague, " * 1000)
    said = refused("--db", str(letter), "status", code=STORE)
    assert "not a database" in said
    assert letter.read_text() == "Dear colleague, " * 1000
    assert "is a folder" in refused("--db", str(tmp_path), "status", code=STORE)


def test_a_store_that_somebody_holds_is_waited_for_and_then_given_up(run: Run, store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as colleague:
        colleague.execute("BEGIN EXCLUSIVE")
        ran = run("set-status", "JP", "concluded", "--on", "2005-06-09")
    assert (ran.code, ran.out) == (STORE, "")
    assert "locked by another program" in ran.err
    assert "Nothing was written" in ran.err
    assert "6 of 27 concluded" in run("status").out
