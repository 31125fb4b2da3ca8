"""The seed facts: every one with a source, every date true to its text, loadable by hand."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from negotrack.domain.dates import when
from negotrack.store.location import seed_file
from tests.store.reading import TABLES, rows, tables
from tests.store.shell import run_shell

DATES = [
    ("date", "earliest", "latest"),
    ("agreed", "earliest", "latest"),
    ("due", "due_earliest", "due_latest"),
    ("done", "done_earliest", "done_latest"),
]
# Parts of a row that has a source itself, and what people choose for themselves.
WITHOUT_A_SOURCE = {"source", "partner_name", "group_member", "round_partner", "setting"}


def columns(path: Path, table: str) -> set[str]:
    return {row["name"] for row in rows(path, f"PRAGMA table_info({table})")}


@pytest.mark.parametrize("table", sorted(set(TABLES) - WITHOUT_A_SOURCE))
def test_every_fact_has_a_source(store: Path, table: str) -> None:
    held = rows(store, f"SELECT count(*) AS held FROM {table}")
    sourced = rows(
        store, f"SELECT count(*) AS held FROM {table} t JOIN source s ON s.code = t.source"
    )

    assert held == sourced
    assert held[0]["held"] > 0


def test_every_source_says_what_it_is_and_is_cited(store: Path) -> None:
    cited = {
        row["source"]
        for table in set(TABLES) - WITHOUT_A_SOURCE
        for row in rows(store, f"SELECT DISTINCT source FROM {table}")
    }
    known = rows(store, "SELECT * FROM source")

    assert cited <= {row["code"] for row in known}
    assert [row["code"] for row in known if not row["title"].strip()] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_day_is_what_its_text_says(store: Path, table: str) -> None:
    for text, earliest, latest in DATES:
        if not {text, earliest, latest} <= columns(store, table):
            continue
        for row in rows(store, f"SELECT * FROM {table}"):
            if row[text] is None:
                assert (row[earliest], row[latest]) == (None, None), row
            else:
                stated = when(row[text])
                assert (row[earliest], row[latest]) == (
                    stated.earliest.isoformat(),
                    stated.latest.isoformat(),
                ), row
                assert row[text] == stated.edtf, row


def test_no_foreign_key_of_the_seed_dangles(store: Path) -> None:
    assert rows(store, "PRAGMA foreign_key_check") == []


def test_the_seed_loads_into_an_empty_store_with_plain_sqlite3(
    store: Path, empty_store: Path
) -> None:
    with closing(sqlite3.connect(empty_store)) as stranger:
        stranger.execute("PRAGMA foreign_keys = ON")
        stranger.executescript(seed_file().read_text(encoding="utf-8"))

    assert tables(empty_store) == tables(store)


def test_the_seed_loads_with_the_sqlite3_shell(store: Path, empty_store: Path) -> None:
    done = run_shell(
        empty_store, "PRAGMA foreign_keys = ON;\n" + seed_file().read_text(encoding="utf-8")
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert tables(empty_store) == tables(store)


def test_the_seed_does_not_load_twice(store: Path) -> None:
    before = tables(store)

    done = run_shell(store, seed_file().read_text(encoding="utf-8"))

    assert done.returncode != 0
    assert "UNIQUE constraint failed" in done.stderr
    assert tables(store) == before


def test_both_claims_about_the_application_are_kept(store: Path) -> None:
    claims = rows(
        store, "SELECT DISTINCT date FROM milestone_date WHERE milestone LIKE '%application%'"
    )

    assert len(claims) > 1
