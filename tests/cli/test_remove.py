"""negotrack remove: a fact goes when nothing rests on it, and the command says what went."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Refused, Terminal
from tests.conftest import Run
from tests.store.reading import entries, fingerprint, tables

USAGE, NOT_FOUND, REFUSED = 2, 3, 4
WHY = ("--why", "Recorded twice")


def test_the_confirmation_says_what_went_along_and_undo_brings_it_back(
    quick: Run, store: Path
) -> None:
    before = tables(store)
    ran = quick("remove", "milestone", "application", *WHY)

    (entry,) = entries(store)
    assert ran.out.startswith(
        "Recorded in WTO: milestone application taken away (Application), with 3 dates.\n"
    )
    assert f"To take it back: negotrack undo {entry['id']}\n" in ran.out
    assert "Why: Recorded twice\n" in ran.out
    assert entry["reason"] == "Recorded twice"
    assert quick("undo").code == 0
    assert tables(store) == before


def test_a_dry_run_writes_nothing(quick: Run, store: Path) -> None:
    before = fingerprint(store)
    ran = quick("remove", "status", "wto-jp-negotiating", *WHY, "--dry-run")

    assert "Would record in WTO: status wto-jp-negotiating taken away" in ran.out
    assert fingerprint(store) == before


def test_what_rests_on_a_fact_is_listed_below_one_sentence(quick: Run, store: Path) -> None:
    before = fingerprint(store)
    ran = quick("remove", "source", "wto-2006-03-27", *WHY)

    assert (ran.code, ran.out) == (REFUSED, "")
    sentence, *lines = ran.err.splitlines()
    assert sentence == (
        "negotrack: 28 facts rest on the source wto-2006-03-27. "
        "Remove or amend them first; nothing was written:"
    )
    assert lines[:2] == [
        "  partner      EU  European Union",
        "  participant  AR  member in WTO",
    ]
    assert lines[-1] == "  and 8 more"
    assert fingerprint(store) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("remove",), USAGE, "Missing argument 'KIND'"),
        (("remove", "note"), USAGE, "Missing argument 'ID'"),
        (("remove", "nota", "wto-laws", *WHY), USAGE, "Nearest: note."),
        (("remove", "note", "wto-law", *WHY), NOT_FOUND, "Nearest: wto-laws"),
        (("remove", "note", "wto-laws"), USAGE, "--why TEXT is missing"),
        (("remove", "rule", "consensus", *WHY), REFUSED, "is the default rule of WTO"),
        (("remove", "milestone", "wto-memorandum", *WHY), NOT_FOUND, "remove milestone-date"),
        (("remove", "alias", "US:Yankee", *WHY), NOT_FOUND, "No alias of US"),
    ],
)
def test_what_cannot_be_removed_is_said_in_one_sentence(
    refused: Refused, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in refused(*words, code=code)


def test_a_hostile_fact_does_not_steer_the_terminal(quick: Run, by_hand: object) -> None:
    assert callable(by_hand)
    by_hand("UPDATE note SET text = ? WHERE id = 'wto-laws'", "evil \x1b[2J[/b]\u202e")
    ran = quick("remove", "note", "wto-laws", *WHY)

    assert ran.code == 0
    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)
    assert "[/b]" in ran.out


def test_the_reason_is_asked_for_on_a_terminal(terminal: Terminal, store: Path) -> None:
    screen = terminal("remove", "note", "wto-laws")
    screen.expect("Why: ")
    screen.sendline("Hearsay")
    screen.expect("taken away")
    screen.wait()

    (entry,) = entries(store)
    assert entry["reason"] == "Hearsay"
