"""A store of the first negotrack is brought up to date once, whole, and after a copy of it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from negotrack.errors import StoreProblem
from negotrack.store.migrating import upgrade_store
from negotrack.store.schema import SCHEMA_VERSION
from tests.conftest import Run
from tests.store.old_store import CANADA, JAPAN, old_store
from tests.store.past import known_on
from tests.store.powerless import run_powerless
from tests.store.reading import fingerprint, rows, tables

CONCLUDED = (
    "SELECT partner FROM status_change WHERE id IN ('wto-jp-2005-06-09', 'wto-ca-2005-06-10')"
)
ENTRIES = "SELECT id, recorded_at, actor, command, summary FROM entry ORDER BY recorded_at"
CHANGES = "SELECT * FROM change ORDER BY entry, position"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store of schema 1 once."""
    return old_store(tmp_path_factory.mktemp("old") / "old.db")


@pytest.fixture
def old(template: Path, tmp_path: Path) -> Path:
    """Give a store of schema 1 that belongs to this test, in a folder of its own."""
    folder = tmp_path / "office"
    folder.mkdir()
    return Path(shutil.copy(template, folder / "record.db"))


def schema(path: Path) -> int:
    return int(rows(path, "PRAGMA user_version")[0]["user_version"])


def copies(path: Path) -> list[Path]:
    """Give what lies beside a store."""
    return sorted(each for each in path.parent.iterdir() if each != path)


def test_the_store_that_the_tests_begin_with_is_of_the_first_schema(old: Path) -> None:
    assert schema(old) == 1
    assert {row["partner"] for row in rows(old, CONCLUDED)} == {"JP", "CA"}
    columns = [row["name"] for row in rows(old, "PRAGMA table_info(entry)")]
    assert columns == ["id", "recorded_at", "actor", "command", "summary", "undoes"]


def test_any_command_brings_it_up_to_date_and_answers(run: Run, old: Path) -> None:
    record, journal, made = tables(old), rows(old, ENTRIES), rows(old, CHANGES)

    ran = run("status", db=old)

    assert ran.code == 0
    assert "8 of 27 concluded" in ran.out
    assert schema(old) == SCHEMA_VERSION
    assert tables(old) == record
    assert rows(old, ENTRIES) == journal
    assert rows(old, CHANGES) == made
    assert rows(old, "PRAGMA foreign_key_check") == []


def test_a_copy_of_what_it_was_is_beside_it(run: Run, old: Path) -> None:
    told = rows(old, "SELECT * FROM entry ORDER BY id"), tables(old)

    ran = run("status", db=old)

    (kept,) = copies(old)
    assert ran.err == (
        f"The store {old} was of an older negotrack and is brought up to date; "
        f"a copy of what it was is {kept}.\n"
    )
    assert kept.name.startswith("record.schema-1.")
    assert kept.suffix == ".db"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert schema(kept) == 1
    assert (rows(kept, "SELECT * FROM entry ORDER BY id"), tables(kept)) == told


def test_it_is_brought_up_to_date_once(run: Run, old: Path) -> None:
    run("status", db=old)
    before = fingerprint(old)

    again = run("status", db=old)

    assert (again.code, again.err) == (0, "")
    assert fingerprint(old) == before
    assert len(copies(old)) == 1


def test_quiet_leaves_the_notice_out(run: Run, old: Path) -> None:
    assert run("status", "--quiet", db=old).err == ""
    assert schema(old) == SCHEMA_VERSION


def test_its_journal_is_sealed_and_sound(run: Run, old: Path) -> None:
    ran = run("check", "--integrity", "--format", "json", db=old)

    assert ran.code == 0
    verdict = json.loads(ran.out)
    assert verdict["sound"] is True
    assert (verdict["items"], verdict["entries"]) == ([], 7)


def test_it_has_the_same_tables_as_one_made_today(run: Run, old: Path, store: Path) -> None:
    run("status", db=old)

    made = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    assert rows(old, made) == rows(store, made)


def test_what_was_undone_is_undone_still(run: Run, old: Path) -> None:
    told = json.loads(run("log", "--format", "json", db=old).out)["items"]

    assert {each["id"]: (each["undoes"], each["undone_by"]) for each in told} == {
        "seed0000": ([], None),
        "japan000": ([], None),
        "undo0000": (["japan000"], "redo0000"),
        "redo0000": (["undo0000"], None),
        "canada00": ([], None),
        "canada01": ([], "undo0001"),
        "undo0001": (["canada01"], None),
    }


