"""Three-valued answers: what uncertain dates leave of yes and no."""

from __future__ import annotations

from enum import IntEnum


class Verdict(IntEnum):
    """No, possibly, yes: an `and` takes the lesser, an `or` the greater."""

    NO = 0
    POSSIBLY = 1
    YES = 2

    @property
    def word(self) -> str:
        """Give the word that people and machine formats read: no, possibly or yes."""
        return self.name.lower()
