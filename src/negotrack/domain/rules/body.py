"""Who takes part and what is known on the day: everything that a rule is judged over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from negotrack.domain.dates import When
from negotrack.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant as a rule sees it: votes, say, whether it is closed, whether it objects."""

    partner: str
    votes: int = 1
    may_block: bool = True
    closed: Verdict = Verdict.NO
    objecting: Verdict = Verdict.NO


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone as a rule sees it: whether it is reached, and when."""

    verdict: Verdict
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The participants, the groups and milestones that a rule may name, and the day.

    `electorate` is the number of votes that a share is of, where that is more than the
    participants hold; `silent_for` says that votes nobody here holds count for, not against.
    """

    seats: tuple[Seat, ...]
    day: date
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    milestones: Mapping[str, Reached] = field(default_factory=dict)
    electorate: int | None = None
    silent_for: bool = False

    @property
    def votes(self) -> int:
        """Count the votes that the participants hold."""
        return sum(seat.votes for seat in self.seats)

    def members(self, group: str) -> tuple[Seat, ...]:
        """Give the participants that belong to a group."""
        return tuple(seat for seat in self.seats if seat.partner in self.groups[group])
