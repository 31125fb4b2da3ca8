"""negotrack merge and join-rounds: two offices, one record, as their people type it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pexpect
import pytest

from negotrack.store.chain import sealed
from tests.cli.conftest import Refused, Terminal
from tests.conftest import Ran, Run
from tests.record.offices import amend, held, note_status
from tests.record.test_time_machine import findings
from tests.store.archived import archive_of, archived, write_lines
from tests.store.old_store import old_store
from tests.store.reading import entries, fingerprint, rows

ROUND = "us-art-2025-11-12-technical"
OTHER_ROUND = "us-art-2025-11-10-ministerial"


@pytest.fixture
def office_b(store: Path, tmp_path: Path) -> Path:
    """Give the store of another office, which began as a copy of this one."""
    return Path(shutil.copy(store, tmp_path / "office-b.db"))


@pytest.fixture
def in_conflict(store: Path, office_b: Path) -> Path:
    """Let both offices have changed two rounds, each in its own way."""
    for path, place in ((store, "Hanoi"), (office_b, "Geneva")):
        amend(path, "round", ROUND, place=place)
        amend(path, "round", OTHER_ROUND, place=place)
    return office_b


def places(path: Path) -> list[str]:
    told = "SELECT place FROM round WHERE id IN (:one, :other) ORDER BY id DESC"
    return [row["place"] for row in rows(path, told, one=ROUND, other=OTHER_ROUND)]


def merged(ran: Ran) -> str:
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_what_came_is_told_and_can_be_taken_back(quick: Run, store: Path, office_b: Path) -> None:
    before = held(store)
    note_status(office_b, "CH")
    note_status(office_b, "JP", source="The Asahi")

    lines = merged(quick("merge", str(office_b))).splitlines()

    assert lines[0] == (
        f"Recorded: 2 entries taken over from {office_b}: 2 sources, 2 status changes."
    )
    assert re.fullmatch("To take it back: negotrack undo [0-9a-z]{8}", lines[1])
    assert quick("undo").code == 0
    assert held(store) == before
    assert quick("redo").code == 0
    assert held(store) == held(office_b)


def test_a_dry_run_writes_nothing(quick: Run, store: Path, office_b: Path) -> None:
    note_status(office_b, "CH")
    before = fingerprint(store), sorted(each.name for each in store.parent.iterdir())
    out = merged(quick("merge", str(office_b), "--dry-run"))
    assert out.startswith("Would record: 1 entry taken over from ")
    assert out.endswith("Nothing was written (--dry-run).\n")
    assert (fingerprint(store), sorted(each.name for each in store.parent.iterdir())) == before


def test_merging_again_says_that_there_is_nothing(quick: Run, store: Path, office_b: Path) -> None:
    note_status(office_b, "CH")
    quick("merge", str(office_b))
    before = fingerprint(store)
    assert merged(quick("merge", str(office_b))) == (
        f"Nothing to record: everything in {office_b} is here already.\n"
    )
    assert fingerprint(store) == before


def test_the_other_office_is_only_read(quick: Run, office_b: Path) -> None:
    note_status(office_b, "CH")
    office_b.chmod(0o400)
    before = fingerprint(office_b)
    merged(quick("merge", str(office_b)))
    assert fingerprint(office_b) == before


def test_away_from_a_terminal_a_conflict_is_shown_and_refused(
    quick: Run, store: Path, in_conflict: Path
) -> None:
    before = fingerprint(store)
    ran = quick("merge", str(in_conflict))
    assert (ran.code, ran.out) == (4, "")
    sentence, *below = ran.err.splitlines()
    assert sentence == (
        "negotrack: 2 rows were changed on both sides, each in its own way. Nothing was taken "
        "over; settle them with --ours or --theirs, or row by row on a terminal:"
    )
    assert below == [
        f"  round {OTHER_ROUND}",
        "    place",
        "      ours:   Hanoi",
        "      theirs: Geneva",
        f"  round {ROUND}",
        "    place",
        "      ours:   Hanoi",
        "      theirs: Geneva",
    ]
    assert fingerprint(store) == before


@pytest.mark.parametrize(("side", "place"), [("ours", "Hanoi"), ("theirs", "Geneva")])
def test_all_conflicts_can_be_settled_for_one_side(
    quick: Run, store: Path, in_conflict: Path, side: str, place: str
) -> None:
    out = merged(quick("merge", str(in_conflict), f"--{side}"))
    assert f"; 2 settled for {side}." in out
    assert places(store) == [place, place]


def test_both_sides_at_once_are_refused(refused: Refused, office_b: Path) -> None:
    said = refused("merge", str(office_b), "--ours", "--theirs", code=2)
    assert said == "negotrack: Say --ours or --theirs, not both.\n"


def test_a_hostile_text_in_a_conflict_is_only_text(quick: Run, store: Path, office_b: Path) -> None:
    amend(store, "round", ROUND, place="Hanoi")
    amend(office_b, "round", ROUND, place="\x1b]0;x\x07[b]Geneva[/b]\nnegotrack: all is well")
    ran = quick("merge", str(office_b))
    assert ran.code == 4
    assert "\x1b" not in ran.err
    assert "      theirs:  ]0;x [b]Geneva[/b] negotrack: all is well" in ran.err.splitlines()


# On a terminal


def choose(screen: Any, *answers: str) -> tuple[int, str]:
    """Answer the questions of a merge; give the exit code and what was said after."""
    for answer in answers:
        screen.expect_exact("ours or theirs: ")
        screen.sendline(answer)
    screen.expect(pexpect.EOF)
    screen.wait()
    return screen.exitstatus, screen.before


def test_on_a_terminal_each_row_is_shown_and_asked_about(
    terminal: Terminal, store: Path, in_conflict: Path
) -> None:
    screen = terminal("merge", str(in_conflict), columns=100)
    screen.expect_exact(f"round {OTHER_ROUND}")
    screen.expect_exact("Hanoi")
    screen.expect_exact("Geneva")
    code, said = choose(screen, "ours", "theirs")
    assert code == 0
    assert "1 settled for ours; 1 settled for theirs." in " ".join(said.split())
    assert places(store) == ["Geneva", "Hanoi"]


def test_an_answer_may_be_short_and_is_asked_for_again(
    terminal: Terminal, store: Path, in_conflict: Path
) -> None:
    screen = terminal("merge", str(in_conflict))
    code, _ = choose(screen, "mine", "", "o", "t")
    assert code == 0
    assert places(store) == ["Geneva", "Hanoi"]


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_leaving_at_a_question_writes_nothing(
    terminal: Terminal, store: Path, in_conflict: Path, key: str
) -> None:
    before = fingerprint(store), sorted(each.name for each in store.parent.iterdir())
    screen = terminal("merge", str(in_conflict))
    screen.expect_exact("ours or theirs: ")
    screen.send(key)
    code, said = choose(screen)
    assert code == 130
    assert "Interrupted; nothing was written." in said
    assert (fingerprint(store), sorted(each.name for each in store.parent.iterdir())) == before


def test_a_row_that_somebody_changes_meanwhile_is_not_settled_unseen(
    terminal: Terminal, store: Path, in_conflict: Path
) -> None:
    screen = terminal("merge", str(in_conflict))
    screen.expect_exact("ours or theirs: ")
    amend(store, "round", ROUND, place="Da Nang")
    before = fingerprint(store)
    screen.sendline("theirs")
    code, said = choose(screen, "theirs")
    assert code == 4
    assert "Da Nang" in said
    assert fingerprint(store) == before


def test_nobody_waits_for_who_thinks_about_a_question(
    terminal: Terminal, store: Path, in_conflict: Path, quick: Run
) -> None:
    screen = terminal("merge", str(in_conflict))
    screen.expect_exact("ours or theirs: ")
    assert quick("set-status", "CH", "concluded", "--on", "2005-06-09").code == 0
    screen.sendline("theirs")
    assert choose(screen, "theirs")[0] == 0
    assert places(store) == ["Geneva", "Geneva"]


# Rounds that both have


def test_a_round_that_both_recorded_comes_with_the_command_that_joins_it(
    quick: Run, store: Path, office_b: Path
) -> None:
    theirs = "us-art-2025-11-24-bilateral"
    met = ("-n", "US-ART", "add-round", "--partner", "US", "--outcome", "tbt=agreed")
    quick(*met, "--date", "2025-11-25", "--level", "technical", "--source", "Our notes")
    words = ("--date", "2025-11-24/2025-11-26", "--heads", "Diên", "--source", "Their notes")
    quick(*met, *words, db=office_b)

    ran = quick("merge", str(office_b))

    ours = "us-art-2025-11-25-technical"
    command = f"negotrack join-rounds {ours} {theirs}"
    assert merged(ran).splitlines()[2:] == [
        f"The same round twice? {ours} and {theirs}. To join them:",
        f"  {command}",
    ]
    joined = quick(*command.split()[1:], "--why", "they met once")
    assert joined.out.splitlines()[:2] == [
        f"Recorded in US-ART: {theirs} is joined with {ours}.",
        "Why: they met once",
    ]
    page = quick("rounds", "-n", "US-ART", "--since", "2025-11-24", "--format", "json")
    (kept,) = [each for each in json.loads(page.out)["items"] if each["state"] == "held"]
    assert (kept["id"], kept["heads"]) == (ours, "Diên")
    assert findings(store) == []


def test_joining_is_shown_first_when_asked_and_can_be_undone(quick: Run, store: Path) -> None:
    words = ("join-rounds", OTHER_ROUND, ROUND)
    before = fingerprint(store)
    shown = quick(*words, "--dry-run")
    assert shown.code == 0
    assert "Would record in US-ART: " in shown.out
    assert "which takes over 6 outcomes, 3 follow-ups." in " ".join(shown.out.split())
    assert fingerprint(store) == before
    former = held(store)
    assert quick(*words).code == 0
    assert quick("undo").code == 0
    assert held(store) == former


def test_what_cannot_be_joined_is_a_sentence(refused: Refused) -> None:
    assert "is one round already" in refused("join-rounds", ROUND, ROUND, code=2)
    assert "two negotiations" in refused("join-rounds", ROUND, "wto-2004-09-cn", code=4)
    assert "No round has the id" in refused("join-rounds", ROUND, "nothing", code=3)


# What is let in


def test_an_archive_is_as_good_as_a_store(quick: Run, store: Path, office_b: Path) -> None:
    note_status(office_b, "CH")
    archive = archive_of(office_b, office_b.with_suffix(".jsonl"))
    assert "1 entry taken over" in merged(quick("merge", str(archive)))
    assert held(store) == held(office_b)
    assert "everything in" in merged(quick("merge", str(office_b)))


def test_a_store_of_an_older_schema_is_brought_up_to_date_on_the_way(
    quick: Run, store: Path, tmp_path: Path
) -> None:
    old = old_store(tmp_path / "old.db")
    before = fingerprint(old)
    assert quick("merge", str(old)).code == 0
    assert fingerprint(old) == before
    assert len(rows(store, "SELECT id FROM status_change WHERE id = 'wto-ca-2005-06-10'")) == 1
    assert findings(store) == []


@pytest.mark.parametrize("form", ["store", "archive"])
def test_what_was_tampered_with_is_refused(
    quick: Run, store: Path, office_b: Path, form: str
) -> None:
    note_status(office_b, "CH")
    with closing(sqlite3.connect(office_b)) as tampered, tampered:
        tampered.execute("UPDATE status_change SET status = 'signed' WHERE date = '2005-06-09'")
    path = archive_of(office_b, office_b.with_suffix(".jsonl")) if form == "archive" else office_b
    before = fingerprint(store)
    ran = quick("merge", str(path), "--theirs")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(f"negotrack: {path} is not sound, and nothing was changed:\n")
    assert "was changed behind the program's back" in ran.err
    assert fingerprint(store) == before


def test_a_rewritten_history_is_refused(quick: Run, store: Path, office_b: Path) -> None:
    """Whoever rewrites an entry with its hash contradicts whoever has the former one."""
    entry = note_status(store, "CH")
    shutil.copy(store, office_b)
    with closing(sqlite3.connect(office_b)) as forged, forged:
        forged.execute("DROP TRIGGER entry_refuses_update")
        forged.execute("UPDATE entry SET actor = 'nobody' WHERE id = ?", (entry,))
        forged.row_factory = sqlite3.Row
        (row,) = forged.execute("SELECT * FROM entry WHERE id = ?", (entry,)).fetchall()
        told = forged.execute("SELECT * FROM change WHERE entry = ? ORDER BY position", (entry,))
        seal = sealed(row, (), told.fetchall())
        forged.execute("UPDATE entry SET hash = ? WHERE id = ?", (seal, entry))
    assert findings(office_b) == []
    before = fingerprint(store)
    ran = quick("merge", str(office_b))
    assert (ran.code, ran.out) == (4, "")
    assert f"Entry {entry} is another one in each store: one of them was tampered with." in ran.err
    assert fingerprint(store) == before


def test_the_store_itself_is_refused(refused: Refused, store: Path) -> None:
    assert "is the store itself" in refused("merge", str(store), code=2)


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", 5, "is an empty file"),
        (b"partner,status\nJP,concluded\n" * 50, 5, "is not a database at all"),
        (b'{"schema": "negotrack/archive/1", "schema_version": 1}\n', 2, "is of schema 1;"),
        (b'{"schema": "negotrack/archive/9"}\n', 2, "is of the form negotrack/archive/9;"),
        (b'{"schema": "negotrack/archive/1", "schema_version": 2}\n{', 2, "line 2, is damaged"),
    ],
)
def test_what_is_neither_a_store_nor_an_archive_is_refused(
    refused: Refused, tmp_path: Path, content: bytes, code: int, said: str
) -> None:
    (tmp_path / "other").write_bytes(content)
    before = sorted(each.name for each in tmp_path.iterdir())
    assert said in refused("merge", str(tmp_path / "other"), code=code)
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_a_file_that_is_missing_is_a_sentence(refused: Refused, tmp_path: Path) -> None:
    assert "There is no store at" in refused("merge", str(tmp_path / "nothing.db"), code=5)
    assert "is a folder" in refused("merge", str(tmp_path), code=5)


def test_the_past_does_not_know_what_came_later(quick: Run, store: Path, office_b: Path) -> None:
    note_status(office_b, "CH", "2005-05-10")
    known = entries(office_b)[-1]["recorded_at"]
    merged(quick("merge", str(office_b)))
    asked = ("status", "--as-of", "2005-05-12")
    assert quick(*asked).out.splitlines()[0] != quick(*asked, "--known-on", known).out
    ago = quick(*asked, "--format", "json", "--known-on", known)
    now = quick(*asked, "--format", "json")
    assert ago.code == now.code == 0
    assert json.loads(ago.out)["items"] != json.loads(now.out)["items"]


def test_an_archive_cut_short_is_refused(refused: Refused, office_b: Path) -> None:
    archive = write_lines(office_b.with_suffix(".jsonl"), archived(office_b)[:-1])
    assert "is cut short" in refused("merge", str(archive), code=2)
