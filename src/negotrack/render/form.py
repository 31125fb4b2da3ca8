"""A fact as a text that people edit: written with what explains it, and read back.

A field is a line `name: value`; its further lines begin with two blanks. No line is folded, so
that a text comes back as it was. Lines that begin with `#` explain and are left out; those that
begin with `#!` are complaints, taken out again.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from negotrack.domain.names import nearest
from negotrack.domain.texts import without_controls
from negotrack.errors import Misuse

WIDTH: Final = 80
_COMMENT: Final = "# "
_COMPLAINT: Final = "#!"
_FURTHER: Final = "  "


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form: its name, its text, and a hint at what may stand there."""

    name: str
    text: str
    hint: str = ""


def write_form(head: Sequence[str], fields: Iterable[FormField]) -> str:
    """Write the form: paragraphs that explain, then the fields."""
    parts = _folded(head, _COMMENT)
    for field in fields:
        parts += ["", *(_folded([field.hint], _COMMENT) if field.hint else ())]
        parts.append(f"{field.name}:{_hanging(field.text)}")
    return "\n".join(parts) + "\n"


def read_form(text: str, names: Sequence[str]) -> dict[str, str]:
    """Read the fields that a form has; raise Misuse for a line or a name that it should not have.

    What is left out is not in the answer; what is emptied is there with an empty text.
    """
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    blank = 0
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line.startswith("#"):
            continue
        if not line.strip():
            blank += 1
            continue
        if line[0] in " \t":
            if current is None:
                raise Misuse(f"Line {number} of the text goes on, but no field stands before it.")
            # A blank line is part of a text only when the text goes on after it.
            current += [*([""] * blank), _unindented(line)]
        else:
            name, value = _named(number, line, names)
            if name in found:
                raise Misuse(f"Line {number} of the text says {name} again. Say it once.")
            current = found[name] = [value]
        blank = 0
    return {name: "\n".join(lines).strip() for name, lines in found.items()}


def with_complaint(text: str, lines: Iterable[str]) -> str:
    """Put a complaint at the top of a form, in the place of a former one."""
    kept = [line for line in text.split("\n") if not line.startswith(_COMPLAINT)]
    return "\n".join([*_folded(lines, f"{_COMPLAINT} "), *kept])


def _hanging(text: str) -> str:
    """Set off the further lines of a text; nothing in it can begin a field or steer the editor."""
    first, *further = without_controls(text).split("\n")
    return "\n".join(
        [f" {first}" if first else "", *(f"{_FURTHER}{line}" if line else "" for line in further)]
    )


def _unindented(line: str) -> str:
    return line.removeprefix(_FURTHER) if line.startswith(_FURTHER) else line[1:]


def _named(number: int, line: str, names: Sequence[str]) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon:
        raise Misuse(
            f"Line {number} of the text is no field: '{line[:40]}'. "
            "Write NAME: VALUE, or begin it with two blanks where a text goes on."
        )
    typed = name.strip().lower()
    if typed not in names:
        close = nearest(typed, names)
        hint = f"Nearest: {', '.join(close)}." if close else f"There are: {', '.join(names)}."
        raise Misuse(f"Line {number} of the text names no field: '{name[:40]}'. {hint}")
    return typed, value.lstrip(" \t")


def _folded(paragraphs: Iterable[str], start: str) -> list[str]:
    """Give paragraphs as comments that fit a terminal, each line with the same start."""
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += textwrap.wrap(
            without_controls(paragraph),
            WIDTH,
            initial_indent=start,
            subsequent_indent=start,
            break_on_hyphens=False,
        ) or [start.rstrip()]
    return lines
