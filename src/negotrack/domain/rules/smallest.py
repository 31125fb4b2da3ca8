"""The smallest sets of participants whose closing would meet a rule: how many, and one of them.

Participants that weigh the same in every threshold are interchangeable: they are one *kind*, and a
set is counted by how many it takes of each. What each threshold still lacks is followed from kind
to kind; where that grows beyond a bound the count is given up, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb
from typing import Final

from negotrack.domain.rules.body import Body
from negotrack.domain.rules.terms import Threshold
from negotrack.domain.verdict import Verdict

# Steps of the count before it is cut: some tenths of a second on an ordinary machine.
MOST_STEPS: Final = 200_000

Lacking = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Smallest:
    """The size of the smallest sets, how many there are, and one of them.

    With `count` None the count was cut; `exact` says whether the size is certain all the same.
    With no set at all (a condition aside, nothing can meet the rule) the example is None.
    """

    size: int
    count: int | None
    example: tuple[str, ...] | None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """Participants that weigh the same in every threshold."""

    weights: tuple[int, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reach:
    """The fewest participants that lead to a state, in how many ways, and one way by kind."""

    size: int
    ways: int
    taken: tuple[int, ...]


def smallest_sets(limbs: Sequence[Sequence[Threshold]], body: Body) -> Smallest:
    """Find the smallest sets of participants, not closed for certain, that would meet a limb."""
    asked = tuple(dict.fromkeys(threshold for limb in limbs for threshold in limb))
    wanted = [tuple(asked.index(threshold) for threshold in limb) for limb in limbs]
    lacking = tuple(threshold.short(body, Verdict.YES) for threshold in asked)
    free = [place for place, seat in enumerate(body.seats) if seat.closed is not Verdict.YES]
    kinds = kinds_of(asked, lacking, body, free)
    reached = _follow(kinds, lacking)
    if reached is None:
        return _greedily(wanted, asked, lacking, body)
    met = [
        way
        for state, way in reached.items()
        if any(all(state[place] == 0 for place in limb) for limb in wanted)
    ]
    if not met:
        return Smallest(0, 0, None)
    size = min(way.size for way in met)
    best = [way for way in met if way.size == size]
    example = [
        partner
        for kind, count in zip(kinds, best[0].taken, strict=True)
        for partner in kind.partners[:count]
    ]
    return Smallest(size, sum(way.ways for way in best), tuple(sorted(example)))


def kinds_of(
    asked: Sequence[Threshold], lacking: Lacking, body: Body, places: Sequence[int]
) -> list[Kind]:
    """Sort seats into kinds by their weights; what exceeds a threshold's lack does not differ."""
    found: dict[tuple[int, ...], list[str]] = {}
    for place in places:
        weights = tuple(
            min(threshold.weights[place], lack)
            for threshold, lack in zip(asked, lacking, strict=True)
        )
        if any(weights):
            found.setdefault(weights, []).append(body.seats[place].partner)
    return [Kind(weights, tuple(partners)) for weights, partners in found.items()]


def take(lacking: Lacking, kind: Kind, count: int) -> Lacking:
    """Give what is lacking when so many of a kind have closed."""
    return tuple(
        max(0, lack - weight * count) for lack, weight in zip(lacking, kind.weights, strict=True)
    )


def _follow(kinds: Sequence[Kind], lacking: Lacking) -> dict[Lacking, _Reach] | None:
    reached = {lacking: _Reach(0, 1, ())}
    steps = 0
    for kind in kinds:
        further: dict[Lacking, _Reach] = {}
        for state, way in reached.items():
            for count, after in _useful(state, kind):
                steps += 1
                if steps > MOST_STEPS:
                    return None
                ways = way.ways * comb(len(kind.partners), count)
                found = _Reach(way.size + count, ways, (*way.taken, count))
                known = further.get(after)
                if known is None or found.size < known.size:
                    further[after] = found
                elif found.size == known.size:
                    further[after] = _Reach(known.size, known.ways + ways, known.taken)
        reached = further
    return reached


def _useful(state: Lacking, kind: Kind) -> Iterator[tuple[int, Lacking]]:
    """Take none, one, two ... of a kind, as long as one more still fills a lack."""
    yield 0, state
    before = state
    for count in range(1, len(kind.partners) + 1):
        after = take(state, kind, count)
        if after == before:
            return
        yield count, after
        before = after


def _greedily(
    wanted: Sequence[Sequence[int]], asked: Sequence[Threshold], lacking: Lacking, body: Body
) -> Smallest:
    """Fill each limb with the heaviest first; certain to be smallest for one threshold alone."""
    found = [_fill(limb, asked, lacking, body) for limb in wanted]
    possible = [each for each in found if each.example is not None]
    return min(possible, key=lambda each: each.size, default=Smallest(0, 0, None))


def _fill(
    limb: Sequence[int], asked: Sequence[Threshold], lacking: Lacking, body: Body
) -> Smallest:
    left = {place: lacking[place] for place in limb}
    open_thresholds = sum(lack > 0 for lack in left.values())
    free = {p: seat.partner for p, seat in enumerate(body.seats) if seat.closed is not Verdict.YES}
    chosen: list[str] = []
    while any(left.values()):
        gains = {
            seat: sum(min(asked[place].weights[seat], lack) for place, lack in left.items())
            for seat in free
        }
        best = max(gains, key=lambda seat: gains[seat], default=None)
        if best is None or gains[best] == 0:
            return Smallest(0, 0, None)
        chosen.append(free.pop(best))
        left = {p: max(0, lack - asked[p].weights[best]) for p, lack in left.items()}
    return Smallest(len(chosen), None, tuple(sorted(chosen)), exact=open_thresholds <= 1)
