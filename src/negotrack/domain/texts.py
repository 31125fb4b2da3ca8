"""What a typed text may hold: not empty, not endless, and nothing that steers a terminal."""

from __future__ import annotations

import unicodedata
from typing import Final

from negotrack.errors import Misuse

LONGEST_LINE: Final = 300
LONGEST_TEXT: Final = 20_000
# U+202A-E and U+2066-9 reorder what follows them: a name can be made to read as another one.
BIDI_CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# Blanks and joiners of other letters: a text of these alone says nothing.
_UNSEEN: Final = ("Cf", "Zs")
# Control characters, halves of a pair, and Unicode's own line and paragraph separators.
_STEERING: Final = ("Cc", "Cs", "Zl", "Zp")


def is_control(letter: str) -> bool:
    """Say whether a character steers the terminal or the reading order instead of being text."""
    return unicodedata.category(letter) in _STEERING or letter in BIDI_CONTROLS


def without_controls(text: str) -> str:
    """Take out the characters that would steer a terminal; new lines stay."""
    return "".join(letter for letter in text if letter == "\n" or not is_control(letter))


def line(text: str, what: str) -> str:
    """Check a short text such as a title or a place, and give it trimmed; raise Misuse."""
    return _checked(" ".join(text.split()), what, LONGEST_LINE)


def prose(text: str, what: str) -> str:
    """Check a longer text such as a summary, where new lines may stand; raise Misuse."""
    return _checked(text.replace("\r\n", "\n").strip(), what, LONGEST_TEXT)


def optional(text: str | None, what: str) -> str | None:
    """Check a longer text that may be left out."""
    return None if text is None else prose(text, what)


def _checked(text: str, what: str, longest: int) -> str:
    if all(unicodedata.category(letter) in _UNSEEN for letter in text):
        raise Misuse(f"The {what} is empty. Leave it out or say something.")
    if len(text) > longest:
        raise Misuse(
            f"The {what} has {len(text):,} characters, more than {longest:,}. "
            "Shorten it, or put the long text in a document and name that as the source."
        )
    for place, letter in enumerate(text, start=1):
        if is_control(letter) and letter not in "\n\t":
            raise Misuse(
                f"The {what} holds the control character U+{ord(letter):04X} at place {place}. "
                "Take it out."
            )
    return text
