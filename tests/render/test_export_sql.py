"""SQL: the script loads into a fresh store, whatever the texts hold, and makes it equal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.texts import is_control
from negotrack.render.export.sql import sql_value
from tests.render.exported import sent, write_notes
from tests.store.reading import rows, tables
from tests.store.shell import run_shell

_DATABASE = sqlite3.connect(":memory:", check_same_thread=False)


@given(st.text() | st.text(alphabet="'\n\r\t\x00\x1b;-/*") | st.none() | st.integers(0, 2**62))
def test_any_value_comes_back_from_its_sql(value: str | int | None) -> None:
    written = sql_value(value)
    assert _DATABASE.execute(f"SELECT {written}").fetchone() == (value,)
    assert not any(is_control(each) for each in written if each not in "\n\t")


def test_the_script_makes_an_equal_store_with_plain_sqlite3(store: Path, empty_store: Path) -> None:
    write_notes(store)
    with closing(sqlite3.connect(empty_store)) as stranger:
        stranger.executescript(sent(store, "sql")[0].decode())
    assert tables(empty_store) == tables(store)
    assert rows(empty_store, "PRAGMA foreign_key_check") == []


def test_the_script_makes_an_equal_store_with_the_shell(store: Path, empty_store: Path) -> None:
    write_notes(store)
    done = run_shell(empty_store, sent(store, "sql")[0].decode())
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
    assert tables(empty_store) == tables(store)


@pytest.mark.parametrize("negotiation", ["WTO", "US-ART", "CPTPP-CR"])
def test_the_script_of_one_negotiation_stands_alone(
    store: Path, empty_store: Path, negotiation: str
) -> None:
    done = run_shell(empty_store, sent(store, "sql", negotiation=negotiation)[0].decode())
    assert (done.returncode, done.stderr) == (0, "")
    held = tables(empty_store)
    assert [row["code"] for row in held["negotiation"]] == [negotiation]
    assert {row["negotiation"] for row in held["round"]} == {negotiation}
    assert len(held["partner"]) == len(tables(store)["partner"])


def test_what_is_loaded_answers_as_before(store: Path, empty_store: Path) -> None:
    run_shell(empty_store, sent(store, "sql")[0].decode())
    again, parcel = sent(empty_store, "sql")
    assert again == sent(store, "sql")[0]
    assert parcel.size().startswith("17 kinds, ")


def test_the_script_says_what_it_is_and_what_it_lacks(store: Path) -> None:
    head = sent(store, "sql")[0].decode().split("\n\n")[0]
    assert all(line.startswith("--") for line in head.splitlines())
    assert "The journal is not in here" in head
    assert "about US-ART" in sent(store, "sql", negotiation="US-ART")[0].decode()


def test_many_rows_are_cut_into_several_statements(store: Path, empty_store: Path) -> None:
    write_notes(store, tuple(f"note {number}" for number in range(250)))
    script = sent(store, "sql", "notes")[0].decode()
    assert script.count("INSERT INTO note ") == 3
    assert script.count(");\n") == 3


def test_nothing_makes_a_script_of_comments(empty_store: Path) -> None:
    script, parcel = sent(empty_store, "sql")
    assert b"INSERT" not in script
    assert parcel.size() == "17 kinds, 0 rows"
