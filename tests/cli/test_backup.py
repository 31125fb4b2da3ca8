"""negotrack backup: a copy with a name that says when, and never over a file."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Refused
from tests.conftest import Run
from tests.store.old_store import old_store
from tests.store.powerless import run_powerless
from tests.store.reading import tables


def test_a_backup_is_named_by_the_time_and_lies_beside_the_store(quick: Run, store: Path) -> None:
    ran = quick("backup")

    assert (ran.code, ran.err) == (0, "")
    (copy,) = store.parent.glob("record.backup.*.db")
    assert re.fullmatch(r"record\.backup\.\d{8}-\d{6}\.db", copy.name)
    assert tables(copy) == tables(store)
    lines = ran.out.splitlines()
    assert re.fullmatch(rf"Copied {store} to {copy} \(\d+ KiB, checked\)\.", lines[0])
    assert lines[1] == f"To go back to it: negotrack restore {copy}"


def test_two_backups_in_one_second_are_two_files(quick: Run, store: Path) -> None:
    for _ in range(3):
        assert quick("backup").code == 0
    assert len(list(store.parent.glob("record.backup.*.db"))) == 3


def test_the_command_that_goes_back_can_be_pasted(quick: Run, tmp_path: Path) -> None:
    target = tmp_path / "Friday's record; a copy.db"
    command = quick("backup", str(target)).out.splitlines()[1]
    assert command.endswith(
        f"""negotrack restore '{str(target).replace("'", "'" + '"' + "'" + '"' + "'")}'"""
    )


@pytest.mark.parametrize("name", ["taken.db", "record.db"])
def test_a_file_that_is_there_is_never_replaced(
    refused: Refused, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    if not target.exists():
        target.write_text("my only copy")
    before = target.read_bytes()
    said = refused("backup", str(target), code=4)
    assert said == f"negotrack: There is a file at {target} already. Nothing was changed.\n"
    assert target.read_bytes() == before


def test_a_folder_or_a_missing_one_is_refused(refused: Refused, tmp_path: Path) -> None:
    assert "There is a file at" in refused("backup", str(tmp_path), code=4)
    assert "is a folder. Name a file in it" in refused("backup", ".", code=2)
    said = refused("backup", str(tmp_path / "nowhere" / "x.db"), code=5)
    assert f"the folder {tmp_path / 'nowhere'}: No such file" in said
    assert "too long" in refused("backup", "x" * 300, code=5)


def test_a_folder_that_may_not_be_written_is_named(
    store: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir(mode=0o500)
    words = ("--db", str(store), "backup", str(folder / "friday.db"))
    ran = run_powerless(environment, *words)
    assert (ran.code, ran.out) == (5, "")
    assert f"No copy can be written to the folder {folder}: Permission denied." in ran.err


def test_a_store_that_may_only_be_read_can_be_backed_up(
    store: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    store.chmod(0o400)
    ran = run_powerless(environment, "--db", str(store), "backup", str(tmp_path / "friday.db"))
    assert ran.code == 0
    assert tables(tmp_path / "friday.db") == tables(store)


def test_a_locked_store_is_a_sentence(quick: Run, store: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        ran = quick("backup", str(tmp_path / "friday.db"))
        other.execute("ROLLBACK")
    assert (ran.code, ran.out) == (5, "")
    assert "is locked by another program" in ran.err
    assert not (tmp_path / "friday.db").exists()


def test_a_damaged_store_is_a_sentence(refused: Refused, store: Path, tmp_path: Path) -> None:
    content = bytearray(store.read_bytes())
    content[40_000:60_000] = b"x" * 20_000
    store.write_bytes(content)
    said = refused("backup", str(tmp_path / "friday.db"), code=5)
    assert "The copy is not whole" in said
    assert not (tmp_path / "friday.db").exists()


def test_an_older_store_is_brought_up_to_date_and_then_copied(quick: Run, tmp_path: Path) -> None:
    old = old_store(tmp_path / "old.db")
    before = tables(old)
    ran = quick("backup", str(tmp_path / "friday.db"), db=old)
    assert ran.code == 0
    assert "is brought up to date" in ran.err
    (kept,) = tmp_path.glob("old.schema-1.*.db")
    assert tables(kept) == before
    assert tables(tmp_path / "friday.db") == tables(old)


def test_quiet_means_nothing_is_said(quick: Run, store: Path) -> None:
    assert quick("--quiet", "backup").out == ""
    assert len(list(store.parent.glob("record.backup.*.db"))) == 1
