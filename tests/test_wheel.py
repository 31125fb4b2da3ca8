"""An installed wheel works in a clean environment, far from the checkout."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True, timeout=120)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True, timeout=280)
    return folder / "bin"


def run(program: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    home.mkdir(exist_ok=True)
    clean = {"PATH": "/usr/bin:/bin", "HOME": str(home)}
    return subprocess.run(
        program, cwd=home, env=clean, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def test_the_wheel_holds_facts_migrations_and_names(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "negotrack/seed.sql",
        "negotrack/py.typed",
        "negotrack/record/economies.csv",
        "negotrack/store/migrations/env.py",
        "negotrack/store/migrations/versions/0001_first_schema.py",
    } <= names


def test_the_first_command_makes_the_store_and_says_so(installed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = run([str(installed / "negotrack"), "status"], home)
    assert (first.returncode, "6 of 27 concluded" in first.stdout) == (0, True)
    assert first.stderr.startswith("There was no store yet: made ")
    again = run([str(installed / "python"), "-m", "negotrack", "status"], home)
    assert (again.returncode, again.stderr, again.stdout) == (0, "", first.stdout)


def test_it_records_and_takes_back(installed: Path, tmp_path: Path) -> None:
    program, home = str(installed / "negotrack"), tmp_path / "home"
    said = run([program, "--quiet", "set-status", "JP", "closed", "--on", "2005-06-09"], home)
    assert (said.returncode, said.stderr) == (0, "")
    assert "7 of 27 concluded" in run([program, "status"], home).stdout
    assert run([program, "undo"], home).returncode == 0
    assert "6 of 27 concluded" in run([program, "status"], home).stdout


def test_it_makes_a_store_from_nothing(installed: Path, tmp_path: Path) -> None:
    program, home = str(installed / "negotrack"), tmp_path / "home"
    assert run([program, "--db", "own.db", "init", "--empty"], home).returncode == 0
    assert run([program, "--db", "own.db", "add-partner", "TH"], home).returncode == 0
    assert "Thailand" in run([program, "--db", "own.db", "partners"], home).stdout
