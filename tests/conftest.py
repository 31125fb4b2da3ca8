"""What every test may ask for: a store of its own, and the program to run on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from negotrack.store.creating import create_store
from negotrack.store.reader import FileReader


@dataclass(frozen=True)
class Ran:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make a seeded and an empty store once; tests get copies."""
    folder = tmp_path_factory.mktemp("stores")
    made = {"seeded": folder / "seeded.db", "empty": folder / "empty.db"}
    for name, path in made.items():
        create_store(path, seeded=name == "seeded")
    return made


@pytest.fixture
def store(templates: dict[str, Path], tmp_path: Path) -> Path:
    """Give a store of the seed facts that belongs to this test."""
    return Path(shutil.copy(templates["seeded"], tmp_path / "record.db"))


@pytest.fixture
def empty_store(templates: dict[str, Path], tmp_path: Path) -> Path:
    """Give a blank store that belongs to this test."""
    return Path(shutil.copy(templates["empty"], tmp_path / "blank.db"))


@pytest.fixture
def reader(store: Path) -> FileReader:
    """Give a reader of the seed facts."""
    return FileReader(store)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give an environment that knows nothing of the machine's user."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    return kept | {
        "HOME": str(home),
        "COLUMNS": "80",
        "PYTHONWARNINGS": "error",
        "NEGOTRACK_ACTOR": "desk officer",
        "NEGOTRACK_TIMEOUT": "0.2",
    }


@pytest.fixture
def run(store: Path, environment: dict[str, str]) -> Run:
    """Give a way to run the program on this test's store, as a user would."""

    def run_negotrack(
        *words: str, db: Path | None = None, stdin: str | None = None, **variables: str
    ) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "negotrack", *words],
            env=environment | {"NEGOTRACK_DB": str(db or store)} | variables,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run_negotrack
