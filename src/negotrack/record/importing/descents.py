"""Judge new status changes in the order of their days: none may step down from what was reached.

One pass over each participant and chapter that a file speaks of, beside what the record says of
it; nothing is held in memory but where it stands. Beyond that it is the rule of `set_status`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from negotrack.domain.ladder import BESIDE, LADDER, STATUSES
from negotrack.record.importing.staging import LOWER, LOWERS, Staging
from negotrack.store.scratch import Scratch

_RANK: Final = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(STATUSES))
# The order of `standings.in_order`; who asks to reopen comes after what is taken back.
_IN_ORDER: Final = "latest, earliest, {resets}, CASE status " + _RANK + " END"
_BESIDE: Final = ", ".join(f"'{word}'" for word in BESIDE)
_RESETS: Final = f"coalesce(resets, reopens OR status IN ({_BESIDE}))"
_NEW: Final = "negotiation, partner, chapter, " + _IN_ORDER.format(resets=_RESETS) + ", s.place"
_TOLD: Final = (
    "SELECT status, earliest, latest, resets FROM status_change"
    " WHERE negotiation = ? AND partner = ? AND chapter IS ? ORDER BY "
    + _IN_ORDER.format(resets="resets")
)
_TOGETHER: Final = 1000
# How high a word stands; beside the ladder is below it.
_HEIGHTS: Final = dict.fromkeys(BESIDE, -1) | {word: at for at, word in enumerate(LADDER)}


class _Told:
    """What the record says of one participant and chapter, told day by day."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)
        self.held: str | None = None

    @property
    def goes_on(self) -> bool:
        """Say whether there is more to be told."""
        return self._next is not None

    def until(self, order: tuple[str, str, int, int]) -> None:
        """Hear all that comes before."""
        while self._next is not None:
            status, earliest, latest, resets = self._next
            if (latest, earliest, resets, STATUSES.index(status)) > order:
                return
            self.hear(status, resets=bool(resets))
            self._next = next(self._rows, None)

    def hear(self, status: str, *, resets: bool) -> None:
        """Hear one statement: it raises, or it resets."""
        if resets or self.held is None or _HEIGHTS[status] > _HEIGHTS[self.held]:
            self.held = status

    def lowered_by(self, status: str) -> str | None:
        """Give the higher status that is held, or None when this is no step down."""
        if self.held is None or status in BESIDE:
            return None
        return self.held if _HEIGHTS[self.held] > _HEIGHTS[status] else None


def mark_descents(scratch: Scratch, staging: Staging) -> None:
    """Mark the rows that step down: refused, or resetting where that is said."""
    judged: list[tuple[int, str, str]] = []
    for whose, news in groupby(staging.unmarked(_NEW), key=itemgetter(1, 2, 3)):
        told = _Told(scratch.each(_TOLD, *whose))
        for place, _, _, _, status, earliest, latest, resets, reopens in news:
            if told.goes_on:
                word = STATUSES.index(status)
                told.until((latest, earliest, int(reopens if resets is None else resets), word))
            lowered = told.lowered_by(status) if resets is None else None
            if lowered:
                judged.append((place, LOWERS if reopens else LOWER, lowered))
            if not lowered or reopens:
                told.hear(status, resets=bool(lowered or resets))
            if len(judged) >= _TOGETHER:
                staging.mark(judged)
                judged.clear()
    staging.mark(judged)
