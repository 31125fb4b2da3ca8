"""The smallest sets of participants whose closing would meet a rule: how many, and one of them.

Participants that weigh the same in every threshold are interchangeable: they are one *kind*, and a
set is counted by how many it takes of each. What each threshold still lacks is followed from kind
to kind; where that grows beyond a bound the count is given up, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import comb
from typing import Final

from negotrack.domain.rules.body import Body
from negotrack.domain.rules.terms import Threshold
from negotrack.domain.verdict import Verdict

# Steps of the count before it is cut: so many that nobody waits for them.
MOST_STEPS: Final = 12_000

Lacking = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Smallest:
    """The size of the smallest sets, how many there are, and one of them.

    With `count` None the count was cut; `exact` says whether the size is certain all the same.
    With no set at all (a condition aside, nothing can meet the rule) the example is None.
    `by_limb` bounds the size for each limb alone; None for one that no closing can meet.
    """

    size: int
    count: int | None
    example: tuple[str, ...] | None
    exact: bool = True
    by_limb: tuple[int | None, ...] = ()


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
    kinds.sort(key=lambda kind: sum(kind.weights), reverse=True)
    each = [_fill(limb, lacking, kinds) for limb in wanted]
    by_limb = tuple(found.size if found else None for found in each)
    filled = [found for found in each if found]
    if not filled:
        return Smallest(0, 0, None, by_limb=by_limb)
    # Where one limb is only bounded, it may hide a smaller set than the best of the others.
    bounded = any(not found.exact for found in filled)
    first = replace(min(filled, key=lambda found: found.size), exact=not bounded, by_limb=by_limb)
    reached = _Search(kinds, wanted, most=first.size).follow(lacking)
    if reached is None:
        return first
    size = min(way.size for way in reached)
    best = [way for way in reached if way.size == size]
    example = _partners(kinds, best[0].taken)
    return Smallest(size, sum(way.ways for way in best), example, by_limb=by_limb)


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


class _Search:
    """Follows what is lacking from kind to kind, and drops what cannot be among the smallest."""

    def __init__(self, kinds: Sequence[Kind], wanted: Sequence[Sequence[int]], most: int) -> None:
        self.kinds = kinds
        self.wanted = wanted
        self.most = most
        self.steps = 0
        self._fewest: dict[tuple[int, int, int], int] = {}
        self._remaining: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def follow(self, lacking: Lacking) -> list[_Reach] | None:
        """Give every way to the smallest sets, or None when the search was cut."""
        reached = {lacking: _Reach(0, 1, ())}
        for place, kind in enumerate(self.kinds):
            reached = self._further(reached, place, kind)
            if self.steps > MOST_STEPS:
                return None
        return [
            way for state, way in reached.items() if self._at_least(state, len(self.kinds)) == 0
        ]

    def _further(
        self, reached: dict[Lacking, _Reach], place: int, kind: Kind
    ) -> dict[Lacking, _Reach]:
        further: dict[Lacking, _Reach] = {}
        for state, way in reached.items():
            for count, after in _useful(state, kind):
                self.steps += 1
                size = way.size + count
                if self.steps > MOST_STEPS or size > self.most:
                    break
                if size + self._at_least(after, place + 1) > self.most:
                    continue
                ways = way.ways * comb(len(kind.partners), count)
                known = further.get(after)
                if known is None or size < known.size:
                    further[after] = _Reach(size, ways, (*way.taken, count))
                elif size == known.size:
                    further[after] = _Reach(size, known.ways + ways, known.taken)
        return further

    def _at_least(self, state: Lacking, place: int) -> int:
        """Give a number of further participants that no limb can do without."""
        return min(
            max((self._fill_alone(state[t], t, place) for t in limb), default=0)
            for limb in self.wanted
        )

    def _fill_alone(self, lack: int, threshold: int, place: int) -> int:
        """Count the fewest of the remaining kinds that fill one threshold, the others aside."""
        if lack == 0:
            return 0
        key = (lack, threshold, place)
        if key not in self._fewest:
            left, count = lack, 0
            remaining = self._heaviest_first(threshold, place)
            # So long a list is no longer one step of the search.
            self.steps += len(remaining) // 10
            for weight, many in remaining:
                if left <= 0:
                    break
                taken = min(many, -(-left // weight))
                left -= weight * taken
                count += taken
            self._fewest[key] = count if left <= 0 else self.most + 1
        return self._fewest[key]

    def _heaviest_first(self, threshold: int, place: int) -> list[tuple[int, int]]:
        """Give weight and number of the kinds from a place on, for one threshold."""
        if (threshold, place) not in self._remaining:
            weighed = ((k.weights[threshold], len(k.partners)) for k in self.kinds[place:])
            self._remaining[threshold, place] = sorted((w for w in weighed if w[0]), reverse=True)
        return self._remaining[threshold, place]


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


def _fill(limb: Sequence[int], lacking: Lacking, kinds: Sequence[Kind]) -> Smallest | None:
    """Fill a limb with the heaviest first: certain to be smallest for one threshold alone."""
    left = tuple(lack if place in limb else 0 for place, lack in enumerate(lacking))
    thresholds = sum(lack > 0 for lack in left)
    taken = [0] * len(kinds)
    if thresholds == 1:
        return _fill_one(next(place for place, lack in enumerate(left) if lack), left, kinds)
    while any(left):
        gains = [
            sum(map(min, kind.weights, left)) if taken[place] < len(kind.partners) else 0
            for place, kind in enumerate(kinds)
        ]
        best = max(range(len(kinds)), key=gains.__getitem__, default=None)
        if best is None or gains[best] == 0:
            return None
        count = _as_long_as_best(kinds[best], left, len(kinds[best].partners) - taken[best])
        taken[best] += count
        left = take(left, kinds[best], count)
    return Smallest(sum(taken), None, _partners(kinds, taken), exact=thresholds <= 1)


def _fill_one(threshold: int, left: Lacking, kinds: Sequence[Kind]) -> Smallest | None:
    lack, taken = left[threshold], [0] * len(kinds)
    for place in sorted(range(len(kinds)), key=lambda k: -kinds[k].weights[threshold]):
        weight = kinds[place].weights[threshold]
        if lack <= 0 or weight == 0:
            break
        taken[place] = min(len(kinds[place].partners), -(-lack // weight))
        lack -= weight * taken[place]
    return Smallest(sum(taken), None, _partners(kinds, taken)) if lack <= 0 else None


def _as_long_as_best(kind: Kind, left: Lacking, many: int) -> int:
    """Count how many of a kind fill whole lacks, at least one: none of another kind does better."""
    whole = (lack // weight for lack, weight in zip(left, kind.weights, strict=True) if weight)
    return max(1, min(many, min(whole, default=1)))


def _partners(kinds: Sequence[Kind], taken: Sequence[int]) -> tuple[str, ...]:
    """Name the first partners of each kind, as many as are taken of it."""
    return tuple(
        sorted(
            partner
            for kind, count in zip(kinds, taken, strict=False)
            for partner in kind.partners[:count]
        )
    )
