"""JSON and JSON Lines: the same rows as the tables have, safe to print, one a line."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.exchange import SHEETS
from negotrack.domain.texts import is_control
from negotrack.render.export.json import json_line
from tests.render.exported import sent, write_notes


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_any_row_is_one_line_that_steers_nothing_and_comes_back(row: dict[str, object]) -> None:
    line = json_line(row)
    assert json.loads(line) == row
    assert not any(map(is_control, line))


def test_the_object_has_every_kind_with_its_columns(store: Path) -> None:
    content, parcel = sent(store, "json")
    answer = json.loads(content)
    assert set(answer) == {"schema", "generated_at", "kinds"}
    assert answer["schema"] == "negotrack/export/1"
    assert list(answer["kinds"]) == [sheet.name for sheet in SHEETS]
    for sheet in SHEETS:
        assert {tuple(row) for row in answer["kinds"][sheet.name]} == {sheet.columns}
    count = sum(map(len, answer["kinds"].values()))
    assert parcel.size() == f"17 kinds, {count} rows"


def test_nothing_is_null(store: Path) -> None:
    rounds = json.loads(sent(store, "json", "rounds")[0])["kinds"]["rounds"]
    plenary = next(row for row in rounds if row["id"] == "wto-2004-12-15-working-party")
    assert (plenary["label"], plenary["heads"], plenary["partners"]) == ("9", None, None)


def test_the_lines_hold_what_the_object_holds(store: Path) -> None:
    write_notes(store)
    kinds = json.loads(sent(store, "json")[0])["kinds"]
    lines = [json.loads(line) for line in sent(store, "jsonl")[0].decode().split("\n")[:-1]]
    assert lines == [{"kind": kind, "row": row} for kind, rows in kinds.items() for row in rows]


def test_a_column_kind_is_not_mistaken_for_the_kind(store: Path) -> None:
    lines = map(json.loads, sent(store, "jsonl", "partners")[0].splitlines())
    assert {(line["kind"], line["row"]["kind"]) for line in lines} == {
        ("partners", "economy"),
        ("partners", "organisation"),
    }


def test_what_strangers_wrote_is_escaped_and_comes_back(store: Path) -> None:
    notes = write_notes(store)
    content = sent(store, "jsonl", "notes")[0].decode()
    assert not any(is_control(each) for each in content if each != "\n")
    texts = {row["id"]: row["text"] for row in (json.loads(x)["row"] for x in content.splitlines())}
    assert {key: texts[key] for key in notes} == notes


def test_an_empty_record_is_still_an_answer(empty_store: Path) -> None:
    answer = json.loads(sent(empty_store, "json")[0])
    assert answer["kinds"] == {sheet.name: [] for sheet in SHEETS}
    assert sent(empty_store, "jsonl")[0] == b""
