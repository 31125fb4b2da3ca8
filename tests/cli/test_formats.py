"""The machine formats keep the promise that docs/json.md writes down."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

PAGE = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
COMMANDS = {
    "status": ["status"],
    "blockers": ["blockers"],
    "rules": ["blockers", "--all-rules"],
    "path": ["blockers", "--path"],
    "power": ["power", "--rule", "vote"],
    "report": ["report", "--partner", "US"],
    "history": ["history", "--all"],
    "changes": ["changes", "--since", "2004-09", "--until", "2005-05-12"],
    "rounds": ["rounds"],
    "partners": ["partners"],
    "negotiations": ["negotiations"],
    "sources": ["sources"],
    "log": ["log"],
    "entry": ["log", "ENTRY"],
    "check": ["check"],
    "where": ["where"],
}
FINDINGS = 4


def promised(section: str, head: str) -> dict[str, str]:
    """Give the fields (or items) of a section's table with their types."""
    text = re.split(rf"^## {section}$", PAGE, flags=re.MULTILINE)[1].split("\n## ")[0]
    tables = re.findall(rf"\| {head} \| type \|.*?\n\|[ |-]+\n((?:\|.*\n)+)", text)
    return dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", "".join(tables), flags=re.MULTILINE))


def fits(value: Any, kind: str) -> bool:
    checks = {
        "text": isinstance(value, str),
        "number": isinstance(value, int | float) and not isinstance(value, bool),
        "boolean": isinstance(value, bool),
        "list": isinstance(value, list),
        "object": isinstance(value, dict),
        "null": value is None,
        "day": isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None,
        "date": value is None
        or (isinstance(value, dict) and set(value) == {"edtf", "earliest", "latest"}),
        "counts": isinstance(value, dict) and set(value) == {"certain", "at_most"},
        "verdict": value in ("yes", "possibly", "no"),
    }
    return any(checks[each] for each in kind.strip().split(" or "))


def words_of(run: Run, name: str) -> list[str]:
    """Give the words that ask for an answer, with the id of an entry that is there."""
    newest = json.loads(run("log", "--format", "json").out)["items"][-1]["id"]
    return [newest if word == "ENTRY" else word for word in COMMANDS[name]]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_answer_has_the_promised_fields_and_no_others(run: Run, name: str) -> None:
    ran = run(*words_of(run, name), "--format", "json")
    assert (ran.code, ran.err) == (FINDINGS if name == "check" else 0, "")
    answer = json.loads(ran.out)
    fields = promised("The envelope", "field") | promised(name, "field")
    assert answer["schema"] == f"negotrack/{name}/1"
    assert set(answer) == set(fields)
    assert [f for f, kind in fields.items() if not fits(answer[f], kind)] == []
    assert answer["total"] == len(answer["items"]) > 0
    items = promised(name, "item")
    for item in answer["items"]:
        assert set(item) == set(items)
        assert [f for f, kind in items.items() if not fits(item[f], kind)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_csv_has_the_rows_of_the_json_items(run: Run, name: str) -> None:
    words = words_of(run, name)
    items = json.loads(run(*words, "--format", "json").out)["items"]
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").out)))
    assert len(rows) == len(items)
    assert next(iter(items[0])) == next(iter(rows[0]))


def test_the_files_ending_chooses_the_format(run: Run, tmp_path: Path) -> None:
    for ending, begins in (("json", "{"), ("csv", "negotiation,"), ("svg", "<svg"), ("txt", "WTO")):
        file = tmp_path / f"answer.{ending}"
        assert run("status", "-o", str(file)).out == ""
        assert file.read_text(encoding="utf-8").lstrip().startswith(begins)


def test_the_picture_is_well_formed_and_fetches_nothing(run: Run) -> None:
    drawn = run("status", "--format", "svg").out
    ET.fromstring(drawn)
    assert "https://" not in drawn.replace("http://www.w3.org", "").replace(
        "https://www.textualize.io", ""
    )


def test_a_file_that_is_there_is_replaced_only_with_force(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "board.txt"
    file.write_text("mine")
    refused = run("status", "-o", str(file))
    assert (refused.code, file.read_text()) == (2, "mine")
    assert refused.err == f"negotrack: {file} exists already. Say --force to replace it.\n"
    assert run("status", "-o", str(file), "--force").code == 0
    assert "6 of 27 concluded" in file.read_text(encoding="utf-8")


def test_no_line_of_a_piped_page_ends_in_blanks(run: Run) -> None:
    lines = run("report", "--partner", "US").out.splitlines()
    assert lines == [line.rstrip() for line in lines]
