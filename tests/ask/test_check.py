"""What is done to the file and its rows behind the program's back is found and named."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from negotrack.errors import StoreProblem
from negotrack.store.entries import head
from negotrack.store.reader import FileReader
from tests.ask.checking import DAY, checked, some_history, tamper, told, unsound
from tests.record.desk import record, take_back
from tests.record.test_undo import ACTIONS, Action
from tests.store.reading import TABLES, entries, fingerprint, rows


@pytest.fixture
def kept(store: Path) -> Path:
    """Give a store in which things were recorded, and one was undone."""
    return some_history(store)


def test_a_new_store_is_sound(store: Path, empty_store: Path) -> None:
    for path in (store, empty_store):
        verdict = checked(path, integrity_only=True)
        assert verdict.findings == ()
        assert verdict.sound
    assert checked(empty_store).findings == ()


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_whatever_the_program_records_is_sound(store: Path, action: Action) -> None:
    record(store, action)
    assert unsound(store) == []
    take_back(store, take_back(store))
    assert unsound(store) == []


def test_a_verdict_counts_what_was_replayed_and_gives_the_head(kept: Path) -> None:
    verdict = checked(kept)

    assert verdict.entries == 5
    assert verdict.changes == len(rows(kept, "SELECT * FROM change"))
    assert verdict.head == head(FileReader(kept))
    assert verdict.day == DAY


def test_checking_writes_nothing(kept: Path) -> None:
    before, touched = fingerprint(kept), kept.stat().st_mtime_ns

    checked(kept)

    assert (fingerprint(kept), kept.stat().st_mtime_ns) == (before, touched)


def test_a_row_changed_behind_the_back_is_named(kept: Path) -> None:
    tamper(kept, "UPDATE participant SET votes = 99 WHERE negotiation = 'WTO' AND partner = 'JP'")

    (finding,) = unsound(kept)
    assert told([finding]) == [("changed", "participant", '["WTO", "JP"]')]
    assert finding.sentence == (
        "The participant WTO JP was changed behind the program's back: no entry says so."
    )


def test_a_row_added_behind_the_back_is_named(kept: Path) -> None:
    tamper(
        kept, "INSERT INTO partner_group (code, title, source) VALUES ('G3', 'x', 'wto-2004-06')"
    )

    (finding,) = unsound(kept)
    assert told([finding]) == [("added", "partner_group", "G3")]
    assert "was added behind the program's back" in finding.sentence


def test_a_row_removed_behind_the_back_is_named(kept: Path) -> None:
    (note,) = rows(kept, "SELECT id FROM note WHERE text = 'Rice prices rose'")
    tamper(kept, f"DELETE FROM note WHERE id = '{note['id']}'")

    (finding,) = unsound(kept)
    assert told([finding]) == [("removed", "note", note["id"])]
    assert "was taken away behind the program's back" in finding.sentence


@pytest.mark.parametrize("table", TABLES)
def test_a_change_of_any_text_of_any_table_is_unsound(store: Path, table: str) -> None:
    (column,) = rows(
        store,
        f"SELECT max(name) AS name FROM pragma_table_info('{table}')"
        " WHERE type = 'TEXT' AND pk = 0 AND name IN ('title', 'name', 'note', 'text', 'source',"
        " 'value', 'summary', 'expression', 'latest')",
    )
    if column["name"] is None:
        tamper(store, f"DELETE FROM {table} WHERE rowid = 1")
    else:
        value = "'2999-01-01'" if column["name"] == "latest" else "'wto-accession'"
        tamper(
            store,
            "PRAGMA foreign_keys = OFF",
            f"UPDATE {table} SET {column['name']} = {value} WHERE rowid ="
            f" (SELECT max(rowid) FROM {table})",
        )

    assert table in {finding.table for finding in unsound(store) if finding.area == "journal"}


def test_a_row_that_others_refer_to_is_missed_by_the_file_and_by_the_journal(kept: Path) -> None:
    tamper(kept, "DELETE FROM partner WHERE code = 'UY'")

    findings = unsound(kept)
    assert ("removed", "partner", "UY") in told(findings)
    dangling = [finding for finding in findings if finding.what == "dangling"]
    assert ("participant", '["WTO", "UY"]') in {(each.table, each.key) for each in dangling}
    assert "The participant WTO UY refers to a partner that is not there." in {
        each.sentence for each in dangling
    }
    assert {each.area for each in dangling} == {"file"}


def test_a_record_that_dangles_is_not_asked_what_it_says(kept: Path) -> None:
    tamper(kept, "DELETE FROM partner WHERE code = 'UY'")

    assert {finding.area for finding in checked(kept).findings} == {"file", "journal"}


def test_a_table_put_in_by_a_stranger_is_found_when_it_holds_anything(kept: Path) -> None:
    tamper(kept, "CREATE TABLE mine (x TEXT)")
    assert unsound(kept) == []

    tamper(kept, "INSERT INTO mine VALUES ('secret')")
    assert [finding.table for finding in unsound(kept)] == ["mine"]


def test_a_column_put_in_by_a_stranger_is_unsound(kept: Path) -> None:
    tamper(kept, "ALTER TABLE setting ADD COLUMN mine TEXT")

    assert told(unsound(kept)) == [("changed", "setting", "negotiation")]


def test_an_action_upon_a_row_that_a_stranger_changed_is_found_where_it_happened(
    kept: Path,
) -> None:
    tamper(kept, "UPDATE setting SET value = 'CPTPP-CR'")
    record(kept, ACTIONS["a choice"])
    entry = entries(kept)[-1]

    (finding,) = unsound(kept)
    assert told([finding]) == [("replay", "setting", "negotiation")]
    assert finding.sentence.startswith(f"Entry {entry['id']} found the setting negotiation other")


@pytest.mark.parametrize("filler", [b"\x00", b"\xff", b"\x0d", b"A"])
def test_a_broken_page_is_a_finding_or_a_problem_of_the_store(store: Path, filler: bytes) -> None:
    whole = store.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    for start in range(size, len(whole), size * 3):
        store.write_bytes(whole[:start] + filler * size + whole[start + size :])
        with suppress(StoreProblem):
            verdict = checked(store)
            assert not verdict.sound
            assert {each.area for each in verdict.findings} == {"file"}


def test_a_page_that_nothing_uses_may_hold_anything(store: Path) -> None:
    tamper(store, "CREATE TABLE mine (x)", "INSERT INTO mine VALUES (zeroblob(50000))")
    tamper(store, "DROP TABLE mine")

    assert unsound(store) == []


def test_a_row_that_breaks_a_constraint_is_a_finding_of_the_file(store: Path) -> None:
    tamper(
        store,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE status_change SET status = 'married' WHERE partner = 'EU'",
    )

    (finding, *_) = checked(store).findings
    assert (finding.area, finding.what) == ("file", "damaged")
    assert "status_change" in finding.sentence


def test_hostile_texts_are_only_texts(store: Path) -> None:
    tamper(
        store,
        "INSERT INTO partner_group (code, title, source)"
        " VALUES ('\"; DROP TABLE entry; --', '[b]', 'wto-2004-06')",
        "INSERT INTO partner_name (partner, name) VALUES ('JP', '[\"a\", \"b\"]')",
        "INSERT INTO source (code, title) VALUES ('[not json', 'x')",
    )

    assert {(each.what, each.key) for each in unsound(store)} == {
        ("added", '"; DROP TABLE entry; --'),
        ("added", '["JP", "[\\"a\\", \\"b\\"]"]'),
        ("added", "[not json"),
    }
