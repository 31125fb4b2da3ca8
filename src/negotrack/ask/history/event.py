"""One dated fact of a negotiation, and its place among the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from negotrack.ask.rounds import Round
from negotrack.domain.dates import OPEN_FUTURE, When
from negotrack.domain.vocabulary import OPEN_REQUEST

# In the order in which one day is told: who met, what it did, and what came of it.
KINDS: Final = ("round", "outcome", "status", "milestone", "request", "follow-up", "note")


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, when, with whom, and who says so.

    `id` is the key of the fact's row; `state` its word (a status, a result, agreed or done);
    `round` the round it comes from. Of a round, `held` is the round itself. `source` is None
    where the record cites none: that a follow-up was done.
    """

    id: str
    kind: str
    negotiation: str
    partners: tuple[str, ...]
    when: When
    state: str
    source: str | None
    chapter: str | None = None
    text: str | None = None
    note: str | None = None
    round: str | None = None
    due: When | None = None
    resets: bool = False
    held: Round | None = None


def in_order(event: Event) -> tuple[date, date, int, bool, str, str]:
    """Give the key of the order of history: by the day by which it had certainly happened.

    What is open to the future is placed by its earliest day. A request is raised before it is
    answered, on one and the same day too.
    """
    when = event.when
    placed = when.earliest if when.latest == OPEN_FUTURE else when.latest
    answers = event.kind == "request" and event.state != OPEN_REQUEST
    return (placed, when.earliest, KINDS.index(event.kind), answers, event.id, event.state)
