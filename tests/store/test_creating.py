"""Making a store: whole or not at all, and never over something else."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import negotrack
from negotrack.errors import Refused, StoreProblem
from negotrack.store.creating import create_store
from negotrack.store.location import seed_file
from negotrack.store.reader import FileReader
from negotrack.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.conftest import Run
from tests.store.powerless import run_powerless
from tests.store.reading import TABLES, fingerprint, rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    return made


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Give a folder with a copy of the program as a wheel lays it out: the seed facts inside."""
    package = tmp_path / "site" / "negotrack"
    shutil.copytree(
        Path(negotrack.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(seed_file(), package / "seed.sql")
    return package.parent


def start_init(installed: Path, path: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "negotrack", "--db", str(path), "init"],
        env=environment | {"PYTHONPATH": str(installed)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.parametrize("seeded", [True, False])
def test_only_its_owner_may_read_a_new_store(folder: Path, *, seeded: bool) -> None:
    former = os.umask(0)
    try:
        create_store(folder / "new.db", seeded=seeded)
    finally:
        os.umask(former)

    assert stat.S_IMODE((folder / "new.db").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["store", "empty_store"])
def test_the_file_says_whose_it_is_and_of_which_schema(
    name: str, request: pytest.FixtureRequest
) -> None:
    path = request.getfixturevalue(name)

    assert rows(path, "PRAGMA application_id") == [{"application_id": APPLICATION_ID}]
    assert path.read_bytes()[68:72] == b"ngtr"
    assert rows(path, "PRAGMA user_version") == [{"user_version": SCHEMA_VERSION}]
    assert rows(path, "SELECT * FROM alembic_version") == [{"version_num": f"{SCHEMA_VERSION:04}"}]
    # WAL does not work on network shares.
    assert rows(path, "PRAGMA journal_mode") == [{"journal_mode": "delete"}]
    assert rows(path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_an_empty_store_holds_nothing_at_all(empty_store: Path) -> None:
    held = {name: len(rows(empty_store, f"SELECT * FROM {name}")) for name in TABLES}

    assert held == dict.fromkeys(TABLES, 0)
    assert rows(empty_store, "SELECT * FROM entry") == []


def test_a_seeded_store_holds_the_facts_and_one_entry_for_them(store: Path) -> None:
    (entry,) = rows(store, "SELECT * FROM entry")
    held = sum(len(rows(store, f"SELECT * FROM {name}")) for name in TABLES)

    assert entry["command"] == "init"
    assert rows(store, "SELECT count(*) AS changes FROM change") == [{"changes": held}]
    assert rows(store, "SELECT value FROM setting WHERE name = 'negotiation'") == [{"value": "WTO"}]


def test_nothing_is_left_beside_a_new_store(folder: Path) -> None:
    create_store(folder / "new.db", seeded=True)

    assert [each.name for each in folder.iterdir()] == ["new.db"]


@pytest.mark.parametrize(
    "name",
    ["with a space.db", "100%25.db", "what?.db", "a#b.db", "Việt Nam.db", "it's;.db", "-.db"],
)
def test_a_store_may_have_any_name(folder: Path, name: str) -> None:
    create_store(folder / name, seeded=True)
    reader = FileReader(folder / name)
    held = reader.rows("SELECT code FROM negotiation")
    reader.close()

    assert len(held) == 3
    assert [each.name for each in folder.iterdir()] == [name]


@pytest.mark.parametrize("content", [b"", b"my only copy", None])
def test_init_never_touches_what_is_there(
    folder: Path, store: Path, run: Run, content: bytes | None
) -> None:
    path = folder / "taken.db"
    path.write_bytes(store.read_bytes() if content is None else content)
    before = fingerprint(path)

    ran = run("init", db=path)

    assert (ran.code, ran.out) == (4, "")
    assert ran.err == (
        f"negotrack: There is a file at {path} already. Nothing was changed; name another one.\n"
    )
    assert fingerprint(path) == before
    assert [each.name for each in folder.iterdir()] == ["taken.db"]


def test_init_never_follows_a_dangling_link(folder: Path) -> None:
    (folder / "link.db").symlink_to(folder / "elsewhere.db")

    with pytest.raises(Refused):
        create_store(folder / "link.db", seeded=False)

    assert [each.name for each in folder.iterdir()] == ["link.db"]


def test_a_folder_in_the_place_of_a_store_is_refused(folder: Path, run: Run) -> None:
    ran = run("init", db=folder)

    assert ran.code == 4
    assert list(folder.iterdir()) == []


def test_a_missing_folder_is_named_and_not_made(tmp_path: Path, run: Run) -> None:
    ran = run("init", db=tmp_path / "nowhere" / "new.db")

    assert (ran.code, ran.out) == (5, "")
    assert ran.err == (
        f"negotrack: The folder {tmp_path / 'nowhere'} does not exist. Make it first.\n"
    )
    assert not (tmp_path / "nowhere").exists()


def test_the_data_folder_of_the_user_is_made_when_it_is_missing(
    run: Run, tmp_path: Path, environment: dict[str, str]
) -> None:
    data = tmp_path / "home" / "share"

    ran = run("init", NEGOTRACK_DB="", XDG_DATA_HOME=str(data))

    assert ran.code == 0
    assert [each.name for each in Path(environment["HOME"]).rglob("*.db")] == ["negotrack.db"]


def test_a_folder_that_may_not_be_written_is_a_problem_of_the_store(
    folder: Path, environment: dict[str, str]
) -> None:
    folder.chmod(0o500)

    ran = run_powerless(environment, "--db", str(folder / "new.db"), "init")

    assert (ran.code, ran.out) == (5, "")
    assert ran.err == (
        f"negotrack: No store can be made at {folder / 'new.db'}: Permission denied. "
        "Check who may write in its folder.\n"
    )
    assert list(folder.iterdir()) == []


def test_a_folder_that_may_not_be_entered_is_a_problem_of_the_store(
    folder: Path, environment: dict[str, str]
) -> None:
    folder.chmod(0o000)
    try:
        ran = run_powerless(environment, "--db", str(folder / "new.db"), "status")
    finally:
        folder.chmod(0o700)

    assert (ran.code, ran.out) == (5, "")
    assert len(ran.err.splitlines()) == 1
    assert "Permission denied" in ran.err


def test_a_name_that_is_too_long_is_a_problem_of_the_store(run: Run, folder: Path) -> None:
    ran = run("status", db=folder / ("long" * 100))

    assert (ran.code, ran.out) == (5, "")
    assert len(ran.err.splitlines()) == 1
    assert "too long" in ran.err


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.999])
def test_seed_facts_that_were_cut_short_make_no_store(
    installed: Path, folder: Path, environment: dict[str, str], kept: float
) -> None:
    seed = installed / "negotrack" / "seed.sql"
    whole = seed.read_text(encoding="utf-8").rstrip()
    seed.write_text(whole[: int(len(whole) * kept)], encoding="utf-8")
    # A cut between two statements cannot be seen; these places lie within one.
    assert not sqlite3.complete_statement(seed.read_text(encoding="utf-8"))

    with start_init(installed, folder / "new.db", environment) as init:
        out, _ = init.communicate(timeout=60)

    assert init.returncode != 0
    assert out == ""
    assert list(folder.iterdir()) == []


def test_seed_facts_that_contradict_the_schema_make_no_store(
    installed: Path, folder: Path, environment: dict[str, str]
) -> None:
    with (installed / "negotrack" / "seed.sql").open("a", encoding="utf-8") as seed:
        seed.write("UPDATE status_change SET status = 'nearly';\n")

    with start_init(installed, folder / "new.db", environment) as init:
        _, said = init.communicate(timeout=60)

    assert init.returncode != 0
    assert len(said.splitlines()) == 1
    assert list(folder.iterdir()) == []


def test_a_program_killed_while_creating_leaves_nothing_at_the_path(
    installed: Path, folder: Path, environment: dict[str, str]
) -> None:
    path, seed = folder / "new.db", installed / "negotrack" / "seed.sql"
    facts = seed.read_bytes()
    seed.unlink()
    os.mkfifo(seed)

    with start_init(installed, path, environment) as init:
        # Opening the pipe waits until the program reads the facts: the schema is built by then.
        with seed.open("wb"):
            init.kill()
            init.wait(timeout=60)
        assert not path.exists()

    seed.unlink()
    seed.write_bytes(facts)
    with start_init(installed, path, environment) as again:
        again.communicate(timeout=60)

    assert again.returncode == 0
    assert rows(path, "SELECT count(*) AS held FROM negotiation") == [{"held": 3}]


def test_a_file_that_somebody_puts_there_meanwhile_is_kept(
    installed: Path, folder: Path, environment: dict[str, str]
) -> None:
    path, seed = folder / "new.db", installed / "negotrack" / "seed.sql"
    facts = seed.read_bytes()
    seed.unlink()
    os.mkfifo(seed)

    with start_init(installed, path, environment) as init:
        with seed.open("wb") as reading:
            path.write_text("a colleague was faster")
            reading.write(facts)
        out, said = init.communicate(timeout=60)

    assert (init.returncode, out) == (4, "")
    assert said == f"negotrack: There is a file at {path} already. Nothing was changed.\n"
    assert path.read_text() == "a colleague was faster"
    assert [each.name for each in folder.iterdir()] == ["new.db"]


def test_a_server_address_is_refused_without_its_password() -> None:
    from negotrack.store.location import store_path

    with pytest.raises(StoreProblem) as refused:
        store_path("postgresql://me:secret@host/record")

    assert "secret" not in str(refused.value)


def test_the_first_command_makes_the_store_and_says_so(folder: Path, run: Run) -> None:
    ran = run("status", db=folder / "new.db")

    assert ran.code == 0
    assert f"made {folder / 'new.db'} from the seed facts" in ran.err
    with closing(sqlite3.connect(folder / "new.db")) as made:
        assert made.execute("SELECT count(*) FROM negotiation").fetchone() == (3,)
