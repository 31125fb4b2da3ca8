from __future__ import annotations

import pytest

from negotrack.domain.texts import LONGEST_TEXT, line, prose
from negotrack.errors import Misuse


@pytest.mark.parametrize(
    "text", ["[/b]", "[red]x", "🤝 agreed 👩‍⚖️", "=cmd|' /C calc'!A0", "a\nb", "Hà Nội"]
)
def test_text_is_kept_as_it_is(text: str) -> None:
    assert prose(text, "summary") == text


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\ud800"])
def test_what_steers_a_terminal_is_refused_by_its_name_and_place(letter: str) -> None:
    with pytest.raises(Misuse, match=f"U\\+{ord(letter):04X} at place 3"):
        prose(f"ab{letter}c", "summary")


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="The title is empty"):
        line(text, "title")


def test_an_endless_text_is_refused_with_its_length() -> None:
    with pytest.raises(Misuse, match="has 100,000 characters, more than 20,000"):
        prose("x" * 100_000, "summary")
    assert len(prose("x" * LONGEST_TEXT, "summary")) == LONGEST_TEXT


def test_a_line_has_no_line_breaks() -> None:
    assert line("two\n  lines", "title") == "two lines"
