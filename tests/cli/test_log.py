"""`negotrack log`: the journal as a user reads it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Refused
from tests.conftest import Run
from tests.store.reading import entries, rows

HASH = re.compile(r"[0-9a-f]{64}")
WIDE = {"COLUMNS": "120"}


@pytest.fixture
def told(quick: Run, store: Path) -> list[str]:
    """Record a status, a round, a choice, and undo the choice; give the entries' ids."""
    quick("set-status", "JP", "concluded", "--on", "2005-06-09", NEGOTRACK_ACTOR="tam")
    quick(
        *("-n", "US-ART", "add-round", "--partner", "US", "--level", "ministerial"),
        *("--mode", "online", "--date", "2025-11-25", "--outcome", "services=agreed"),
    )
    quick("use", "US-ART")
    quick("undo")
    return [entry["id"] for entry in entries(store)]


def items(quick: Run, *words: str) -> list[dict[str, Any]]:
    ran = quick("log", *words, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(ran.out)["items"]
    return found


def ids(quick: Run, *words: str) -> list[str]:
    return [item["id"] for item in items(quick, *words) if item["command"] != "init"]


def test_each_entry_is_a_line_of_who_when_with_what_and_its_effect(
    quick: Run, told: list[str]
) -> None:
    ran = quick("log", **WIDE)
    assert (ran.code, ran.err) == (0, "")
    head, *lines = ran.out.splitlines()
    assert head.split() == ["Entry", "Recorded", "By", "With", "Effect"]
    assert lines[0].split()[-4:] == ["Loaded", "the", "seed", "facts"]
    at = r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d"
    assert re.fullmatch(rf"{told[0]}  {at}  tam +set-status  JP concluded on 9 June 2005", lines[1])
    assert lines[-1] == "5 entries"


def test_entries_stand_in_the_order_of_recording(quick: Run, told: list[str]) -> None:
    for width in ("80", "120"):
        shown = quick("log", COLUMNS=width).out
        places = [shown.index(f"\n{key}  ") for key in told]
        assert places == sorted(places)


def test_on_a_narrow_page_who_and_with_what_stand_below(quick: Run, told: list[str]) -> None:
    lines = quick("log").out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(told[0]))
    assert lines[at].endswith("  JP concluded on 9 June 2005")
    assert lines[at + 1].strip() == "set-status by tam"


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_no_line_is_wider_than_the_page(quick: Run, told: list[str], width: int) -> None:
    for words in (("log",), ("log", told[1]), ("log", "--head")):
        lines = quick(*words, COLUMNS=str(width)).out.splitlines()
        assert max(map(len, lines)) <= max(width, 64)
        assert lines == [line.rstrip() for line in lines]


def test_what_was_undone_says_by_what(quick: Run, told: list[str]) -> None:
    shown = " ".join(quick("log", **WIDE).out.split())
    assert f"US-ART is the negotiation in use (undone by {told[3]})" in shown


def test_the_verb_is_found_among_options_and_spaces(quick: Run, tmp_path: Path) -> None:
    path = tmp_path / "the record of 2025.db"
    quick("--db", str(path), "-n", "US-ART", "use", "US-ART")
    quick(f"--db={path}", "--negotiation", "WTO", "--quiet", "use", "CPTPP-CR")
    shown = quick("log", db=path, **WIDE).out.splitlines()
    assert [line.split()[5] for line in shown[2:4]] == ["use", "use"]


# One entry.


def test_an_entry_shows_each_row_before_and_after(quick: Run, told: list[str]) -> None:
    ran = quick("log", told[1], **WIDE)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == f"Entry {told[1]}"
    assert re.fullmatch(r"Recorded +20\d\d-\d\d-\d\d \d\d:\d\d:\d\d by desk officer", lines[1])
    assert lines[2].startswith("With       negotrack -n US-ART add-round --partner US")
    assert "changed round us-art-2025-11-ministerial-online" in lines
    assert "    state   planned → held" in lines
    assert "    date    2025-11 → 2025-11-25" in lines
    assert "    source  moit-2025-11 → own-record" in lines
    assert any(line.startswith("added outcome ") for line in lines)


def test_rows_are_named_in_words(quick: Run, told: list[str]) -> None:
    shown = quick("log", told[1], **WIDE).out
    assert "changed round partner us-art-2025-11-ministerial-online US\n" in shown
    assert "[" not in shown


def test_nothing_of_a_row_is_said_twice(quick: Run, store: Path) -> None:
    quick("add-group", "PAIR", "US", "EU")
    lines = quick("log", entries(store)[-1]["id"]).out.splitlines()
    at = lines.index("added group member PAIR US")
    assert lines[at + 1] == "added group member PAIR EU"
    assert not [line for line in lines if line.split()[:1] == ["code"]]


def test_an_entry_and_its_undo_name_each_other(quick: Run, told: list[str]) -> None:
    assert f"Undone by  {told[3]}\n" in quick("log", told[2]).out
    assert f"Undoes     {told[2]}\n" in quick("log", told[3]).out
    assert "    value  US-ART → WTO\n" in quick("log", told[3]).out


def test_an_entry_of_many_rows_says_how_many_more_there_are(quick: Run, store: Path) -> None:
    (made,) = rows(store, "SELECT id FROM entry")
    shown = quick("log", made["id"]).out
    count = len(items(quick, made["id"]))
    assert shown.endswith(f"and {count - 200} more rows; --format json has all.\n")


def test_an_entry_in_json_has_an_item_per_row(quick: Run, told: list[str], store: Path) -> None:
    answer = json.loads(quick("log", told[2], "--format", "json").out)
    assert (answer["schema"], answer["entry"]["id"]) == ("negotrack/entry/1", told[2])
    (item,) = answer["items"]
    assert item == {
        "table": "setting",
        "key": "negotiation",
        "what": "changed",
        "before": {"name": "negotiation", "value": "WTO"},
        "after": {"name": "negotiation", "value": "US-ART"},
    }


