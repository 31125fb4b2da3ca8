"""Options that mean the same before and after every command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from negotrack.cli.app import COMMANDS
from tests.cli.conftest import Terminal
from tests.conftest import Run

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

SHORT_LINE = 80


def both_ways(command: str, *option: str) -> list[tuple[str, ...]]:
    """Give a command with an option before and after its name."""
    return [(*option, command), (command, *option)]


@pytest.mark.parametrize("words", both_ways("status", "-n", "US-ART"))
def test_the_negotiation_may_be_said_before_and_after(quick: Run, words: tuple[str, ...]) -> None:
    assert quick(*words).out.startswith("US-ART  ")


def test_what_is_said_last_counts(quick: Run) -> None:
    assert quick("-n", "US-ART", "status", "-n", "WTO").out.startswith("WTO  ")


def test_the_line_is_stronger_than_the_environment_and_that_than_the_store(quick: Run) -> None:
    assert quick("status", NEGOTRACK_NEGOTIATION="US-ART").out.startswith("US-ART  ")
    assert quick("-n", "WTO", "status", NEGOTRACK_NEGOTIATION="US-ART").out.startswith("WTO  ")
    assert quick("status", NEGOTRACK_NEGOTIATION="").out.startswith("WTO  ")


def test_the_negotiation_in_use_is_chosen_for_the_store(quick: Run) -> None:
    used = quick("use", "us-art")
    assert "US-ART is the negotiation in use" in used.out
    assert quick("status").out.startswith("US-ART  ")


def test_the_store_may_be_said_before_and_after(quick: Run, store: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    for words in both_ways("status", "--db", str(store)):
        assert "6 of 27 concluded" in quick(*words, db=missing).out
    assert not missing.exists()


@pytest.mark.parametrize("words", both_ways("use", "--quiet"))
def test_quiet_leaves_out_confirmations(quick: Run, words: tuple[str, ...]) -> None:
    ran = quick(*words, "US-ART")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert quick("status").out.startswith("US-ART  ")


def test_quiet_leaves_out_notices_and_keeps_answers_and_errors(quick: Run, tmp_path: Path) -> None:
    ran = quick("status", "--quiet", db=tmp_path / "new.db")
    assert ran.err == ""
    assert "6 of 27 concluded" in ran.out
    assert "No partner is called" in quick("report", "--quiet", "--partner", "Atlantis").err


def test_a_first_run_says_that_it_made_the_store(quick: Run, tmp_path: Path) -> None:
    made = tmp_path / "new.db"
    ran = quick("status", db=made)
    assert (ran.code, ran.err.count("\n")) == (0, 1)
    assert str(made) in ran.err
    assert "There was no store yet" in ran.err
    assert "6 of 27 concluded" in ran.out


@pytest.mark.parametrize(
    "words", [*both_ways("status", "--no-color"), ("status", "--help", "--no-color")]
)
def test_no_color_leaves_out_colours_on_a_terminal(
    terminal: Terminal, words: tuple[str, ...]
) -> None:
    assert "\x1b[3" not in on_screen(terminal, *words, TERM="xterm-256color")


def test_colours_are_for_terminals_that_have_them(terminal: Terminal, run: Run) -> None:
    assert "\x1b[32m" in on_screen(terminal, "status", TERM="xterm-256color")
    assert "32m" not in on_screen(terminal, "status", TERM="xterm-256color", NO_COLOR="1")
    assert "\x1b" not in on_screen(terminal, "status", TERM="dumb")
    assert "\x1b" not in run("status", TERM="xterm-256color").out


def on_screen(terminal: Terminal, *words: str, **settings: str) -> str:
    """Give everything that a run of the program sends to a terminal."""
    screen = terminal(*words, **settings)
    screen.expect(pexpect.EOF)
    return str(screen.before)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_short_h_shows_the_help_of_every_command(quick: Run, command: str) -> None:
    short = quick(command, "-h")
    assert (short.code, short.err) == (0, "")
    assert f"Usage: negotrack {command}" in short.out
    assert "Example: negotrack " in short.out
    for option in ("--negotiation", "--db", "--quiet", "--no-color", "--debug"):
        assert option in short.out
    assert "completion" not in short.out
    assert max(map(len, short.out.splitlines())) <= SHORT_LINE


def test_the_help_leads_with_examples_and_groups_the_commands(quick: Run) -> None:
    ran = quick("--help")
    assert ran.out == quick("-h").out == quick().out
    for example in ("negotrack status", "negotrack blockers --rule vote", "negotrack report --pa"):
        assert ran.out.index(example) < ran.out.index("Options")
    for panel in ("Ask", "Record", "Set up", "Correct", "Store"):
        assert f" {panel} ─" in ran.out
    for command in COMMANDS:
        assert f"│ {command} " in ran.out


def test_the_version_is_one_line(run: Run) -> None:
    ran = run("--version")
    assert (ran.code, ran.err) == (0, "")
    name, version = ran.out.split()
    assert name == "negotrack"
    assert version[0].isdigit()


def test_the_program_runs_by_its_name(environment: dict[str, str], store: Path) -> None:
    program = Path(sys.executable).with_name("negotrack")
    answered = subprocess.run(
        [program, "--db", store, "status"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "6 of 27 concluded" in answered.stdout
