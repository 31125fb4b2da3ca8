"""Ask on the terminal for what was not said, one question at a time, each answer checked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import typer

from negotrack.errors import Misuse, NegotrackError

T = TypeVar("T")


def on_terminal() -> bool:
    """Say whether somebody sits there who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked(said: str | None, option: str, question: str, check: Callable[[str], T]) -> T:
    """Give what was said, checked; else ask for it. Away from a terminal raise Misuse."""
    if said is not None:
        return check(said)
    if not on_terminal():
        raise Misuse(f"{option} is missing. Say it on the command line.")
    return _until_valid(question, check)


def ask_or_skip(question: str, check: Callable[[str], T]) -> T | None:
    """Ask for something that may be left out with Enter."""

    def check_unless_empty(text: str) -> T | None:
        return check(text) if text.strip() else None

    return _until_valid(f"{question} (Enter to skip)", check_unless_empty)


def ask_repeatedly(question: str, check: Callable[[str], T]) -> tuple[T, ...]:
    """Ask for as many answers as come, until an empty one."""
    given: list[T] = []
    while True:
        more = "another, or Enter to go on" if given else "Enter for none"
        answer = _until_valid(f"{question} ({more})", lambda t: check(t) if t.strip() else None)
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
    return typer.confirm(question, default=True, err=True)


def _until_valid(question: str, check: Callable[[str], T]) -> T:
    while True:
        text = typer.prompt(question, default="", show_default=False, err=True)
        try:
            return check(text)
        except NegotrackError as problem:
            print(f"  {problem}", file=sys.stderr)
