"""Every command's help has an example, and every example works on the seed facts."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from negotrack.cli.app import COMMANDS, root_command
from tests.conftest import Run

EXAMPLES = {
    name: str(root_command().commands[name].epilog or "").removeprefix("Example: ")
    for name in COMMANDS
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_the_command_works(
    run: Run, store: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    program, *words = shlex.split(EXAMPLES[name])
    assert program == "negotrack"
    assert name in words
    if name == "undo":
        run("use", "US-ART")
    elif name == "redo":
        run("use", "US-ART")
        run("undo")
    elif name == "init":
        assert "new.db" in words
    elif name == "merge":
        shutil.copy(store, "office-b.db")
    elif name == "import":
        shutil.copy(Path(__file__).parents[2] / "examples" / "wto-2005-2006.csv", tmp_path)
    elif name == "restore":
        shutil.copy(store, "friday.db")
    # An editor that changes nothing.
    ran = run(*words, EDITOR="true")
    aloud = ran.err.startswith("Reading ") if name == "import" else not ran.err
    assert ran.code == 0
    assert aloud
    assert ran.out


def test_the_help_leads_with_three_examples_that_work(run: Run) -> None:
    shown = run("--help").out.splitlines()
    examples = [line.strip() for line in shown if line.strip().startswith("negotrack ")]
    assert len(examples) == 3
    for example in examples:
        words = shlex.split(example.split("   ")[0])
        assert run(*words[1:]).code == 0


def test_every_command_is_in_a_panel_of_the_help(run: Run) -> None:
    page = run("--help").out
    for panel in ("Ask", "Exchange", "Record", "Set up", "Correct", "Store"):
        assert f"─ {panel} ─" in page
    for name in COMMANDS:
        assert f"│ {name} " in page


def test_every_command_is_in_the_reference() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"## negotrack {name}\n" not in page] == []
