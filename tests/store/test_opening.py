"""Opening a file that cannot serve: one sentence, exit 5, and not a byte of it changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from negotrack.ask.negotiations import negotiation
from negotrack.ask.standings import members
from negotrack.domain.dates import when
from negotrack.errors import StoreProblem
from negotrack.record.set_status import StatusDraft, set_status
from negotrack.record.sources import cite
from negotrack.store.journal import recording
from negotrack.store.opening import connect
from negotrack.store.reader import FileReader
from negotrack.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.conftest import Run
from tests.store.powerless import run_powerless
from tests.store.reading import entries, fingerprint

READING = ("status",)
WRITING = ("set-status", "JP", "concluded", "--on", "2005-06-09")


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def text_file(path: Path) -> None:
    path.write_text("Minutes of the ninth meeting of the Working Party.\n" * 50)


def short_text_file(path: Path) -> None:
    path.write_text("x")


def another_application(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA application_id = 1196444487")
        made.execute("CREATE TABLE negotiation (code TEXT)")
        made.commit()


def unmarked_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE partner (code TEXT)")
        made.commit()


def newer_schema(path: Path) -> None:
    with closing(sqlite3.connect(path)) as changed:
        changed.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        changed.commit()


def zeroes_in_the_middle(path: Path) -> None:
    whole = path.read_bytes()
    third = len(whole) // 3
    path.write_bytes(whole[:third] + bytes(third) + whole[2 * third :])


def other_bytes_in_the_middle(path: Path) -> None:
    whole = path.read_bytes()
    third = len(whole) // 3
    path.write_bytes(whole[:third] + b"\xa7" * third + whole[2 * third :])


def half_a_file(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def no_header(path: Path) -> None:
    path.write_bytes(b"\xff" * 100 + path.read_bytes()[100:])


SAID: dict[Callable[[Path], None], str] = {
    empty_file: "is not a negotrack store: it is an empty file",
    text_file: "is not a database at all",
    short_text_file: "is not a database at all",
    another_application: "is a database of another application",
    unmarked_database: "is a database of another application",
    newer_schema: "was written by a newer negotrack (schema 3; this one knows 2)",
    zeroes_in_the_middle: "is damaged",
    other_bytes_in_the_middle: "is damaged",
    half_a_file: "is damaged",
    no_header: "is not a database at all",
}


@pytest.mark.parametrize("command", [READING, WRITING], ids=["reading", "writing"])
@pytest.mark.parametrize("spoil", SAID, ids=lambda spoil: spoil.__name__)
def test_a_file_that_is_no_sound_store_is_refused_untouched(
    run: Run, store: Path, spoil: Callable[[Path], None], command: tuple[str, ...]
) -> None:
    spoil(store)
    before = fingerprint(store)

    ran = run(*command)

    assert (ran.code, ran.out) == (5, "")
    assert len(ran.err.splitlines()) == 1
    assert str(store) in ran.err
    assert SAID[spoil] in ran.err
    assert fingerprint(store) == before
    assert {each.name for each in store.parent.iterdir()} <= {store.name, "home"}


@pytest.mark.parametrize("command", [READING, WRITING], ids=["reading", "writing"])
def test_a_folder_is_refused_with_a_file_to_name_instead(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "folder").mkdir()

    ran = run(*command, db=tmp_path / "folder")

    assert (ran.code, ran.out) == (5, "")
    assert ran.err == (
        f"negotrack: {tmp_path / 'folder'} is a folder. "
        f"Name a file in it, such as {tmp_path / 'folder' / 'record.db'}.\n"
    )
    assert list((tmp_path / "folder").iterdir()) == []


def test_something_that_is_no_file_is_refused() -> None:
    with pytest.raises(StoreProblem, match="is not a file"):
        connect(Path("/dev/null"), writing=False)


def test_a_store_that_is_gone_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="negotrack init"):
        FileReader(tmp_path / "gone.db")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("filler", [b"\x00", b"\xff", b"\x0d", b"\x05", b"A"])
def test_a_damaged_page_is_a_problem_of_the_store_wherever_it_lies(
    store: Path, filler: bytes
) -> None:
    whole = store.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    complaints = []
    for start in range(0, len(whole), size):
        store.write_bytes(whole[:start] + filler * size + whole[start + size :])
        try:
            reader = FileReader(store)
            try:
                for code in ("WTO", "US-ART"):
                    members(reader, negotiation(reader, code), when("2025-11-30").latest)
            finally:
                reader.close()
        except StoreProblem as problem:
            complaints.append(str(problem))

    assert len(complaints) >= 3
    assert all(str(store) in complaint for complaint in complaints)


def test_a_damaged_page_stops_an_action_whole_or_not_at_all(store: Path) -> None:
    whole = store.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    refused = 0
    for start in range(0, len(whole), size):
        store.write_bytes(whole[:start] + b"\xff" * size + whole[start + size :])
        before = fingerprint(store)
        try:
            conclude_japan(store)
        except StoreProblem:
            refused += 1
            assert fingerprint(store) == before

    assert refused >= 3


def conclude_japan(path: Path) -> None:
    with recording(path, "set-status JP concluded") as action:
        draft = StatusDraft("WTO", "JP", "concluded", when("2005-06-09"))
        set_status(action, draft, cite(action, "a newspaper"))


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_store_locked_by_a_writer_refuses_another_writer_after_a_while(
    run: Run, store: Path, lock: str
) -> None:
    before = fingerprint(store)
    with closing(sqlite3.connect(store, isolation_level=None)) as colleague:
        colleague.execute(f"BEGIN {lock}")
        ran = run(*WRITING)
        colleague.execute("ROLLBACK")

    assert (ran.code, ran.out) == (5, "")
    assert ran.err == (
        f"negotrack: The store {store} is locked by another program, and 0.2 seconds of waiting "
        "did not help. Nothing was written. Try again when the other one is done.\n"
    )
    assert fingerprint(store) == before


def test_a_store_can_be_read_while_somebody_prepares_to_write(run: Run, store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as colleague:
        colleague.execute("BEGIN IMMEDIATE")
        ran = run(*READING)
        colleague.execute("ROLLBACK")

    assert (ran.code, ran.err) == (0, "")


def test_a_store_locked_for_everybody_cannot_be_read(run: Run, store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as colleague:
        colleague.execute("BEGIN EXCLUSIVE")
        ran = run(*READING)
        colleague.execute("ROLLBACK")

    assert (ran.code, ran.out) == (5, "")
    assert "is locked by another program" in ran.err


def test_a_reader_that_lingers_stops_the_end_of_an_action_and_nothing_is_kept(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEGOTRACK_TIMEOUT", "0.1")
    before = fingerprint(store)
    with closing(sqlite3.connect(store)) as colleague:
        lingering = colleague.execute("SELECT * FROM partner")
        assert lingering.fetchone() is not None

        with pytest.raises(StoreProblem, match="locked by another program"):
            conclude_japan(store)

        lingering.close()

    assert fingerprint(store) == before
    conclude_japan(store)
    assert len(entries(store)) == 1


@pytest.mark.parametrize("patience", ["", "soon", "-1"])
def test_an_unreadable_timeout_does_not_stop_reading(run: Run, patience: str) -> None:
    assert run(*READING, NEGOTRACK_TIMEOUT=patience).code == 0


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_store_can_be_read_and_not_written(
    store: Path, tmp_path: Path, environment: dict[str, str], what: str
) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    shared = store.rename(folder / "record.db")
    before = fingerprint(shared)
    (shared.chmod if what == "file" else folder.chmod)(0o400 if what == "file" else 0o500)

    read = run_powerless(environment, "--db", str(shared), *READING)
    written = run_powerless(environment, "--db", str(shared), *WRITING)

    folder.chmod(0o700)
    assert (read.code, read.err) == (0, "")
    assert "6 of 27 concluded" in read.out
    assert (written.code, written.out) == (5, "")
    assert written.err == (
        f"negotrack: The store {shared} is read-only, or its folder is. Nothing was written. "
        "Ask for write access, or work on a copy with --db.\n"
    )
    assert fingerprint(shared) == before


def test_a_store_of_somebody_else_may_not_be_read(store: Path, environment: dict[str, str]) -> None:
    store.chmod(0o000)

    ran = run_powerless(environment, "--db", str(store), *READING)

    assert (ran.code, ran.out) == (5, "")
    assert ran.err == (
        f"negotrack: The store {store} may not be read by you. Ask its owner for access.\n"
    )


def test_reading_changes_nothing_in_the_file(run: Run, store: Path) -> None:
    before, touched = fingerprint(store), store.stat().st_mtime_ns

    assert run(*READING).code == 0

    assert fingerprint(store) == before
    assert store.stat().st_mtime_ns == touched


def test_a_reader_cannot_write(store: Path) -> None:
    reader = FileReader(store)

    with pytest.raises(StoreProblem, match="read-only"):
        reader.rows("DELETE FROM note")

    reader.close()


def test_what_a_crashed_writer_left_is_taken_back_on_reading(run: Run, store: Path) -> None:
    whole = fingerprint(store)
    # A copy made in the middle of a write is what a crash leaves: a hot journal beside the file.
    with closing(sqlite3.connect(store, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("PRAGMA cache_spill = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE source SET note = printf('%.*c', 5000, 'x')")
        crashed = store.with_name("crashed.db")
        crashed.write_bytes(store.read_bytes())
        journal = store.with_name(f"{store.name}-journal").read_bytes()
        crashed.with_name("crashed.db-journal").write_bytes(journal)
        writer.execute("ROLLBACK")
    assert fingerprint(crashed) != whole

    assert run(*READING, db=crashed).code == 0

    assert fingerprint(crashed) == whole


def test_the_mark_is_checked_before_anything_is_read(store: Path) -> None:
    with closing(sqlite3.connect(store)) as changed:
        changed.execute(f"PRAGMA application_id = {APPLICATION_ID + 1}")
        changed.commit()

    with pytest.raises(StoreProblem, match="another application"):
        FileReader(store)
