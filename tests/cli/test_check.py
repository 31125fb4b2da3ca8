"""`negotrack check`: whether the record can be relied on, in words, in JSON and as an exit code."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ByHand, Refused
from tests.conftest import Run
from tests.store.reading import entries

SOUND, FINDINGS, DAMAGED = 0, 4, 5


def verdict(quick: Run, *words: str, code: int) -> dict[str, Any]:
    ran = quick("check", *words, "--format", "json")
    assert (ran.code, ran.err) == (code, "")
    answer: dict[str, Any] = json.loads(ran.out)
    return answer


@pytest.fixture
def unsealed(store: Path) -> Path:
    """Give a store whose journal a stranger has made writable."""
    with closing(sqlite3.connect(store)) as stranger, stranger:
        for table in ("entry", "change", "undoing"):
            for what in ("update", "delete", "replace"):
                stranger.execute(f"DROP TRIGGER {table}_refuses_{what}")
    return store


def test_a_clean_store_is_sound_and_0(quick: Run, empty_store: Path) -> None:
    for words in (("check",), ("check", "--integrity")):
        ran = quick(*words, db=empty_store)
        assert (ran.code, ran.err) == (SOUND, "")
        said = " ".join(ran.out.split())
        counted = "0 entries with 0 changes replayed, the chain verified"
        assert said == f"Sound: {counted}; nothing to look at."


def test_the_file_and_journal_of_the_seed_are_sound(quick: Run) -> None:
    ran = quick("check", "--integrity")
    assert (ran.code, ran.err) == (SOUND, "")
    assert ran.out.startswith("Sound: 1 entry with ")
    assert verdict(quick, "--integrity", code=SOUND)["items"] == []


def test_what_the_seed_says_in_two_ways_is_to_be_looked_at_and_4(quick: Run) -> None:
    ran = quick("check")
    assert (ran.code, ran.err) == (FINDINGS, "")
    said = " ".join(ran.out.split())
    assert said.startswith("Sound: 1 entry with ")
    assert "things in the record to look at. What the record says" in said
    assert "milestone WTO application reached Dec 1994" in said
    assert "two sources differ." in said
    answer = verdict(quick, code=FINDINGS)
    assert answer["sound"] is True
    assert {item["area"] for item in answer["items"]} == {"record"}


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_page(quick: Run, by_hand: ByHand, width: int) -> None:
    by_hand("UPDATE participant SET votes = 99")
    lines = quick("check", COLUMNS=str(width)).out.splitlines()
    assert max(map(len, lines)) <= width
    assert lines == [line.rstrip() for line in lines]


def test_a_row_changed_behind_the_back_is_not_sound_and_named(quick: Run, by_hand: ByHand) -> None:
    by_hand("UPDATE participant SET votes = 99 WHERE negotiation = 'WTO' AND partner = 'JP'")
    ran = quick("check", "--integrity")
    assert (ran.code, ran.err) == (FINDINGS, "")
    assert ran.out.startswith("Not sound: 1 finding.")
    said = " ".join(ran.out.split())
    assert "The participant WTO JP was changed behind the program's back" in said
    answer = verdict(quick, "--integrity", code=FINDINGS)
    assert answer["sound"] is False
    assert answer["items"] == [
        {
            "area": "journal",
            "what": "changed",
            "table": "participant",
            "key": '["WTO", "JP"]',
            "sentence": "The participant WTO JP was changed behind the program's back: "
            "no entry says so.",
        }
    ]


def test_the_chain_says_where_it_first_breaks(quick: Run, unsealed: Path, by_hand: ByHand) -> None:
    quick("use", "US-ART")
    quick("use", "WTO")
    first = entries(unsealed)[0]["id"]
    by_hand("UPDATE entry SET actor = 'somebody else' WHERE id = ?", first)
    said = " ".join(quick("check", "--integrity").out.split())
    assert f"The chain of the journal first breaks at entry {first} of 20" in said


def test_many_findings_are_cut_short_and_all_in_json(quick: Run, by_hand: ByHand) -> None:
    by_hand("UPDATE source SET language = 'tlh'")
    by_hand("UPDATE partner SET kind = 'organisation'")
    by_hand("UPDATE round SET summary = 'x'")
    answer = verdict(quick, "--integrity", code=FINDINGS)
    ran = quick("check", "--integrity")
    assert answer["total"] > 50
    assert ran.out.rstrip().endswith(f"and {answer['total'] - 50} more; --format json has all.")


# The hash.


def test_a_hash_that_is_still_there_is_sound(quick: Run) -> None:
    head = quick("log", "--head").out.splitlines()[0]
    quick("use", "US-ART")
    for written in (head, head.upper(), head[:8]):
        ran = quick("check", "--integrity", "--head", written)
        assert (ran.code, ran.err) == (SOUND, "")
    assert verdict(quick, "--integrity", code=SOUND)["head"] != head


def test_a_hash_that_is_gone_is_a_finding(quick: Run, unsealed: Path, by_hand: ByHand) -> None:
    quick("use", "US-ART")
    head = quick("log", "--head").out.splitlines()[0]
    last = entries(unsealed)[-1]["id"]
    by_hand("UPDATE setting SET value = 'WTO'")
    by_hand("DELETE FROM change WHERE entry = ?", last)
    by_hand("DELETE FROM entry WHERE id = ?", last)

    assert quick("check", "--integrity").code == SOUND
    ran = quick("check", "--integrity", "--head", head)
    assert ran.code == FINDINGS
    assert head in "".join(ran.out.split())


@pytest.mark.parametrize("hash_said", ["abc", "x" * 64, "0" * 65, "0123456"])
def test_what_is_no_hash_is_refused(refused: Refused, hash_said: str) -> None:
    assert "is not a hash" in refused("check", "--head", hash_said, code=2)


# The day, the file, the formats.


def test_a_damaged_file_is_a_finding_or_a_problem_of_the_store(quick: Run, store: Path) -> None:
    whole = store.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    codes = set()
    for start in range(size, len(whole), size * 7):
        store.write_bytes(whole[:start] + b"\xff" * size + whole[start + size :])
        ran = quick("check")
        codes.add(ran.code)
        if ran.code == FINDINGS:
            assert ran.out.startswith("Not sound: ")
            assert "The file is not whole" in ran.out
        else:
            assert (ran.code, ran.out, len(ran.err.splitlines())) == (DAMAGED, "", 1)
            assert "is damaged" in ran.err
    assert codes <= {FINDINGS, DAMAGED}


def test_checking_writes_nothing(quick: Run, store: Path) -> None:
    before, touched = store.read_bytes(), store.stat().st_mtime_ns
    quick("check")
    assert (store.read_bytes(), store.stat().st_mtime_ns) == (before, touched)
    assert [each.name for each in store.parent.iterdir() if each.is_file()] == [store.name]


def test_csv_has_a_row_per_finding(quick: Run) -> None:
    ran = quick("check", "--format", "csv")
    assert ran.code == FINDINGS
    found = list(csv.DictReader(io.StringIO(ran.out)))
    assert len(found) == verdict(quick, code=FINDINGS)["total"]
    assert {row["area"] for row in found} == {"record"}


def test_an_answer_in_a_file_keeps_its_exit_code(quick: Run, tmp_path: Path) -> None:
    file = tmp_path / "findings.json"
    ran = quick("check", "-o", str(file))
    assert (ran.code, ran.out) == (FINDINGS, "")
    assert json.loads(file.read_text(encoding="utf-8"))["schema"] == "negotrack/check/1"


def test_all_that_commands_record_is_sound(quick: Run) -> None:
    quick("set-status", "JP", "concluded", "--on", "2005-06-09", "--source", "A newspaper")
    quick("-n", "US-ART", "add-round", "--partner", "US", "--date", "2025-12-01", "--next", "2026")
    quick("add-group", "PAIR", "US", "EU")
    quick("use", "US-ART")
    quick("undo")
    quick("redo")
    quick("undo", "--cascade")
    assert quick("check", "--integrity").code == SOUND


def test_a_stranger_s_text_in_a_finding_is_only_text(quick: Run, by_hand: ByHand) -> None:
    by_hand("INSERT INTO partner_group VALUES ('[red]\x1b[2J', 'x', 'wto-2004-06')")
    out = quick("check", "--integrity").out
    assert "\x1b" not in out
    assert "[red]" in out
