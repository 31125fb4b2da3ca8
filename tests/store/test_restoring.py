"""Putting a backup in the place of a store: as one step, with what was there kept beside it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import time
from contextlib import closing
from pathlib import Path

import pytest

from negotrack.errors import Refused, StoreProblem
from negotrack.store.candidate import candidate
from negotrack.store.copying import journal_of
from negotrack.store.reader import FileReader
from negotrack.store.restoring import replace_store
from tests.record.offices import note_status
from tests.record.test_time_machine import findings
from tests.store.old_store import old_store
from tests.store.reading import fingerprint, rows, tables
from tests.store.test_copying import held_by_another, names


@pytest.fixture
def friday(store: Path, tmp_path: Path) -> Path:
    """Give a backup from before the last entry of the store."""
    copy = Path(shutil.copy(store, tmp_path / "friday.db"))
    note_status(store, "JP")
    return copy


def restore(path: Path, source: Path) -> Path | None:
    with candidate(source, path) as copy:
        return replace_store(path, copy)


def left_beside(path: Path, *expected: Path | None) -> list[str]:
    """Name what is in the folder that nobody asked for."""
    known = {path.name, "friday.db", "home", *(each.name for each in expected if each)}
    return [name for name in names(path.parent) if name not in known]


def test_the_store_is_as_the_backup_and_what_it_was_is_kept(store: Path, friday: Path) -> None:
    before, wanted = tables(store), tables(friday)

    kept = restore(store, friday)

    assert kept is not None
    assert kept.name.startswith("record.before-restore.")
    assert (tables(store), tables(kept)) == (wanted, before)
    assert findings(store) == findings(kept) == []
    assert left_beside(store, kept) == []


def test_the_backup_is_only_read(store: Path, friday: Path) -> None:
    before = fingerprint(friday)
    friday.chmod(0o400)
    restore(store, friday)
    assert fingerprint(friday) == before


def test_restoring_what_was_kept_undoes_the_restore(store: Path, friday: Path) -> None:
    before = tables(store)
    kept = restore(store, friday)
    assert kept
    restore(store, kept)
    assert tables(store) == before


def test_a_reader_that_has_the_store_open_goes_on_with_the_new_contents(
    store: Path, friday: Path
) -> None:
    with closing(FileReader(store)) as reader:
        count = "SELECT count(*) AS n FROM status_change"
        before = reader.rows(count)[0]["n"]
        inode = store.stat().st_ino
        restore(store, friday)
        assert reader.rows(count)[0]["n"] == before - 1
    assert store.stat().st_ino == inode


def test_who_may_read_the_store_stays_as_it_was(store: Path, friday: Path) -> None:
    store.chmod(0o640)
    restore(store, friday)
    assert stat.S_IMODE(store.stat().st_mode) == 0o640
    store.write_bytes(b"damaged" * 1000)
    restore(store, friday)
    assert stat.S_IMODE(store.stat().st_mode) == 0o640


@pytest.mark.parametrize("kind", ["IMMEDIATE", "EXCLUSIVE", ""])
def test_a_store_in_use_by_another_is_not_waited_for_for_ever(
    store: Path, friday: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("NEGOTRACK_TIMEOUT", "0.1")
    before, begun = fingerprint(store), time.monotonic()
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute(f"BEGIN {kind}")
        other.execute("SELECT * FROM note").fetchone()
        with pytest.raises(StoreProblem, match="is locked by another program"):
            restore(store, friday)
        other.execute("ROLLBACK")
    assert time.monotonic() - begun < 5
    assert fingerprint(store) == before
    assert left_beside(store) == []


@pytest.mark.parametrize("seen", [True, False], ids=["before", "without"])
def test_a_store_that_is_not_there_is_made(store: Path, friday: Path, *, seen: bool) -> None:
    wanted = tables(friday)
    store.unlink()
    assert restore(store, friday) is None
    assert tables(store) == wanted
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert left_beside(store) == []


def test_the_journal_of_a_lost_store_is_not_played_into_the_backup(
    store: Path, friday: Path
) -> None:
    store.unlink()
    journal_of(store).write_bytes(b"old pages")
    with pytest.raises(Refused, match="belongs to a file that was there before"):
        restore(store, friday)
    assert not store.exists()


DAMAGES = {
    "empty": b"",
    "a text": b"Minutes of the ninth meeting.\n" * 100,
    "zeroes": bytes(8192),
    "half a header": b"SQLite format 3\x00",
}


@pytest.mark.parametrize("content", DAMAGES.values(), ids=DAMAGES)
def test_a_store_that_is_no_database_any_more_is_moved_aside(
    store: Path, friday: Path, content: bytes
) -> None:
    store.write_bytes(content)
    kept = restore(store, friday)
    assert kept
    assert kept.read_bytes() == content
    assert tables(store) == tables(friday)
    assert left_beside(store, kept) == []


@pytest.mark.parametrize("place", [100, 5000, 30_000, 60_000])
def test_a_damaged_store_is_moved_aside_as_it_is(store: Path, friday: Path, place: int) -> None:
    with store.open("r+b") as file:
        file.seek(place)
        file.write(os.urandom(9000))
    before = fingerprint(store)
    kept = restore(store, friday)
    assert kept
    assert fingerprint(kept) == before
    assert tables(store) == tables(friday)
    assert findings(store) == []


def test_a_damaged_store_takes_its_journal_along(store: Path, friday: Path) -> None:
    store.write_bytes(b"")
    journal_of(store).write_bytes(b"old pages")
    kept = restore(store, friday)
    assert kept
    assert journal_of(kept).read_bytes() == b"old pages"
    assert not journal_of(store).exists()
    assert tables(store) == tables(friday)


def test_what_a_crash_left_half_written_is_given_back_before_it_is_kept(
    store: Path, friday: Path, tmp_path: Path
) -> None:
    before = tables(store)
    crashed = tmp_path / "crashed.db"
    with closing(sqlite3.connect(store, isolation_level=None)) as writing:
        writing.execute("PRAGMA cache_size = 1")
        writing.execute("PRAGMA cache_spill = 1")
        writing.execute("BEGIN EXCLUSIVE")
        writing.execute("UPDATE source SET title = title || hex(zeroblob(3000))")
        shutil.copy(store, crashed)
        shutil.copy(journal_of(store), journal_of(crashed))
        writing.execute("ROLLBACK")
    kept = restore(crashed, friday)
    assert kept
    assert tables(kept) == before
    assert tables(crashed) == tables(friday)


def test_the_database_of_another_application_stays(friday: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE bookmark (address TEXT)")
    before = fingerprint(path)
    with pytest.raises(StoreProblem, match="is a database of another application, and stays"):
        restore(path, friday)
    assert fingerprint(path) == before


def test_a_folder_in_the_place_of_the_store_stays(friday: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreProblem, match="is not a file"):
        restore(tmp_path / "folder", friday)


def test_a_backup_of_an_older_schema_is_brought_up_to_date_and_left_as_it_was(
    store: Path, tmp_path: Path
) -> None:
    old = old_store(tmp_path / "old.db")
    before = fingerprint(old)
    restore(store, old)
    assert fingerprint(old) == before
    assert findings(store) == []
    told = rows(store, "SELECT id FROM status_change WHERE id = 'wto-ca-2005-06-10'")
    assert len(told) == 1


def test_a_store_of_an_older_schema_is_kept_as_it_was(friday: Path, tmp_path: Path) -> None:
    old = old_store(tmp_path / "old.db")
    kept = restore(old, friday)
    assert kept
    assert rows(kept, "PRAGMA user_version") == [{"user_version": 1}]
    assert tables(old) == tables(friday)


def test_a_store_that_is_locked_while_it_is_looked_at_is_no_damaged_one(
    store: Path, friday: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEGOTRACK_TIMEOUT", "0.1")
    with held_by_another(store, "EXCLUSIVE"), pytest.raises(StoreProblem, match="is locked"):
        restore(store, friday)


def test_a_store_with_a_longer_history_gives_way_to_a_shorter_file(
    store: Path, friday: Path
) -> None:
    with closing(sqlite3.connect(store)) as bigger, bigger:
        bigger.execute("CREATE TABLE ballast AS SELECT zeroblob(3000000) AS much")
    restore(store, friday)
    assert store.stat().st_size == friday.stat().st_size
    assert tables(store) == tables(friday)
