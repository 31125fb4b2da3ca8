"""Copying a store while it is in use: whole, checked, private, and never over something else."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from negotrack.errors import Misuse, Refused, StoreProblem
from negotrack.store.copying import copy_store, free_name, journal_of
from negotrack.store.creating import create_store
from tests.record.offices import note_status
from tests.record.test_time_machine import findings
from tests.store.reading import fingerprint, tables


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies" / "friday.db"


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@contextmanager
def held_by_another(path: Path, kind: str) -> Iterator[None]:
    """Let another program hold a lock on a file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"BEGIN {kind}")
        yield
        other.execute("ROLLBACK")


def test_a_copy_is_equal_sound_and_its_owners_only(store: Path, target: Path) -> None:
    former = os.umask(0)
    try:
        copy_store(store, target)
    finally:
        os.umask(former)

    assert tables(target) == tables(store)
    assert findings(target) == []
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert names(target.parent) == ["friday.db"]


def test_a_store_that_somebody_reads_and_writes_is_copied(store: Path, target: Path) -> None:
    before = tables(store)
    with closing(sqlite3.connect(store, isolation_level=None)) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT * FROM note").fetchone()
        with held_by_another(store, "IMMEDIATE"):
            copy_store(store, target)
    assert tables(target) == before


def test_a_store_that_is_locked_is_not_waited_for_for_ever(
    store: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEGOTRACK_TIMEOUT", "0.1")
    begun = time.monotonic()
    with held_by_another(store, "EXCLUSIVE"), pytest.raises(StoreProblem, match="is locked by"):
        copy_store(store, target)
    assert time.monotonic() - begun < 5
    assert names(target.parent) == []


@pytest.mark.parametrize("content", [b"", b"my only copy"])
def test_nothing_is_ever_overwritten(store: Path, target: Path, content: bytes) -> None:
    target.write_bytes(content)
    with pytest.raises(Refused, match="There is a file at"):
        copy_store(store, target)
    assert target.read_bytes() == content
    assert names(target.parent) == ["friday.db"]


def test_the_store_itself_is_not_its_own_copy(store: Path) -> None:
    before = fingerprint(store)
    with pytest.raises(Refused):
        copy_store(store, store)
    assert fingerprint(store) == before


def test_a_folder_is_refused(store: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused):
        copy_store(store, target.parent)
    monkeypatch.chdir(target.parent)
    with pytest.raises(Misuse, match="is a folder"):
        copy_store(store, Path())
    assert names(target.parent) == []


def test_a_missing_folder_is_named(store: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match=f"folder {tmp_path / 'nowhere'}: No such file"):
        copy_store(store, tmp_path / "nowhere" / "friday.db")


@pytest.mark.parametrize("place", [5000, 30_000, 60_000])
def test_a_damaged_store_gives_no_copy(store: Path, target: Path, place: int) -> None:
    with store.open("r+b") as file:
        file.seek(place)
        file.write(os.urandom(9000))
    with pytest.raises(StoreProblem) as raised:
        copy_store(store, target)
    assert "\n" not in str(raised.value)
    assert names(target.parent) == []


def test_the_journal_of_a_lost_store_is_not_played_into_a_new_one(
    store: Path, target: Path
) -> None:
    journal_of(target).write_bytes(b"old pages")
    with pytest.raises(Refused, match="belongs to a file that was there before"):
        copy_store(store, target)
    with pytest.raises(Refused, match="belongs to a file that was there before"):
        create_store(target, seeded=False)
    assert names(target.parent) == ["friday.db-journal"]


def test_a_store_that_somebody_left_in_the_middle_of_a_change_is_copied_as_it_was(
    store: Path, target: Path, tmp_path: Path
) -> None:
    before = tables(store)
    crashed = tmp_path / "crashed.db"
    with closing(sqlite3.connect(store, isolation_level=None)) as writing:
        writing.execute("PRAGMA cache_size = 1")
        writing.execute("PRAGMA cache_spill = 1")
        writing.execute("BEGIN EXCLUSIVE")
        writing.execute("UPDATE source SET title = title || hex(zeroblob(3000))")
        # As a machine that stops now would leave both files.
        shutil.copy(store, crashed)
        shutil.copy(journal_of(store), journal_of(crashed))
        writing.execute("ROLLBACK")
    assert crashed.read_bytes() != store.read_bytes()

    copy_store(crashed, target)

    assert tables(target) == before
    assert findings(target) == []


def test_a_name_says_what_and_when_and_is_free(tmp_path: Path) -> None:
    first = free_name(tmp_path / "record.db", "backup")
    first.touch()
    second = free_name(tmp_path / "record.db", "backup")
    assert first.name.startswith("record.backup.20")
    assert first.suffix == ".db"
    assert not second.exists()


def test_what_killed_programs_left_behind_goes_after_a_day(store: Path, target: Path) -> None:
    folder = target.parent
    left = [".record.db.0123abcd.new", ".record.db.0123abcd.new-journal", ".x.zzzzzzzz.new"]
    kept = [".record.db.new", "record.db.0123abcd.new", ".mine.0123abcd.news", ".record.db.0i.new"]
    for name in (*left, *kept):
        (folder / name).touch()
        os.utime(folder / name, (0, 0))
    (folder / ".record.db.1111aaaa.new").touch()

    copy_store(store, target)

    assert names(folder) == sorted([*kept, ".record.db.1111aaaa.new", "friday.db"])


def test_the_copy_of_a_store_in_use_has_all_that_was_confirmed(store: Path, target: Path) -> None:
    note_status(store, "JP")
    copy_store(store, target)
    note_status(store, "CH")
    assert len(tables(store)["status_change"]) == len(tables(target)["status_change"]) + 1
