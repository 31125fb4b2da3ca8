"""Questions on a real terminal: choices shown, answers checked at once, nothing written unasked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.cli.conftest import Terminal
from tests.conftest import Run

INTERRUPTED = 130

# A newer Python warns of a fork beside pytest-xdist's threads; the child runs another program.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


def answer(screen: Any, question: str, text: str) -> None:
    """Wait for a question, then type an answer."""
    screen.expect_exact(question)
    screen.sendline(text)


def ended(screen: Any) -> tuple[int, str]:
    """Give the exit code and what was said since the last question."""
    screen.expect(pexpect.EOF)
    screen.wait()
    return screen.exitstatus, screen.before


def to_the_end(screen: Any) -> None:
    """Answer what must be answered of a round, up to the last question."""
    answer(screen, "Date, such as", "12-14 Nov 2025")
    answer(screen, "Partner (Enter for a plenary):", "Chinese Taipei")
    for question in ("Another one", "Track", "Level", "Mode", "Label", "Place", "Heads"):
        answer(screen, question, "")
    for question in ("Summary", "Outcome", "Status", "Follow-up", "Date of the next", "Source"):
        answer(screen, question, "")


def test_a_round_is_asked_for_shown_whole_and_recorded(terminal: Terminal, run: Run) -> None:
    screen = terminal("add-round")
    answer(screen, "Date, such as", "12-14 Nov 2025")
    answer(screen, "Partner (Enter for a plenary):", "cn")
    answer(screen, "Another one (Enter for no more):", "")
    answer(screen, "Track (Enter for bilateral):", "")
    answer(screen, "Level (Enter to skip):", "tech")
    answer(screen, "Mode (Enter to skip):", "in person")
    answer(screen, "Label", "12")
    answer(screen, "Place", "Geneva")
    answer(screen, "Heads of delegation", "Lương Văn Tự")
    answer(screen, "Summary", "All [b]well[/b]")
    answer(screen, "Outcome", "goods=progress:bound tariffs")
    answer(screen, "Another one", "services = agreed")
    answer(screen, "Another one", "")
    answer(screen, "Status reached", "CN=partly agreed")
    answer(screen, "Another one", "")
    answer(screen, "Follow-up", "Send the list|5 Dec 2025")
    answer(screen, "Another one", "")
    answer(screen, "Date of the next round", "2026-01")
    answer(screen, "Source", "our notes")
    screen.expect_exact("Record this round [Y/n]:")
    shown = " ".join(screen.before.split())
    for said in (
        "Negotiation WTO",
        "Date 12-14 November 2025 (held)",
        "Partners CN",
        "Track bilateral",
        "Level technical",
        "Mode in-person",
        "Label 12",
        "Place Geneva",
        "Heads Lương Văn Tự",
        "Summary All [b]well[/b]",
        "Outcome goods: progress (bound tariffs)",
        "Outcome services: agreed",
        "Status CN: partly-agreed",
        "Follow-up Send the list, due 5 December 2025",
        "Next round January 2026",
        "Source our notes",
    ):
        assert said in shown
    screen.sendline("")

    code, said = ended(screen)
    assert code == 0
    assert "Recorded in WTO: held round" in said
    assert "negotrack undo" in said
    held = json.loads(run("rounds", "--since", "2025", "--format", "json").out)["items"]
    assert [each["state"] for each in held] == ["planned", "held"]
    assert held[1]["summary"] == "All [b]well[/b]"


def test_the_choices_stand_above_their_questions(terminal: Terminal) -> None:
    screen = terminal("add-round")
    answer(screen, "Date, such as", "2005-06-20")
    screen.expect_exact("Participants: AR AU BG")
    answer(screen, "Partner", "JP")
    answer(screen, "Another one", "")
    screen.expect_exact("bilateral, plurilateral, multilateral")
    answer(screen, "Track", "")
    screen.expect_exact("technical, chief-negotiator, ministerial, leaders, working-party")
    answer(screen, "Level", "")
    screen.expect_exact("in-person, online, hybrid, phone")
    for question in ("Mode", "Label", "Place", "Heads", "Summary"):
        answer(screen, question, "")
    screen.expect_exact("Chapters: goods, services")
    screen.expect_exact("Results: agreed, major-progress")
    answer(screen, "Outcome", "")
    screen.expect_exact("Statuses: interested, negotiating")


def test_each_answer_is_checked_at_once_and_asked_for_again(terminal: Terminal) -> None:
    screen = terminal("add-round", columns=200)
    answer(screen, "Date, such as", "10/11/2025")
    screen.expect_exact("2025-11-10 or 2025-10-11")
    answer(screen, "Date, such as", "")
    screen.expect_exact("it names no day")
    answer(screen, "Date, such as", "20 June 2005")
    answer(screen, "Partner", "Chinaa")
    screen.expect_exact("Nearest: China (CN)")
    answer(screen, "Partner", "Malaysia")
    screen.expect_exact("MY is not a participant in WTO")
    answer(screen, "Partner", "China")
    answer(screen, "Another one", "")
    answer(screen, "Track", "west")
    screen.expect_exact("'west' is none of: bilateral, plurilateral, multilateral.")
    answer(screen, "Track", "")
    answer(screen, "Level", "x")
    screen.expect_exact("'x' is none of: technical")
    answer(screen, "Level", "")
    answer(screen, "Mode", "h")
    answer(screen, "Label", "")
    answer(screen, "Place", "a" * 301)
    screen.expect_exact("The place has 301 characters")
    answer(screen, "Place", "Geneva")
    answer(screen, "Heads", "")
    answer(screen, "Summary", "")
    answer(screen, "Outcome", "goods")
    screen.expect_exact("'goods' is no outcome. Write CHAPTER=RESULT")
    answer(screen, "Outcome", "good=agreed")
    screen.expect_exact("Nearest: Goods (goods)")
    answer(screen, "Outcome", "goods=fine")
    screen.expect_exact("'fine' is not a result")
    answer(screen, "Outcome", "")
    answer(screen, "Status reached", "CN=done")
    screen.expect_exact("'done' is not a status")
    answer(screen, "Status reached", "")
    answer(screen, "Follow-up", "Send it|soon")
    screen.expect_exact("Cannot read the date 'soon'")
    answer(screen, "Follow-up", "|2005-07")
    screen.expect_exact("The follow-up is empty")


def test_what_lies_ahead_is_not_asked_for_results(terminal: Terminal) -> None:
    screen = terminal("add-round")
    answer(screen, "Date, such as", "2999-01-12")
    answer(screen, "Partner", "")
    for question in ("Track (Enter for multilateral)", "Level", "Mode", "Label", "Place", "Heads"):
        answer(screen, question, "")
    answer(screen, "Summary", "")
    answer(screen, "Follow-up", "")
    answer(screen, "Date of the next", "")
    answer(screen, "Source", "")
    screen.expect_exact("12 January 2999 (planned)")


def test_no_records_nothing(terminal: Terminal, store: Path) -> None:
    before = store.read_bytes()
    screen = terminal("add-round")
    to_the_end(screen)
    answer(screen, "Record this round [Y/n]:", "perhaps")
    answer(screen, "Record this round [Y/n]:", "n")
    code, said = ended(screen)
    assert code == 0
    assert "Nothing was recorded." in said
    assert store.read_bytes() == before


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize("question", ["Date, such as", "Partner", "Another one"])
def test_leaving_at_a_question_records_nothing(
    terminal: Terminal, store: Path, key: str, question: str
) -> None:
    before = store.read_bytes()
    screen = terminal("add-round")
    for each, text in (("Date, such as", "2025"), ("Partner", "CN"), ("Another one", "")):
        if each == question:
            screen.expect_exact(each)
            screen.expect(r"\): |2025: ")
            screen.send(key)
            break
        answer(screen, each, text)
    code, said = ended(screen)
    assert code == INTERRUPTED
    assert "negotrack: Interrupted; nothing was written." in said
    assert "Traceback" not in said
    assert store.read_bytes() == before


def test_a_round_refused_at_the_end_need_not_be_typed_again(terminal: Terminal) -> None:
    screen = terminal("add-round", columns=200)
    answer(screen, "Date, such as", "May 2005")
    answer(screen, "Partner", "CN")
    for question in ("Another one", "Track", "Level", "Mode", "Label", "Place", "Heads"):
        answer(screen, question, "")
    answer(screen, "Summary", "It's another one")
    for question in ("Outcome", "Status", "Follow-up", "Date of the next", "Source", "Record"):
        answer(screen, question, "")
    code, said = ended(screen)
    assert code == 4
    assert "Say --again" in said
    assert "negotrack -n WTO add-round --date 2005-05 --partner CN --track bilateral" in said
    assert """--summary 'It'"'"'s another one'""" in said


def test_a_missing_date_alone_is_asked_for(terminal: Terminal) -> None:
    screen = terminal("add-round", "--partner", "JP", "--dry-run")
    answer(screen, "Date, such as", "2005-06-20")
    code, said = ended(screen)
    assert code == 0
    assert "Would record in WTO: held round wto-2005-06-20-jp" in said


def test_set_status_asks_for_what_is_missing(terminal: Terminal, run: Run) -> None:
    screen = terminal("set-status", columns=200)
    answer(screen, "Participants, with commas between them:", "United Stats, JP")
    screen.expect_exact("Nearest: United States (US)")
    answer(screen, "Participants, with commas between them:", "United States, jp")
    screen.expect_exact("Ladder: interested, negotiating")
    screen.expect_exact("Beside it: suspended, objecting")
    answer(screen, "Status:", "conclude")
    screen.expect_exact("Nearest: concluded")
    answer(screen, "Status:", "closed")
    answer(screen, "When was concluded reached:", "9 June 2005")
    answer(screen, "Source", "press release")
    code, said = ended(screen)
    assert code == 0
    assert "Recorded in WTO: US, JP concluded on 9 June 2005." in said
    assert "8 of 27 concluded" in run("status").out


def test_set_status_asks_for_the_day_only_when_the_rest_is_said(terminal: Terminal) -> None:
    screen = terminal("set-status", "JP", "concluded", "--dry-run")
    answer(screen, "When was concluded reached:", "2005-06")
    assert "JP concluded in June 2005" in ended(screen)[1]


def test_a_participant_alone_is_asked_for_its_status(terminal: Terminal) -> None:
    screen = terminal("set-status", "JP", "--dry-run", columns=200)
    answer(screen, "Status:", "concluded")
    answer(screen, "When was concluded reached:", "2005-06")
    assert "JP concluded in June 2005" in ended(screen)[1]


def test_what_would_steer_a_terminal_is_refused_at_the_question(terminal: Terminal) -> None:
    screen = terminal("set-status", "JP", "concluded", "--dry-run", columns=200)
    answer(screen, "When was concluded reached:", "2005\x16\x1b[2J")
    screen.expect_exact("The answer holds the control character U+001B.")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_questions_go_to_stderr_and_the_answer_to_stdout(
    store: Path, environment: dict[str, str]
) -> None:
    near, far = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "negotrack", "set-status", "JP", "--on", "2005-06-09"],
        env=environment | {"NEGOTRACK_DB": str(store)},
        stdin=far,
        stdout=subprocess.PIPE,
        stderr=far,
    ) as program:
        os.close(far)
        os.write(near, b"con\0cluded\nconcluded\n")
        stdout = program.stdout.read() if program.stdout else b""
        asked = os.read(near, 10_000)
    os.close(near)
    assert program.returncode == 0
    assert stdout.startswith(b"Recorded in WTO: JP concluded on 9 June 2005.\n")
    assert b"Status: " in asked
    assert b"holds the control character U+0000" in asked
    assert b"Recorded" not in asked


def test_away_from_a_terminal_nothing_is_asked(run: Run) -> None:
    for words in (("add-round",), ("set-status",), ("add-negotiation", "X")):
        ran = run(*words, stdin="yes\n" * 50)
        assert (ran.code, ran.out) == (2, "")
