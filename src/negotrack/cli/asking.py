"""Ask on the terminal for what was not said, one question at a time, each answer checked.

Questions, hints and complaints go to stderr; an answer that does not serve is asked for again.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, TypeVar

import typer

from negotrack.domain.texts import is_control
from negotrack.errors import Misuse, NegotrackError

T = TypeVar("T")

_WIDEST: Final = 100


def on_terminal() -> bool:
    """Say whether somebody sits there who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked(
    said: str | None, option: str, question: str, check: Callable[[str], T], hint: str = ""
) -> T:
    """Give what was said, checked; else ask for it. Away from a terminal raise Misuse."""
    if said is not None:
        return check(said)
    if not on_terminal():
        raise Misuse(f"{option} is missing. Say it on the command line.")
    tell(hint)
    return _until_valid(question, check)


def ask_or_skip(
    question: str, check: Callable[[str], T], hint: str = "", enter: str = "Enter to skip"
) -> T | None:
    """Ask for something that may be left out with Enter."""
    tell(hint)
    return _until_valid(f"{question} ({enter})", _unless_empty(check))


def ask_repeatedly(
    question: str,
    check: Callable[[str], T],
    hint: str = "",
    enter: str = "Enter for none",
) -> tuple[T, ...]:
    """Ask for as many answers as come, until an empty one."""
    tell(hint)
    given: list[T] = []
    while True:
        asking = "Another one (Enter for no more)" if given else f"{question} ({enter})"
        answer = _until_valid(asking, _unless_empty(check))
        if answer is None:
            return tuple(given)
        given.append(answer)


def choice(words: Sequence[str]) -> Callable[[str], str]:
    """Give a check that takes one of the words, or an unmistakable beginning of one."""

    def check(text: str) -> str:
        typed = text.strip().lower().replace(" ", "-")
        fitting = [word for word in words if word == typed] or [
            word for word in words if typed and word.startswith(typed)
        ]
        if len(fitting) != 1:
            raise Misuse(f"'{text[:40]}' is none of: {', '.join(words)}.")
        return fitting[0]

    return check


def agreed(question: str) -> bool:
    """Ask for a yes or no; yes is the default."""

    def check(text: str) -> bool:
        answer = choice(("yes", "no"))(text or "yes")
        return answer == "yes"

    return _until_valid(f"{question} [Y/n]", check)


def tell(text: str, *, hanging: int = 0) -> None:
    """Say something between the questions, indented and kept within the terminal."""
    width = max(20, min(shutil.get_terminal_size().columns, _WIDEST))
    for line in filter(None, text.splitlines()):
        folded = textwrap.wrap(
            "".join(letter for letter in line if not is_control(letter)),
            width,
            initial_indent="  ",
            subsequent_indent="  " + " " * hanging,
            break_on_hyphens=False,
        )
        print("\n".join(folded), file=sys.stderr)


def _unless_empty(check: Callable[[str], T]) -> Callable[[str], T | None]:
    return lambda text: check(text) if text else None


def _until_valid(question: str, check: Callable[[str], T]) -> T:
    while True:
        text = _read(question).strip()
        try:
            for letter in filter(is_control, text):
                raise Misuse(f"The answer holds the control character U+{ord(letter):04X}.")
            return check(text)
        except NegotrackError as problem:
            tell(str(problem))


def _read(question: str) -> str:
    """Read one line; raise Abort at Ctrl-C and Ctrl-D."""
    prompt = "".join(letter for letter in f"{question}: " if not is_control(letter))
    try:
        if sys.stdout.isatty():
            with suppress(ImportError):
                # Once it is there, input() edits the line: arrow keys work and type no ESC.
                import readline

                readline.set_auto_history(False)
                readline.set_completer(lambda _text, _state: None)
            return input(prompt)
        print(prompt, end="", file=sys.stderr, flush=True)
        if line := sys.stdin.readline():
            return line
        raise EOFError
    except (EOFError, KeyboardInterrupt):
        print(file=sys.stderr)
        raise typer.Abort from None