def test_an_entry_that_is_not_there_is_answered_with_those_near_it(
    refused: Refused, told: list[str]
) -> None:
    assert told[0] in refused("log", told[0][:6], code=3)
    assert "No entry has the id" in refused("log", "no-such-entry", code=3)


# Filters.


def test_by_partner_however_it_is_called(quick: Run, told: list[str]) -> None:
    assert ids(quick, "--partner", "Japan") == [told[0]]
    assert ids(quick, "--partner", "usa") == [told[1]]
    assert ids(quick, "--partner", "EU") == []


def test_by_table(quick: Run, told: list[str]) -> None:
    assert ids(quick, "--table", "status-change") == [told[0]]
    assert ids(quick, "--table", "setting") == told[2:]


def test_by_actor(quick: Run, told: list[str]) -> None:
    assert ids(quick, "--actor", "TAM") == [told[0]]
    assert ids(quick, "--actor", "Desk Officer") == told[1:]


def test_by_the_time_of_recording(quick: Run, told: list[str], store: Path) -> None:
    second = rows(store, "SELECT recorded_at FROM entry WHERE id = :id", id=told[1])[0]
    assert ids(quick, "--since", second["recorded_at"]) == told[1:]
    assert ids(quick, "--until", second["recorded_at"]) == told[:2]
    assert ids(quick, "--since", "today") == told
    assert ids(quick, "--since", "tomorrow") == []
    assert ids(quick, "--until", "yesterday") == []
    assert ids(quick, "--until", "2999") == told


def test_the_newest_of_them(quick: Run, told: list[str]) -> None:
    assert ids(quick, "--last", "2") == told[2:]
    assert ids(quick, "--last", "1", "--partner", "US") == [told[1]]


def test_filters_hold_together(quick: Run, told: list[str]) -> None:
    words = ("--partner", "JP", "--table", "status-change", "--actor", "tam", "--since", "today")
    assert ids(quick, *words) == [told[0]]
    assert ids(quick, *words, "--table", "round") == []


def test_nothing_found_is_an_empty_list(quick: Run, empty_store: Path) -> None:
    for db, words in ((None, ("--actor", "nobody")), (empty_store, ())):
        ran = quick("log", *words, db=db)
        assert (ran.code, ran.out, ran.err) == (0, "No entries.\n", "")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--partner", "Atlantis"), 3, "No partner is called 'Atlantis'"),
        (("--table", "rounds-table"), 3, "rounds-table"),
        (("--since", "soon"), 2, "soon"),
        (("--since", "2025-11-14 25:00"), 2, "Cannot read the time '2025-11-14 25:00'"),
        (("--since", "2025-02", "--until", "2025-01"), 2, "Swap them."),
        (("--last", "0"), 2, "0"),
        (("--last", "many"), 2, "many"),
        (("--head", "--actor", "tam"), 2, "one of them"),
        (("x", "--head"), 2, "one of them"),
        (("x", "--last", "3"), 2, "one of them"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(
    refused: Refused, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in refused("log", *words, code=code)


# The newest hash.


def test_the_head_is_a_hash_to_write_down(quick: Run, told: list[str], store: Path) -> None:
    ran = quick("log", "--head")
    line, below = ran.out.splitlines()
    assert HASH.fullmatch(line)
    assert below.startswith(f"seals entry {told[-1]} of 20")
    (kept,) = rows(store, "SELECT hash FROM entry WHERE id = :id", id=told[-1])
    assert line == kept["hash"]
    assert items(quick, "--head")[0]["hash"] == line


def test_the_head_moves_with_every_action_and_only_then(quick: Run, store: Path) -> None:
    first = quick("log", "--head").out
    quick("status")
    quick("use", "US-ART", "--dry-run")
    assert quick("log", "--head").out == first
    quick("use", "US-ART")
    assert quick("log", "--head").out.splitlines()[0] != first.splitlines()[0]


def test_a_blank_journal_has_no_head(quick: Run, empty_store: Path) -> None:
    assert quick("log", "--head", db=empty_store).out == "The journal is empty.\n"
    answer = json.loads(quick("log", "--head", "--format", "json", db=empty_store).out)
    assert answer["items"] == []


# Formats, actors, hostile texts.


def test_csv_has_a_row_per_entry(quick: Run, told: list[str]) -> None:
    found = list(csv.DictReader(io.StringIO(quick("log", "--format", "csv").out)))
    assert [row["id"] for row in found[1:]] == told
    assert found[-1]["undoes"] == told[2]


def test_the_actor_is_the_login_when_nobody_is_named(quick: Run) -> None:
    quick("use", "US-ART", NEGOTRACK_ACTOR="", LOGNAME="lan")
    assert items(quick)[-1]["actor"] == "lan"


def test_texts_of_the_journal_are_only_texts(quick: Run, told: list[str]) -> None:
    quick(
        *("add-note", "[bold red]Beware[/] =1+1", "--on", "2025-11"),
        NEGOTRACK_ACTOR="\x1b[31mmallory\x1b[0m [link]",
    )
    shown = quick("log", **WIDE).out
    assert "\x1b" not in shown
    assert "mallory" in shown
    key = items(quick)[-1]["id"]
    assert "[bold red]Beware[/] =1+1" in quick("log", key, **WIDE).out


def test_reading_the_journal_writes_nothing(quick: Run, told: list[str], store: Path) -> None:
    before = store.read_bytes()
    for words in (("log",), ("log", told[0]), ("log", "--head"), ("log", "--partner", "JP")):
        quick(*words)
    assert store.read_bytes() == before
