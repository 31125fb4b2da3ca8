"""Whatever is altered in the journal breaks its chain where it was altered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ask.checking import checked, some_history, tamper, told, unsound
from tests.store.reading import changes, entries, rows


@pytest.fixture
def kept(store: Path) -> Path:
    """Give a store in which things were recorded, and one was undone."""
    return some_history(store)


ENTRY_COLUMNS = ("actor", "command", "summary", "reason", "previous", "hash")


@pytest.mark.parametrize("column", ENTRY_COLUMNS)
def test_an_altered_entry_breaks_the_chain_there(kept: Path, column: str) -> None:
    first = entries(kept)[0]["id"]
    tamper(kept, f"UPDATE entry SET {column} = 'x' WHERE id = '{first}'", triggers=False)

    breaks = [each for each in unsound(kept) if each.what == "chain"]
    assert [each.key for each in breaks] == [first]
    assert breaks[0].sentence.startswith(f"The chain of the journal first breaks at entry {first}")
    assert "its content is not what its hash was made of" in breaks[0].sentence


def test_a_time_of_recording_that_is_none_breaks_the_chain(kept: Path) -> None:
    tamper(kept, "UPDATE entry SET recorded_at = 'x' WHERE command <> 'init'", triggers=False)

    assert [each.what for each in unsound(kept)].count("chain") == 1


def test_an_entry_renamed_with_all_that_refers_to_it_breaks_the_chain(kept: Path) -> None:
    first = entries(kept)[0]["id"]
    tamper(
        kept,
        f"UPDATE change SET entry = 'renamed0' WHERE entry = '{first}'",
        f"UPDATE undoing SET undone = 'renamed0' WHERE undone = '{first}'",
        f"UPDATE entry SET id = 'renamed0' WHERE id = '{first}'",
        triggers=False,
    )

    assert told(unsound(kept)) == [("chain", "entry", "renamed0")]


@pytest.mark.parametrize("side", ["before", "after", "row_key", "table_name"])
def test_an_altered_change_breaks_the_chain_at_its_entry(kept: Path, side: str) -> None:
    choice = entries(kept)[1]["id"]
    tamper(
        kept,
        f"UPDATE change SET {side} = replace({side}, 'n', 'N') WHERE entry = '{choice}'"
        " AND table_name = 'setting'",
        triggers=False,
    )

    assert ("chain", "entry", choice) in told(unsound(kept))


def test_changes_swapped_within_an_entry_break_the_chain(kept: Path) -> None:
    first = entries(kept)[0]["id"]
    assert len(changes(kept, first)) == 2
    tamper(
        kept,
        f"UPDATE change SET position = 100 WHERE position = 1 AND entry = '{first}'",
        triggers=False,
    )

    assert told(unsound(kept)) == [("chain", "entry", first)]


def test_a_change_moved_to_another_entry_breaks_the_chain(kept: Path) -> None:
    first, second = (entry["id"] for entry in entries(kept)[:2])
    tamper(
        kept,
        f"UPDATE change SET entry = '{second}', position = 9 WHERE entry = '{first}'"
        " AND position = 2",
        triggers=False,
    )

    assert ("chain", "entry", first) in told(unsound(kept))


def test_entries_swapped_in_time_break_the_chain(kept: Path) -> None:
    first, second = entries(kept)[:2]
    tamper(
        kept,
        f"UPDATE entry SET recorded_at = '{second['recorded_at'][:-1]}1Z'"
        f" WHERE id = '{first['id']}'",
        triggers=False,
    )

    assert [each.what for each in unsound(kept)].count("chain") == 1


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_entry_taken_out_of_the_middle_breaks_the_chain(kept: Path, number: int) -> None:
    gone, following = entries(kept)[number : number + 2]
    tamper(
        kept,
        f"DELETE FROM change WHERE entry = '{gone['id']}'",
        f"DELETE FROM undoing WHERE '{gone['id']}' IN (entry, undone)",
        f"DELETE FROM entry WHERE id = '{gone['id']}'",
        triggers=False,
    )

    (finding,) = [each for each in unsound(kept) if each.what == "chain"]
    assert finding.key == following["id"]


def test_an_entry_taken_out_without_its_changes_is_found_by_the_file_as_well(kept: Path) -> None:
    gone = entries(kept)[0]["id"]
    tamper(kept, f"DELETE FROM entry WHERE id = '{gone}'", triggers=False)

    findings = unsound(kept)
    assert {finding.what for finding in findings} >= {"dangling", "chain"}


def test_an_entry_put_in_between_breaks_the_chain(kept: Path) -> None:
    first = entries(kept)[0]
    tamper(
        kept,
        "INSERT INTO entry SELECT 'forged00', substr(recorded_at, 1, 26) || '5Z', 'x', 'x', 'x',"
        f" NULL, NULL, hash, 'x' FROM entry WHERE id = '{first['id']}'",
    )

    assert ("chain", "entry", "forged00") in told(unsound(kept))


def test_an_undo_written_in_by_hand_breaks_the_chain(kept: Path) -> None:
    first, note = entries(kept)[0]["id"], entries(kept)[-1]["id"]
    tamper(kept, f"INSERT INTO undoing VALUES ('{note}', '{first}')")

    assert told(unsound(kept)) == [("chain", "entry", note)]


def test_an_entry_made_out_to_be_of_another_store_breaks_the_chain(kept: Path) -> None:
    first, second = entries(kept)[:2]
    tamper(
        kept,
        f"UPDATE entry SET via = '{second['id']}' WHERE id = '{first['id']}'",
        triggers=False,
    )

    assert ("chain", "entry", second["id"]) in told(unsound(kept))


def cut_off(path: Path) -> None:
    """Take the newest entry away with all that it did, so that nothing within can tell."""
    last = entries(path)[-1]["id"]
    tamper(
        path,
        *(
            f"DELETE FROM {change['table_name']} WHERE id = '{change['row_key']}'"
            for change in changes(path, last)
            if change["table_name"] == "note"
        ),
        f"DELETE FROM change WHERE entry = '{last}'",
        f"DELETE FROM entry WHERE id = '{last}'",
        triggers=False,
    )


def test_the_newest_entry_taken_away_is_missed_by_its_rows(kept: Path) -> None:
    last = entries(kept)[-1]["id"]
    tamper(
        kept,
        f"DELETE FROM change WHERE entry = '{last}'",
        f"DELETE FROM entry WHERE id = '{last}'",
        triggers=False,
    )

    assert [each.what for each in unsound(kept)] == ["added"]


def test_the_newest_entry_taken_away_with_its_rows_is_missed_by_who_has_the_hash(
    kept: Path,
) -> None:
    written_down = checked(kept).head
    assert unsound(kept, expected=written_down) == []

    cut_off(kept)

    assert unsound(kept) == []
    (finding,) = unsound(kept, expected=written_down)
    assert finding.what == "head-missing"
    assert finding.sentence == (
        f"No entry has the hash {written_down}: entries were taken away, or it is another store's."
    )


def test_the_newest_entry_made_out_to_be_of_another_store_is_missed_as_well(kept: Path) -> None:
    written_down = checked(kept).head
    note, former = entries(kept)[-1]["id"], entries(kept)[-2]["id"]
    tamper(
        kept,
        "DELETE FROM note WHERE text = 'Rice prices rose'",
        f"UPDATE entry SET via = '{former}' WHERE id = '{note}'",
        triggers=False,
    )

    assert [each.what for each in unsound(kept, expected=written_down)] == ["head-missing"]


def test_every_hash_that_was_ever_the_newest_is_known(kept: Path) -> None:
    for entry in rows(kept, "SELECT hash FROM entry"):
        assert unsound(kept, expected=entry["hash"]) == []
        assert unsound(kept, expected=entry["hash"][:8]) == []
    assert [each.what for each in unsound(kept, expected="0" * 64)] == ["head-missing"]


def test_only_the_first_break_of_the_chain_is_told(kept: Path) -> None:
    tamper(kept, "UPDATE entry SET actor = 'somebody else'", triggers=False)

    (made,) = rows(kept, "SELECT id FROM entry WHERE command = 'init'")
    assert told(unsound(kept)) == [("chain", "entry", made["id"])]
