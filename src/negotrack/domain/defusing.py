"""Mark a text that a spreadsheet would run as a formula, and take the mark off again, exactly."""

from __future__ import annotations

from typing import Final

# What begins with these, a spreadsheet takes for a formula (OWASP, "CSV injection"); the last
# four are how East Asian keyboards type the first four.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK: Final = "'"


def defused(text: str) -> str:
    """Give a text with an apostrophe before it if a spreadsheet would run it.

    So is a text that reads like a marked one, lest `undefused` take off what was never put there.
    """
    return f"{MARK}{text}" if _runs_behind_marks(text) else text


def undefused(text: str) -> str:
    """Give the text that `defused` was given."""
    marked = text.startswith(MARK) and _runs_behind_marks(text)
    return text[len(MARK) :] if marked else text


def _runs_behind_marks(text: str) -> bool:
    return text.lstrip(MARK).startswith(FORMULA_STARTS)
