"""The exit codes that scripts may rely on, one after the other.

130, Ctrl-C, is in test_dialogue; 141, a reader that has left, in test_bad_input.
"""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run


def test_0_is_fine_and_an_empty_list_is_fine(quick: Run) -> None:
    ran = quick("rounds", "--since", "2030")
    assert (ran.code, ran.err) == (0, "")
    assert quick("rounds", "--since", "2030", "--format", "json").code == 0
    assert quick("rounds", "--since", "2030", "--format", "csv").code == 0


def test_0_is_blocked_as_long_as_nobody_asks_for_a_code(quick: Run) -> None:
    assert quick("blockers").code == 0


def test_2_is_for_words_that_cannot_be_read(quick: Run) -> None:
    assert quick("status", "--as-of", "soon").code == 2
    assert quick("statsu").code == 2
    assert quick("status", "--colour").code == 2


def test_3_is_for_what_is_not_there_or_not_one(quick: Run, empty_store: Path) -> None:
    assert quick("report", "--partner", "Atlantis").code == 3
    assert quick("hold-round", "wto-2004").code == 3
    assert quick("status", db=empty_store).code == 3


def test_4_is_for_a_rule_of_the_domain(quick: Run, store: Path) -> None:
    assert quick("set-status", "EU", "negotiating", "--on", "2005-06").code == 4
    assert quick("init", db=store).code == 4


def test_5_is_for_the_store(quick: Run, tmp_path: Path) -> None:
    assert quick("status", db=tmp_path).code == 5
    assert quick("status", db=tmp_path / "no" / "store.db").code == 5
    assert quick("status", "--db", "postgresql://somewhere/base").code == 5


def test_10_is_yes_blocked_when_asked_for(quick: Run) -> None:
    assert quick("blockers", "--exit-code").code == 10
    assert quick("blockers", "--rule", "vote", "--exit-code").code == 10
    assert quick("blockers", "--exit-code", "--quiet", "--format", "json").code == 10
