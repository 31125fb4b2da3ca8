"""The terms about participants, each with what it asks for and how it is said.

A term about participants comes down to a threshold: a weight for each seat, and the weight that
must be closed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from negotrack.domain.rules.body import Body, Seat
from negotrack.domain.rules.conditions import Condition
from negotrack.domain.verdict import Verdict

# A sentence that names more than these is no longer read.
NAMED_AT_MOST: Final = 6
_SHARES: Final = {
    Fraction(1, 2): "half",
    Fraction(1, 3): "one third",
    Fraction(2, 3): "two-thirds",
    Fraction(3, 4): "three-quarters",
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """The weights of the seats, in the body's order, and the weight that must be closed."""

    weights: tuple[int, ...]
    needed: int

    def short(self, body: Body, at_least: Verdict) -> int:
        """Give the weight that is missing when those closed this surely are counted."""
        held = sum(
            weight
            for seat, weight in zip(body.seats, self.weights, strict=True)
            if seat.closed >= at_least
        )
        return max(0, self.needed - held)

    def met(self, body: Body) -> Verdict:
        """Say whether the threshold is met, by uncertain dates perhaps."""
        if self.short(body, Verdict.YES) == 0:
            return Verdict.YES
        return Verdict.NO if self.short(body, Verdict.POSSIBLY) else Verdict.POSSIBLY


def _threshold(body: Body, asked: Callable[[Seat], int], needed: int | None = None) -> Threshold:
    weights = tuple(asked(seat) for seat in body.seats)
    return Threshold(weights, sum(weights) if needed is None else needed)


def _counted(threshold: Threshold, body: Body) -> str:
    """Say what is held for certain, and how far uncertain dates may raise it."""
    certain, at_most = (
        sum(
            weight
            for seat, weight in zip(body.seats, threshold.weights, strict=True)
            if seat.closed >= verdict
        )
        for verdict in (Verdict.YES, Verdict.POSSIBLY)
    )
    return f"{certain} for certain" + (f", up to {at_most}" if at_most > certain else "")


def _outstanding(body: Body, threshold: Threshold) -> str:
    missing = [
        seat.partner
        for seat, weight in zip(body.seats, threshold.weights, strict=True)
        if weight and seat.closed is not Verdict.YES
    ]
    if not missing:
        return "met"
    named = ", ".join(missing) if len(missing) <= NAMED_AT_MOST else f"{len(missing)} participants"
    return f"{named} outstanding"


@dataclass(frozen=True, slots=True)
class Everyone:
    """`all`, `all(GROUP)`: everybody that may block, or every participant of the group."""

    group: str | None = None

    def threshold(self, body: Body) -> Threshold:
        """Weigh everybody who is asked for with one."""
        if self.group is None:
            return _threshold(body, lambda seat: int(seat.may_block))
        members = body.groups[self.group]
        return _threshold(body, lambda seat: int(seat.partner in members))

    def sentence(self, body: Body) -> str:
        """Say who is asked for and who is outstanding."""
        whom = "every participant that may block" if self.group is None else f"all of {self.group}"
        return f"{whom}: {_outstanding(body, self.threshold(body))}"


@dataclass(frozen=True, slots=True)
class Share:
    """`2/3`, `more than 1/2`, `2/3 of 164`: that share of the votes."""

    share: Fraction
    more_than: bool = False
    of: int | None = None

    def base(self, body: Body) -> int:
        """Give the votes that the share is of: as said, the electorate, or the participants'."""
        return self.of or body.electorate or body.votes

    def votes_needed(self, body: Body) -> int:
        """Give the fewest votes that make the share."""
        exact = self.share * self.base(body)
        return floor(exact) + 1 if self.more_than else ceil(exact)

    def silent(self, body: Body) -> int:
        """Count the votes of the base that no participant holds."""
        return max(0, self.base(body) - body.votes)

    def threshold(self, body: Body) -> Threshold:
        """Weigh each seat with its votes; silent votes count as the negotiation says."""
        silent = self.silent(body) if body.silent_for else 0
        return _threshold(body, lambda seat: seat.votes, max(0, self.votes_needed(body) - silent))

    def sentence(self, body: Body) -> str:
        """Say the share in votes, what is held and what is short."""
        threshold, needed = self.threshold(body), self.votes_needed(body)
        short = threshold.short(body, Verdict.YES)
        held = _counted(threshold, body)
        word = _SHARES.get(self.share, str(self.share))
        measure = "more than" if self.more_than else "at least"
        said = f"{measure} {word} of {self.base(body)} votes ({needed}): {held}"
        if self.silent(body):
            counted = "for" if body.silent_for else "against"
            said += f", {self.silent(body)} silent votes counted {counted}"
        return f"{said}, {f'{short} short' if short else 'met'}"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """`6`, `6 of GROUP`: that many participants, of the group."""

    count: int
    group: str | None = None

    def threshold(self, body: Body) -> Threshold:
        """Weigh each seat that counts with one."""
        members = None if self.group is None else body.groups[self.group]
        return _threshold(
            body, lambda seat: int(members is None or seat.partner in members), self.count
        )

    def sentence(self, body: Body) -> str:
        """Say how many are asked for, and what is short."""
        short = self.threshold(body).short(body, Verdict.YES)
        whom = f"of {self.group}" if self.group else "participants"
        held = _counted(self.threshold(body), body)
        return f"at least {self.count} {whom}: {held}, {f'{short} short' if short else 'met'}"


@dataclass(frozen=True, slots=True)
class Closed:
    """`closed(PARTNER)`: that participant."""

    partner: str

    def threshold(self, body: Body) -> Threshold:
        """Weigh that one alone."""
        return _threshold(body, lambda seat: int(seat.partner == self.partner), 1)

    def sentence(self, body: Body) -> str:
        """Say whether that one is closed."""
        return f"{self.partner} closed: {_outstanding(body, self.threshold(body))}"


@dataclass(frozen=True, slots=True)
class NoObjection:
    """`no objection`: nobody that may block objects; who closes objects no longer."""

    def threshold(self, body: Body) -> Threshold:
        """Weigh those that object, or may object, with one."""
        return _threshold(body, lambda seat: int(_objects(seat) is not Verdict.NO))

    def verdict(self, body: Body) -> Verdict:
        """Say whether nobody objects: no when somebody does for certain."""
        strongest = max((_objects(seat) for seat in body.seats), default=Verdict.NO)
        return Verdict(Verdict.YES - strongest)

    def sentence(self, body: Body) -> str:
        """Say who objects."""
        objectors = [s.partner for s in body.seats if _objects(s) is Verdict.YES]
        perhaps = [s.partner for s in body.seats if _objects(s) is Verdict.POSSIBLY]
        said = [f"{', '.join(objectors)} objecting"] if objectors else []
        said += [f"{', '.join(perhaps)} perhaps objecting"] if perhaps else []
        return f"no objection: {', '.join(said) or 'met'}"


def _objects(seat: Seat) -> Verdict:
    return seat.objecting if seat.may_block else Verdict.NO


ParticipantTerm = Everyone | Share | AtLeast | Closed | NoObjection
Term = ParticipantTerm | Condition
