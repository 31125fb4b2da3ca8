"""negotrack restore: going back to a file that passes the check, and to no other."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from negotrack.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.cli.conftest import Refused
from tests.conftest import Run
from tests.record.offices import note_status
from tests.record.test_time_machine import findings
from tests.store.archived import archive_of, archived, write_lines
from tests.store.old_store import old_store
from tests.store.powerless import run_powerless
from tests.store.reading import fingerprint, tables


@pytest.fixture
def friday(store: Path, tmp_path: Path) -> Path:
    """Give a backup from before the last entry of the store."""
    copy = Path(shutil.copy(store, tmp_path / "friday.db"))
    note_status(store, "JP")
    return copy


def test_going_back_says_from_what_and_where_the_present_is_kept(
    quick: Run, store: Path, friday: Path
) -> None:
    before = tables(store)

    ran = quick("restore", str(friday))

    assert (ran.code, ran.err) == (0, "")
    (kept,) = store.parent.glob("record.before-restore.*.db")
    assert ran.out.splitlines() == [
        f"Restored {store} from {friday} (1 entry).",
        f"What was there before is kept as {kept}",
    ]
    assert tables(store) == tables(friday)
    assert tables(kept) == before


def test_a_dry_run_says_it_and_writes_nothing(quick: Run, store: Path, friday: Path) -> None:
    before = fingerprint(store), sorted(each.name for each in store.parent.iterdir())
    ran = quick("restore", str(friday), "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"Would put {friday} (1 entry) in the place of {store}.",
        "Nothing was written (--dry-run).",
    ]
    assert (fingerprint(store), sorted(each.name for each in store.parent.iterdir())) == before


def test_after_it_everything_works_as_before(quick: Run, friday: Path) -> None:
    quick("restore", str(friday))
    recorded = quick("set-status", "CH", "concluded", "--on", "2005-06-09")
    assert recorded.code == 0
    assert quick("undo").code == 0
    assert quick("check", "--integrity").code == 0


def text(path: Path) -> None:
    path.write_text("Minutes of the ninth meeting.\n" * 100)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def nothing(_: Path) -> None:
    pass


def of_another_application(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE bookmark (address TEXT)")


def of_a_newer_negotrack(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        other.execute("CREATE TABLE entry (id TEXT)")


def cut_short(path: Path) -> None:
    path.write_bytes(path.parent.joinpath("record.db").read_bytes()[:50_000])


def csv(path: Path) -> None:
    path.write_text("partner,status\nJP,concluded\n" * 50)


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (text, 5, "is not a database at all"),
        (csv, 5, "is not a database at all"),
        (empty, 5, "it is an empty file"),
        (folder, 5, "is a folder"),
        (pipe, 5, "is not a file"),
        (nothing, 5, "There is no store at"),
        (of_another_application, 5, "is a database of another application"),
        (of_a_newer_negotrack, 5, "was written by a newer negotrack"),
        (cut_short, 5, ""),
    ],
)
def test_a_file_that_is_no_store_is_refused(
    refused: Refused, tmp_path: Path, make: Callable[[Path], None], code: int, said: str
) -> None:
    path = tmp_path / "other.db"
    make(path)
    before = sorted(each.name for each in tmp_path.iterdir())
    assert said in refused("restore", str(path), code=code)
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_a_name_that_cannot_be_looked_at_is_a_sentence(refused: Refused) -> None:
    assert "too long" in refused("restore", "x" * 300, code=5)


def test_the_store_itself_is_refused_under_any_name(
    refused: Refused, store: Path, tmp_path: Path
) -> None:
    (tmp_path / "link.db").symlink_to(store)
    for name in (store, tmp_path / "link.db"):
        assert refused("restore", str(name), code=2) == (
            f"negotrack: {name} is the store itself. Name another file.\n"
        )


MARK = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (("UPDATE note SET text = 'Something else'",), "was changed behind the program's back"),
        (("DELETE FROM note",), "was taken away behind the program's back"),
        (
            ("DROP TRIGGER entry_refuses_update", "UPDATE entry SET actor = 'nobody'"),
            "The chain of the journal first breaks",
        ),
        (("DROP TABLE note",), "was taken away behind the program's back"),
        (("ALTER TABLE entry RENAME COLUMN hash TO sum",), "it cannot be checked"),
        (("DROP TABLE change",), "no such table"),
    ],
)
def test_a_file_that_does_not_pass_the_check_is_refused(
    quick: Run, store: Path, friday: Path, statements: tuple[str, ...], said: str
) -> None:
    with closing(sqlite3.connect(friday)) as tampered, tampered:
        for statement in statements:
            tampered.execute(statement)
    before = fingerprint(store)

    ran = quick("restore", str(friday))

    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(f"negotrack: {friday} is not sound, and nothing was changed")
    assert said in ran.err
    assert len(ran.err.splitlines()) <= 12
    assert fingerprint(store) == before


@pytest.mark.parametrize("version", [0, 1, SCHEMA_VERSION])
def test_a_file_that_only_carries_our_mark_is_refused(
    quick: Run, store: Path, tmp_path: Path, version: int
) -> None:
    forged = tmp_path / "forged.db"
    with closing(sqlite3.connect(forged)) as other, other:
        other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        other.execute(f"PRAGMA user_version = {version}")
        other.execute("CREATE TABLE entry (id TEXT)")
    before = fingerprint(store)
    ran = quick("restore", str(forged))
    assert ran.code in (4, 5)
    assert len(ran.err.splitlines()) == 1
    assert "Unexpected" not in ran.err
    assert fingerprint(store) == before


@pytest.mark.parametrize("damage", [b"", b"Minutes\n" * 999, bytes(9000)])
def test_a_store_that_is_damaged_gives_way_and_is_kept(
    quick: Run, store: Path, friday: Path, damage: bytes
) -> None:
    store.write_bytes(damage)
    ran = quick("restore", str(friday))
    assert ran.code == 0
    (kept,) = store.parent.glob("record.before-restore.*.db")
    assert kept.read_bytes() == damage
    assert tables(store) == tables(friday)


def test_where_no_store_is_there_is_one_after(quick: Run, store: Path, friday: Path) -> None:
    store.unlink()
    ran = quick("restore", str(friday))
    assert (ran.code, ran.out) == (0, f"Restored {store} from {friday} (1 entry).\n")
    assert tables(store) == tables(friday)


def test_on_a_new_machine_the_data_folder_is_made(
    quick: Run, friday: Path, environment: dict[str, str]
) -> None:
    ran = quick("restore", str(friday), NEGOTRACK_DB="")
    assert ran.code == 0, ran.err
    (restored,) = Path(environment["HOME"]).rglob("negotrack.db")
    assert tables(restored) == tables(friday)


def test_a_store_that_may_only_be_read_stays(
    store: Path, friday: Path, environment: dict[str, str]
) -> None:
    store.chmod(0o400)
    before = fingerprint(store)
    ran = run_powerless(environment, "--db", str(store), "restore", str(friday))
    assert (ran.code, ran.out) == (5, "")
    assert f"The store {store} is read-only" in ran.err
    assert fingerprint(store) == before


def test_a_folder_that_may_only_be_read_stays(
    store: Path, friday: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    path = Path(shutil.copy(store, shelf / "record.db"))
    shelf.chmod(0o500)
    ran = run_powerless(environment, "--db", str(path), "restore", str(friday))
    assert (ran.code, ran.out) == (5, "")
    assert len(ran.err.splitlines()) == 1
    assert [each.name for each in shelf.iterdir()] == ["record.db"]


def test_an_older_backup_is_brought_up_to_date_on_the_way(
    quick: Run, store: Path, tmp_path: Path
) -> None:
    old = old_store(tmp_path / "old.db")
    before = fingerprint(old)
    assert quick("restore", str(old)).code == 0
    assert fingerprint(old) == before
    assert findings(store) == []
    assert quick("status").code == 0


def test_an_archive_is_as_good_as_a_store(quick: Run, store: Path, friday: Path) -> None:
    archive = archive_of(friday, friday.with_suffix(".jsonl"))
    ran = quick("restore", str(archive))
    assert ran.code == 0
    assert tables(store) == tables(friday)
    assert findings(store) == []


def test_an_archive_that_was_tampered_with_is_refused(
    quick: Run, store: Path, friday: Path
) -> None:
    lines = archived(friday)
    place = next(at for at, line in enumerate(lines) if line.get("table") == "note")
    lines[place]["row"]["text"] = "Something else"
    before = fingerprint(store)
    ran = quick("restore", str(write_lines(friday.with_suffix(".jsonl"), lines)))
    assert ran.code == 4
    assert "was changed behind the program's back" in ran.err
    assert fingerprint(store) == before


def test_a_store_in_use_by_another_is_a_sentence(quick: Run, store: Path, friday: Path) -> None:
    before = fingerprint(store)
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = quick("restore", str(friday))
        other.execute("ROLLBACK")
    assert (ran.code, ran.out) == (5, "")
    assert "is locked by another program" in ran.err
    assert fingerprint(store) == before
