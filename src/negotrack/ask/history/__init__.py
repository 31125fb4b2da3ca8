"""What happened, oldest first?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from negotrack.ask.history.agenda import follow_ups, requests
from negotrack.ask.history.event import KINDS, Event, in_order
from negotrack.ask.history.meetings import outcomes, rounds
from negotrack.ask.history.statements import milestones, notes, statuses
from negotrack.ask.history.stretch import Stretch
from negotrack.ask.negotiations import Negotiation
from negotrack.domain.dates import OPEN_FUTURE, OPEN_PAST
from negotrack.store.reader import Reader

__all__ = ["KINDS", "Event", "History", "HistoryFilter", "history"]

_FACTS: Final[Mapping[str, Callable[[Reader, Stretch], list[Event]]]] = {
    "round": rounds,
    "outcome": outcomes,
    "status": statuses,
    "milestone": milestones,
    "request": requests,
    "follow-up": follow_ups,
    "note": notes,
}


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which facts to list: of these kinds, concerning a partner, overlapping with a period."""

    partner: str | None = None
    kinds: tuple[str, ...] = KINDS
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The facts of one or more negotiations by a day, oldest first, and what was asked for."""

    negotiations: tuple[Negotiation, ...]
    wanted: HistoryFilter
    day: date
    events: tuple[Event, ...]

    @property
    def only(self) -> Negotiation | None:
        """Give the negotiation that it is about, if it is one."""
        return self.negotiations[0] if len(self.negotiations) == 1 else None


def history(
    reader: Reader, negotiations: Iterable[Negotiation], wanted: HistoryFilter, day: date
) -> History:
    """Give the facts of some negotiations that have begun, or may have, by a day: oldest first.

    With a partner, what all take part in is left out; but in an accession everything concerns
    the one that accedes.
    """
    asked = tuple(negotiations)
    found: list[Event] = []
    for about in asked:
        stretch = Stretch(
            negotiation=about.code,
            partner=None if wanted.partner == about.applicant else wanted.partner,
            since=wanted.since or OPEN_PAST,
            until=min(wanted.until or OPEN_FUTURE, day),
        )
        for kind in KINDS:
            if kind in wanted.kinds:
                found += _FACTS[kind](reader, stretch)
    return History(asked, wanted, day, tuple(sorted(found, key=in_order)))
