"""The archive: the whole record with its journal, from which an equal store can be made."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from negotrack.store.schema import SCHEMA_VERSION
from tests.conftest import Run
from tests.render.exported import sent, write, write_notes
from tests.store.reading import TABLES, rows, tables

JOURNAL = ("entry", "undoing", "change")


@pytest.fixture
def lived(store: Path, run: Run) -> Path:
    """Give a store in which things were recorded, corrected and taken back."""
    for words in (
        ("add-note", "Tea, with 'quotes'", "--on", "2005-05-12", "--source", "us"),
        ("set-status", "JP", "concluded", "--on", "2005-06-09", "--source", "embassy"),
        ("undo",),
    ):
        ran = run(*words)
        assert ran.code == 0, ran
    write_notes(store)
    return store


def lines(store: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in sent(store, "archive")[0].decode().split("\n")[:-1]]


def rebuilt(archive: list[dict[str, Any]], path: Path) -> None:
    """Write the rows of an archive into an empty store in their order, keys being held to."""
    with closing(sqlite3.connect(path)) as stranger, stranger:
        stranger.execute("PRAGMA foreign_keys = ON")
        for line in archive[1:-1]:
            row = line["row"]
            places = ", ".join(f":{column}" for column in row)
            stranger.execute(
                f"INSERT INTO {line['table']} ({', '.join(row)}) VALUES ({places})", row
            )


def journal(path: Path) -> dict[str, list[dict[str, Any]]]:
    return {name: rows(path, f"SELECT * FROM {name} ORDER BY 1, 2") for name in JOURNAL}


def test_an_equal_store_can_be_made_of_it(lived: Path, empty_store: Path, run: Run) -> None:
    rebuilt(lines(lived), empty_store)
    assert tables(empty_store) == tables(lived)
    assert journal(empty_store) == journal(lived)
    assert sent(empty_store, "archive")[0] == sent(lived, "archive")[0]
    for question in (["status"], ["log", "--head"], ["check", "--integrity"], ["history"]):
        assert run(*question, db=empty_store) == run(*question, db=lived)


def test_the_first_line_says_which_form_it_is(store: Path) -> None:
    assert lines(store)[0] == {"schema": "negotrack/archive/1", "schema_version": SCHEMA_VERSION}


def test_the_last_line_tells_whether_the_file_is_whole(lived: Path, run: Run) -> None:
    _, *held, trailer = lines(lived)
    assert trailer["rows"] == len(held)
    assert sum(trailer["tables"].values()) == len(held)
    assert trailer["head"] in run("log", "--head", "--format", "json").out


def test_every_table_is_in_it(lived: Path) -> None:
    kept = {row["name"] for row in rows(lived, "SELECT name FROM sqlite_master WHERE type='table'")}
    unlisted = kept - set(TABLES) - set(JOURNAL)
    assert {name for name in unlisted if not name.startswith("sqlite_")} == {"alembic_version"}
    held = lines(lived)[1:-1]
    assert {line["table"] for line in held} == set(TABLES) | set(JOURNAL)


def test_the_same_store_gives_the_same_bytes(lived: Path) -> None:
    assert sent(lived, "archive")[0] == sent(lived, "archive")[0]


def test_an_empty_store_has_an_archive_too(empty_store: Path) -> None:
    head, trailer = lines(empty_store)
    assert head["schema"] == "negotrack/archive/1"
    assert trailer == {"rows": 0, "tables": {}, "head": ""}


def test_an_entry_taken_over_comes_after_the_one_that_took_it_over(
    store: Path, empty_store: Path
) -> None:
    said = dict.fromkeys(("actor", "command", "summary", "previous", "hash"), "x")
    for key, recorded_at, via in (("own", "2026-02", None), ("theirs", "2026-01", "own")):
        write(store, "entry", {**said, "id": key, "recorded_at": recorded_at, "via": via})
    archive = lines(store)
    entries = [line["row"]["id"] for line in archive if line.get("table") == "entry"]
    assert entries[-1] == "theirs"
    rebuilt(archive, empty_store)
    assert journal(empty_store) == journal(store)
