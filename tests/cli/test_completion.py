"""Shell completion: names of this store, chosen by the line; silent on any trouble."""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import ByHand
from tests.conftest import Ran, Run

Complete = Callable[..., list[str]]


@pytest.fixture
def tab(run: Run) -> Callable[..., Ran]:
    """Give a way to press Tab at the end of a line, in bash."""

    def press(line: str, db: Path | None = None, **variables: str) -> Ran:
        words = shlex.split(line)
        at = len(words) if line.endswith(" ") else len(words) - 1
        asked = {"_NEGOTRACK_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(at)}
        return run(db=db, **asked, **variables)

    return press


@pytest.fixture
def complete(tab: Callable[..., Ran]) -> Complete:
    """Give what Tab offers at the end of a line."""

    def offered(line: str, db: Path | None = None, **variables: str) -> list[str]:
        ran = tab(line, db, **variables)
        assert (ran.code, ran.err) == (0, "")
        return ran.out.split()

    return offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("negotrack blo", ["blockers"]),
        ("negotrack report --partner U", ["US", "UY"]),
        ("negotrack report --partner u", ["us", "uy"]),
        ("negotrack set-status J", ["JP"]),
        ("negotrack set-status JP US conc", ["concluded"]),
        ("negotrack add-round --partner C", ["CA", "CH", "CL", "CN", "CO", "CR", "CU"]),
        ("negotrack add-round --level m", ["ministerial"]),
        ("negotrack status W", ["WTO"]),
        ("negotrack use US", ["US-ART"]),
        ("negotrack -n CP", ["CPTPP-CR"]),
        ("negotrack status -n CP", ["CPTPP-CR"]),
        ("negotrack set-status JP concluded --chapter ", ["goods", "services"]),
        ("negotrack hold-round wto-2004-12", ["wto-2004-12-15-working-party"]),
        ("negotrack set-status CN concluded --round wto-2005", ["wto-2005-05-cn"]),
        ("negotrack blockers --rule v", ["vote"]),
        ("negotrack set-request us-art-vn-m", ["us-art-vn-market-economy"]),
        ("negotrack set-request us-art-vn-market-economy acc", ["accepted"]),
        ("negotrack report --partner Xx", []),
        ("negotrack report --partner %", []),
        ("negotrack status --as", ["--as-of"]),
    ],
)
def test_tab_offers_what_the_store_knows(complete: Complete, line: str, offered: list[str]) -> None:
    assert complete(line) == offered


@pytest.mark.parametrize(
    "line",
    [
        "negotrack -n US-ART set-status US concluded --chapter ",
        "negotrack set-status US concluded -n US-ART --chapter ",
        "negotrack set-status US concluded --negotiation us-art --chapter ",
    ],
)
def test_chapters_are_those_of_the_negotiation_on_the_line(complete: Complete, line: str) -> None:
    chapters = complete(line)
    assert "digital-trade" in chapters
    assert "goods" not in chapters


def test_chapters_are_those_of_the_negotiation_in_the_environment(complete: Complete) -> None:
    line = "negotrack set-status US concluded --chapter digi"
    assert complete(line, NEGOTRACK_NEGOTIATION="US-ART") == ["digital-trade"]
    assert complete(line, NEGOTRACK_NEGOTIATION="") == []


@pytest.mark.parametrize(
    "line",
    ["negotrack --db {} hold-round ", "negotrack hold-round --db {} ", "negotrack --db={} status "],
)
def test_names_are_those_of_the_store_on_the_line(
    complete: Complete, store: Path, empty_store: Path, line: str
) -> None:
    assert complete(line.format(store), db=empty_store)
    assert complete(line.format(empty_store), db=store) == []


def test_completion_is_silent_when_there_is_no_store_and_makes_none(
    complete: Complete, tmp_path: Path
) -> None:
    missing = tmp_path / "none.db"
    assert complete("negotrack report --partner U", db=missing) == []
    assert not missing.exists()


def test_completion_is_silent_on_a_store_that_cannot_serve(
    complete: Complete, tmp_path: Path, store: Path
) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert complete("negotrack report --partner U", db=damaged) == []
    assert complete("negotrack report --partner U", db=tmp_path) == []
    assert complete("negotrack status --db postgresql://host/base ") == []
    with closing(sqlite3.connect(store, isolation_level=None)) as colleague:
        colleague.execute("BEGIN EXCLUSIVE")
        assert complete("negotrack report --partner U") == []


def test_what_a_stranger_put_into_the_store_does_not_steer_the_shell(
    run: Run, by_hand: ByHand
) -> None:
    by_hand("UPDATE partner SET name = ?", "evil \x1b[2J\u202e\n\x9b")
    ran = run(
        _NEGOTRACK_COMPLETE="complete_fish",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_ARGS="negotrack report --partner U",
    )
    assert ran.out == "US\tevil [2J\nUY\tevil [2J\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_is_shown(run: Run, shell: str) -> None:
    ran = run(_NEGOTRACK_COMPLETE=f"source_{shell}")
    assert (ran.code, ran.err) == (0, "")
    assert "_NEGOTRACK_COMPLETE=complete_" in ran.out