def test_undo_and_redo_go_on_from_there(run: Run, old: Path) -> None:
    assert run("undo", db=old).code == 0
    assert [row["partner"] for row in rows(old, CONCLUDED)] == ["JP"]
    assert run("undo", "japan000", db=old).code == 0
    assert rows(old, CONCLUDED) == []
    assert run("redo", db=old).code == 0
    assert run("redo", db=old).code == 0
    assert rows(old, "SELECT * FROM status_change WHERE id = :id", id=JAPAN["id"]) == [JAPAN]
    assert rows(old, "SELECT * FROM status_change WHERE id = :id", id=CANADA["id"]) == [CANADA]
    assert run("check", "--integrity", db=old).code == 0


@pytest.mark.parametrize(
    ("known", "concluded"),
    [
        ("2026-01-31", set()),
        ("2026-02-01T09:00:00.000001Z", {"JP"}),
        ("2026-02-01T09:00:00.000002Z", set()),
        ("2026-02-02", {"JP"}),
        ("2026-02-03T09:00:00Z", {"JP", "CA"}),
    ],
)
def test_its_past_can_be_told(run: Run, old: Path, known: str, concluded: set[str]) -> None:
    ran = run("status", "--known-on", known, "--format", "json", TZ="UTC", db=old)

    told = {each["partner"]: each for each in json.loads(ran.out)["items"]}
    assert {code for code in ("JP", "CA") if told[code]["closed"] == "yes"} == concluded


def test_its_past_is_the_record_of_then_row_by_row(run: Run, old: Path) -> None:
    told = tables(old)
    run("status", db=old)

    assert known_on(old, "2026-02-03T09:00:02.000000Z") == told
    assert known_on(old, "2026-02-03T09:00:00.000000Z") == told


def test_an_action_can_be_recorded_at_once(run: Run, old: Path) -> None:
    ran = run("set-status", "US", "concluded", "--on", "2006-05-31", db=old)

    assert ran.code == 0
    assert ran.out.startswith("Recorded in WTO: US concluded")
    assert run("check", "--integrity", db=old).code == 0


def test_an_old_store_without_an_entry_becomes_a_new_one(
    run: Run, old: Path, empty_store: Path
) -> None:
    with closing(sqlite3.connect(old)) as emptied, emptied:
        for table in ("entry", "change"):
            emptied.execute(f"DROP TRIGGER {table}_refuses_delete")
            emptied.execute(f"DELETE FROM {table}")
            emptied.execute(
                f"CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
            )
        for table in reversed(list(tables(old))):
            emptied.execute(f"DELETE FROM {table}")

    assert run("check", db=old).code == 0
    made = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    assert rows(old, made) == rows(empty_store, made)


