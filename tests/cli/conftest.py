"""What tests of the face may ask for besides: refusals that leave no trace, and a terminal."""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from unittest import mock

import pexpect
import pytest

from negotrack.cli.main import main
from tests.conftest import Ran, Run

# What the program sets for its own short life.
_COLLECTING: Final = gc.get_threshold()

Refused = Callable[..., str]
# Any, because pexpect has no types that mypy may use.
Terminal = Callable[..., Any]
ByHand = Callable[..., None]


@pytest.fixture
def quick(
    store: Path,
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Run:
    """Give the same as `run`, within this process: a command costs no start of Python."""

    def run_here(*words: str, db: Path | None = None, **variables: str) -> Ran:
        settings = environment | {"NEGOTRACK_DB": str(db or store)} | variables
        capfd.readouterr()
        with mock.patch.dict(os.environ, settings, clear=True), monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["negotrack", *words])
            with pytest.raises(SystemExit) as ended:
                main()
        gc.unfreeze()
        gc.set_threshold(*_COLLECTING)
        said = capfd.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return run_here


@pytest.fixture
def refused(quick: Run, store: Path) -> Refused:
    """Give a check that a command ends with a code and one sentence, and writes nothing."""

    def check(*words: str, code: int, **variables: str) -> str:
        before = store.read_bytes()
        ran = quick(*words, **variables)
        assert ran.code == code, ran
        assert ran.out == ""
        assert ran.err.startswith("negotrack: ")
        assert ran.err.endswith("\n")
        assert len(ran.err.splitlines()) == 1, ran.err
        assert "Traceback" not in ran.err
        assert store.read_bytes() == before
        return ran.err

    return check


@pytest.fixture
def by_hand(store: Path) -> ByHand:
    """Give a way to write into the store past the program, as a stranger's tool would."""

    def execute(sql: str, *values: object) -> None:
        with closing(sqlite3.connect(store)) as connection, connection:
            connection.execute(sql, values)

    return execute


@pytest.fixture
def terminal(store: Path, environment: dict[str, str]) -> Iterator[Terminal]:
    """Give a way to run the program on a real pseudo-terminal and to talk with it."""
    opened: list[Any] = []

    def open_terminal(*words: str, columns: int = 80, **variables: str) -> Any:
        # A dumb terminal shows what was typed without moving the cursor about.
        settings = {"NEGOTRACK_DB": str(store), "TERM": "dumb", "COLUMNS": str(columns)}
        screen = pexpect.spawn(
            sys.executable,
            ["-m", "negotrack", *words],
            env=environment | settings | variables,
            encoding="utf-8",
            dimensions=(60, columns),
            timeout=30,
            # Without it, it cannot look at a file whose number is beyond a thousand.
            use_poll=True,
        )
        opened.append(screen)
        return screen

    yield open_terminal
    for screen in opened:
        screen.close(force=True)
