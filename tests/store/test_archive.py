"""The archive form: a whole record comes back equal, and nothing of it is taken on trust."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from negotrack.errors import Misuse
from negotrack.store.archive import is_archive, unpack
from negotrack.store.schema import SCHEMA_VERSION
from tests.record.offices import merge_from, note_status, undo_entry
from tests.record.test_time_machine import findings
from tests.store.archived import HEADER, JOURNAL, Line, archive_of, archived, write_lines
from tests.store.reading import TABLES, Rows, rows


@pytest.fixture
def told(store: Path, tmp_path: Path) -> Path:
    """Give a store with every kind of entry: an action, an undo, a merge with what it brought."""
    other = Path(shutil.copy(store, tmp_path / "other.db"))
    note_status(other, "CH")
    undo_entry(store, note_status(store, "JP"))
    merge_from(store, other)
    return store


@pytest.fixture
def unpacked(tmp_path: Path) -> Callable[[list[Line] | list[str]], Path]:
    """Give a way to take an archive apart into a new store."""

    def take_apart(lines: list[Line] | list[str]) -> Path:
        target = tmp_path / "unpacked.db"
        target.unlink(missing_ok=True)
        unpack(write_lines(tmp_path / "record.jsonl", lines), target)
        return target

    return take_apart


Unpacked = Callable[[list[Line] | list[str]], Path]


def everything(path: Path) -> dict[str, Rows]:
    """Give all rows of a store, its journal too."""
    return {
        table: sorted(rows(path, f"SELECT * FROM {table}"), key=repr)
        for table in (*TABLES, *JOURNAL)
    }


def place_of(lines: list[Line], table: str) -> int:
    return next(place for place, line in enumerate(lines) if line.get("table") == table)


def refusal(unpacked: Unpacked, lines: list[Line] | list[str]) -> str:
    """Give the one sentence with which an archive is refused."""
    with pytest.raises(Misuse) as raised:
        unpacked(lines)
    sentence = str(raised.value)
    assert "\n" not in sentence
    assert len(sentence) < 400
    return sentence


def test_a_record_comes_back_equal_with_its_journal(told: Path, unpacked: Unpacked) -> None:
    copy = unpacked(archived(told))
    assert everything(copy) == everything(told)
    assert findings(copy) == []


def test_a_blank_record_comes_back_blank(empty_store: Path, unpacked: Unpacked) -> None:
    copy = unpacked(archived(empty_store))
    assert everything(copy) == everything(empty_store)
    assert findings(copy) == []


def test_the_order_of_rows_does_not_matter(told: Path, unpacked: Unpacked) -> None:
    header, *lines, trailer = archived(told)
    random.Random(4).shuffle(lines)
    assert everything(unpacked([header, *lines, trailer])) == everything(told)


def test_what_editors_do_to_a_file_is_borne(told: Path, tmp_path: Path) -> None:
    archive = archive_of(told, tmp_path / "record.jsonl")
    archive.write_text(
        "\ufeff" + archive.read_text(encoding="utf-8").replace("\n", "\r\n") + "\r\n\r\n",
        encoding="utf-8",
        newline="",
    )
    assert is_archive(archive)
    unpack(archive, tmp_path / "copy.db")
    assert everything(tmp_path / "copy.db") == everything(told)


@pytest.mark.parametrize("missing", [1, 2, 100])
def test_one_that_is_cut_short_is_refused(store: Path, unpacked: Unpacked, missing: int) -> None:
    assert "is cut short" in refusal(unpacked, archived(store)[:-missing])


@pytest.mark.parametrize("kept", [0.3, 0.9999])
def test_one_that_ends_within_a_line_is_refused(
    store: Path, unpacked: Unpacked, tmp_path: Path, kept: float
) -> None:
    whole = archive_of(store, tmp_path / "whole.jsonl").read_text(encoding="utf-8").strip()
    cut = whole[: int(len(whole) * kept)].split("\n")
    assert f"line {len(cut)}, is damaged" in refusal(unpacked, cut)


def test_a_line_that_is_missing_is_noticed(store: Path, unpacked: Unpacked) -> None:
    lines = archived(store)
    del lines[place_of(lines, "note")]
    assert "is cut short" in refusal(unpacked, lines)


def test_a_journal_without_its_newest_entry_is_refused(told: Path, unpacked: Unpacked) -> None:
    lines = archived(told)
    lines[-1] = lines[-1] | {"head": rows(told, "SELECT hash FROM entry LIMIT 1")[0]["hash"]}
    assert "does not end its journal with the entry" in refusal(unpacked, lines)


@pytest.mark.parametrize("head", [None, "", 0, ["x"]])
def test_a_trailer_without_a_hash_is_refused(store: Path, unpacked: Unpacked, head: object) -> None:
    lines = archived(store)
    lines[-1] = lines[-1] | {"head": head}
    assert "does not end its journal" in refusal(unpacked, lines)


def test_what_follows_the_end_is_refused(store: Path, unpacked: Unpacked) -> None:
    lines = archived(store)
    said = refusal(unpacked, [*lines, lines[1]])
    assert f"line {len(lines) + 1}: something follows the end" in said


def test_two_archives_in_one_file_are_refused(store: Path, unpacked: Unpacked) -> None:
    lines = archived(store)
    assert "something follows the end" in refusal(unpacked, [*lines, *lines])


@pytest.mark.parametrize("table", ["entry", "note", "change", "round_partner"])
def test_the_same_row_twice_is_refused(told: Path, unpacked: Unpacked, table: str) -> None:
    *lines, trailer = archived(told)
    lines.append(lines[place_of(lines, table)])
    said = refusal(unpacked, [*lines, trailer | {"rows": trailer["rows"] + 1}])
    assert f"a row of {table} cannot be taken in" in said


@pytest.mark.parametrize(
    "table", ["nothing", "alembic_version", "sqlite_master", "standing", "note; DROP TABLE note"]
)
def test_rows_of_no_table_are_refused(store: Path, unpacked: Unpacked, table: str) -> None:
    lines = archived(store)
    lines[5] = lines[5] | {"table": table}
    assert "line 6: this is no row of a store of this schema" in refusal(unpacked, lines)


@pytest.mark.parametrize(
    "bend",
    [
        lambda row: row | {"colour": "blue"},
        lambda row: {column: row[column] for column in list(row)[1:]},
        lambda _: {},
        lambda _: None,
        lambda row: [row],
        lambda row: {**{column: row[column] for column in list(row)[1:]}, "id) --": "x"},
    ],
    ids=["one more", "one less", "no columns", "none", "a list", "SQL"],
)
def test_other_columns_are_refused(
    store: Path, unpacked: Unpacked, bend: Callable[[Line], object]
) -> None:
    lines = archived(store)
    place = place_of(lines, "note")
    lines[place] = lines[place] | {"row": bend(lines[place]["row"])}
    assert f"line {place + 1}: this is no row" in refusal(unpacked, lines)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("participant", "votes", "many"),
        ("participant", "votes", 10**30),
        ("participant", "votes", -1),
        ("participant", "votes", 1.5),
        ("participant", "may_block", 2),
        ("status_change", "status", "nearly"),
        ("status_change", "latest", "0001-01-01"),
        ("note", "text", None),
        ("note", "text", ["a", "list"]),
        ("note", "text", {"an": "object"}),
        ("note", "text", "half of a letter: \ud83d"),
        ("change", "position", None),
    ],
)
def test_values_that_the_store_does_not_take_are_refused(
    store: Path, unpacked: Unpacked, table: str, column: str, value: object
) -> None:
    lines = archived(store)
    place = place_of(lines, table)
    lines[place] = {"table": table, "row": lines[place]["row"] | {column: value}}
    assert f"a row of {table}" in refusal(unpacked, lines)


@pytest.mark.parametrize(
    ("table", "column", "parent"),
    [("note", "source", "source"), ("change", "entry", "entry"), ("outcome", "round", "round")],
)
def test_a_row_that_refers_to_nothing_is_refused(
    store: Path, unpacked: Unpacked, table: str, column: str, parent: str
) -> None:
    lines = archived(store)
    place = place_of(lines, table)
    lines[place] = {"table": table, "row": lines[place]["row"] | {column: "nothing"}}
    assert f"a row of {table} refers to a {parent} that is not in it" in refusal(unpacked, lines)


@pytest.mark.parametrize(
    "text",
    [
        '{"table": "note", "row": {"id": "a\tb"}}',
        '{"table": "note", "row": {"id": "a\x1bb"}}',
        '{"table": "note"',
        "[" * 100_000,
        '{"a":' * 100_000,
        '"a text"',
        "[1, 2]",
        "null",
        "7",
        "NaN",
        "9" * 5000,
    ],
    ids=[
        "a tab",
        "an ESC",
        "no end",
        "deep lists",
        "deep objects",
        "a text",
        "a list",
        "null",
        "a number",
        "NaN",
        "a long number",
    ],
)
def test_a_line_that_is_no_row_is_refused(store: Path, unpacked: Unpacked, text: str) -> None:
    lines = [json.dumps(line) for line in archived(store)]
    lines[3] = text
    said = refusal(unpacked, lines)
    assert "line 4" in said or "cut short" in said


def test_bytes_that_are_no_text_are_refused(store: Path, tmp_path: Path) -> None:
    archive = archive_of(store, tmp_path / "record.jsonl")
    archive.write_bytes(archive.read_bytes()[:2000] + b"\xff\xfe" + archive.read_bytes()[2000:])
    with pytest.raises(Misuse, match="is damaged"):
        unpack(archive, tmp_path / "copy.db")


def test_a_line_of_50_megabytes_is_refused(store: Path, unpacked: Unpacked) -> None:
    lines = [json.dumps(line) for line in archived(store)]
    lines[3] = json.dumps({"table": "note", "row": {"text": "x" * 50_000_000}})
    assert "line 4, is damaged" in refusal(unpacked, lines)


@pytest.mark.parametrize("version", [SCHEMA_VERSION - 1, SCHEMA_VERSION + 1, None, "2", [2]])
def test_one_of_another_schema_is_refused(store: Path, unpacked: Unpacked, version: object) -> None:
    lines = [HEADER | {"schema_version": version}, *archived(store)[1:]]
    said = refusal(unpacked, lines)
    assert f"is of schema {version}; this negotrack reads {SCHEMA_VERSION}." in said


def test_one_of_a_newer_form_is_known_for_what_it_is(store: Path, tmp_path: Path) -> None:
    lines = [HEADER | {"schema": "negotrack/archive/2"}, *archived(store)[1:]]
    archive = write_lines(tmp_path / "record.jsonl", lines)
    assert is_archive(archive)
    with pytest.raises(Misuse, match="is of the form negotrack/archive/2"):
        unpack(archive, tmp_path / "copy.db")


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "{}", "[]", "null", "x", '{"schema": 1}', '{"schema": "negotrack/rounds/1"}'),
        *("[" * 900, "\x00\x01", '{"schema": "negotrack/archive/1"' + " " * 2000 + "}"),
    ],
)
def test_other_texts_are_no_archives(tmp_path: Path, text: str) -> None:
    path = tmp_path / "some.txt"
    path.write_text(text, encoding="utf-8")
    assert not is_archive(path)


def test_a_store_a_folder_and_nothing_are_no_archives(store: Path, tmp_path: Path) -> None:
    assert not any(map(is_archive, (store, tmp_path, tmp_path / "nothing")))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert not is_archive(tmp_path / "pipe")


@pytest.mark.parametrize(
    ("table", "column", "value", "found"),
    [
        ("note", "text", "Something else", "was changed behind the program's back"),
        ("entry", "actor", "Somebody else", "its content is not what its hash was made of"),
        ("change", "after", None, "its content is not what its hash was made of"),
        ("note", "text", 5, "was changed behind the program's back"),
    ],
)
def test_a_row_that_was_tampered_with_is_found_by_the_check(
    store: Path, unpacked: Unpacked, table: str, column: str, value: object, found: str
) -> None:
    lines = archived(store)
    place = place_of(lines, table)
    lines[place] = {"table": table, "row": lines[place]["row"] | {column: value}}
    assert any(found in sentence for sentence in findings(unpacked(lines)))


def test_a_row_that_no_entry_tells_of_is_found_by_the_check(
    store: Path, unpacked: Unpacked
) -> None:
    *lines, trailer = archived(store)
    note = lines[place_of(lines, "note")]
    lines.append({"table": "note", "row": note["row"] | {"id": "forged"}})
    copy = unpacked([*lines, trailer | {"rows": trailer["rows"] + 1}])
    assert "The note forged was added behind the program's back: no entry says so." in findings(
        copy
    )