def test_the_journal_stays_append_only(run: Run, old: Path) -> None:
    run("status", db=old)

    with closing(sqlite3.connect(old)) as stranger:
        for statement in (
            "UPDATE entry SET actor = 'x'",
            "DELETE FROM entry",
            "UPDATE undoing SET undone = entry",
            "DELETE FROM undoing",
            "REPLACE INTO undoing SELECT * FROM undoing",
            "DELETE FROM change",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                stranger.execute(statement)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_one_that_may_not_be_written_gets_a_sentence(
    environment: dict[str, str], old: Path, what: str
) -> None:
    before = fingerprint(old)
    locked = old if what == "file" else old.parent
    mode = locked.stat().st_mode
    locked.chmod(0o444 if what == "file" else 0o555)
    try:
        ran = run_powerless(environment | {"NEGOTRACK_DB": str(old)}, "status")
    finally:
        locked.chmod(mode)

    assert (ran.code, ran.out) == (5, "")
    assert ran.err == (
        f"negotrack: The store {old} is of an older negotrack (schema 1) and has to be brought up "
        "to date once, which needs write access to it and its folder. Nothing was changed.\n"
    )
    assert fingerprint(old) == before
    assert copies(old) == []


def test_one_that_a_colleague_has_locked_is_left_alone_with_a_sentence(run: Run, old: Path) -> None:
    before = fingerprint(old)
    with closing(sqlite3.connect(old, isolation_level=None)) as colleague:
        colleague.execute("BEGIN IMMEDIATE")
        ran = run("status", db=old)
        colleague.execute("ROLLBACK")

    assert (ran.code, ran.out) == (5, "")
    assert "is locked by another program" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert fingerprint(old) == before
    assert copies(old) == []


def a_table_in_the_way(path: Path) -> None:
    with closing(sqlite3.connect(path)) as stranger, stranger:
        stranger.execute("CREATE TABLE undoing (mine TEXT)")


def an_index_missing(path: Path) -> None:
    with closing(sqlite3.connect(path)) as stranger, stranger:
        stranger.execute("DROP INDEX change_row")


@pytest.mark.parametrize("spoil", [a_table_in_the_way, an_index_missing])
def test_a_failure_in_the_middle_leaves_the_old_store(
    run: Run, old: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(old)
    before = fingerprint(old)

    ran = run("status", db=old)

    assert (ran.code, ran.out) == (5, "")
    assert f"The store {old} is of an older negotrack and cannot be brought up to date" in ran.err
    assert ran.err.endswith("It is as it was.\n")
    assert len(ran.err.splitlines()) == 1
    assert fingerprint(old) == before
    assert copies(old) == []


def test_one_that_is_damaged_is_not_brought_up_to_date(run: Run, old: Path) -> None:
    whole = old.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    old.write_bytes(whole[: size * 3] + b"\xff" * size * 20 + whole[size * 23 :])
    before = fingerprint(old)

    ran = run("status", db=old)

    assert ran.code == 5
    assert len(ran.err.splitlines()) == 1
    assert fingerprint(old) == before
    assert copies(old) == []


# Ends as a power cut would, when all entries are copied and nothing is committed.
POWER_CUT = """
import os, signal, sys
from pathlib import Path
from negotrack.store.migrating import upgrade_store

def end(frame, event, _):
    if event == "return" and frame.f_code.co_name == "_copy_entries":
        os.kill(os.getpid(), signal.SIGKILL)

sys.setprofile(end)
upgrade_store(Path(sys.argv[1]), 1)
"""


def test_a_power_cut_in_the_middle_leaves_the_old_store(run: Run, old: Path) -> None:
    told = tables(old), rows(old, "SELECT * FROM entry ORDER BY id")

    done = subprocess.run([sys.executable, "-c", POWER_CUT, str(old)], check=False, timeout=60)

    assert done.returncode == -9
    assert schema(old) == 1
    assert (tables(old), rows(old, "SELECT * FROM entry ORDER BY id")) == told
    assert "8 of 27 concluded" in run("status", db=old).out
    assert schema(old) == SCHEMA_VERSION


def test_two_who_open_it_at_once_both_get_their_answer(
    old: Path, environment: dict[str, str]
) -> None:
    told = tables(old)
    settings = environment | {"NEGOTRACK_DB": str(old), "NEGOTRACK_TIMEOUT": "60"}
    colleagues = [
        subprocess.Popen(
            [sys.executable, "-m", "negotrack", "status"],
            env=settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    said = [colleague.communicate(timeout=120) for colleague in colleagues]

    assert [colleague.returncode for colleague in colleagues] == [0, 0]
    assert all("8 of 27 concluded" in out for out, _ in said)
    notices = [err for _, err in said if err]
    (kept,) = copies(old)
    assert len(notices) == 1
    assert str(kept) in notices[0]
    assert schema(kept) == 1
    assert tables(old) == told


def test_one_that_somebody_else_has_brought_up_to_date_is_left_alone(old: Path) -> None:
    upgrade_store(old, 1)
    before, beside = fingerprint(old), copies(old)

    assert upgrade_store(old, 1) is None
    assert (fingerprint(old), copies(old)) == (before, beside)


def test_one_that_a_newer_negotrack_wrote_meanwhile_is_not_put_back(old: Path) -> None:
    with closing(sqlite3.connect(old)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        newer.commit()
    before = fingerprint(old)

    assert upgrade_store(old, 1) is None
    assert fingerprint(old) == before


def test_where_nothing_can_be_copied_nothing_is_changed(old: Path) -> None:
    # So long a name leaves no room for that of a copy in the making.
    long = old.rename(old.with_name("x" * 220 + ".db"))
    before = fingerprint(long)

    with pytest.raises(StoreProblem, match="No copy can be written"):
        upgrade_store(long, 1)

    assert fingerprint(long) == before
    assert copies(long) == []
