"""Read each different text once: the cells of a column mostly repeat each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from negotrack.errors import NegotrackError

# So many texts are kept of a column; one with more of them is no list of words.
_MOST: Final = 10_000
# What is longer is no word, and hardly comes again.
_LONGEST: Final = 300


class Remembered(dict[str, Any]):
    """What each text of a column says: `remembered[text]` reads it, or raises as it once did."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self._read = read
        self._errors: dict[str, NegotrackError] = {}

    def __missing__(self, text: str) -> Any:
        if text in self._errors:
            raise self._errors[text].with_traceback(None)
        if len(text) > _LONGEST:
            return self._read(text)
        if len(self) + len(self._errors) >= _MOST:
            self.clear()
        try:
            value = self[text] = self._read(text)
        except NegotrackError as error:
            self._errors[text] = error
            raise
        return value

    def clear(self) -> None:
        """Read everything again."""
        super().clear()
        self._errors.clear()

    def forget_errors(self) -> None:
        """Read again what could not be read: there may be what it names by now."""
        self._errors.clear()
