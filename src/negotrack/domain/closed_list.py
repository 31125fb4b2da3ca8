"""Take a word of a closed list, as people type it."""

from __future__ import annotations

from collections.abc import Sequence

from negotrack.domain.names import fold, nearest
from negotrack.errors import NotFound


def word_of(text: str, words: Sequence[str], what: str) -> str:
    """Give the word that was typed, in any case; raise NotFound with the nearest ones."""
    for word in words:
        if fold(word) == fold(text):
            return word
    close = nearest(text, words)
    hint = f"Nearest: {', '.join(close)}." if close else f"The words are: {', '.join(words)}."
    raise NotFound(f"'{text[:60]}' is not a {what}. {hint}")
