"""How much a vote is worth: each participant's Banzhaf index under a rule.

A participant is decisive for a set of others when the rule is met with it and not without it. The
index is its part of all such cases (Banzhaf, "Weighted Voting Doesn't Work", 1965). It is counted
exactly while the states of the count stay within a bound, and drawn from samples beyond it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, sqrt
from random import Random
from typing import Final

from negotrack.domain.rules.body import Body
from negotrack.domain.rules.grammar import Rule
from negotrack.domain.rules.judgement import thresholds
from negotrack.domain.rules.smallest import Kind, Lacking, kinds_of, take
from negotrack.domain.rules.terms import Threshold

MOST_STEPS: Final = 400_000
MOST_DRAWS: Final = 400_000
FEWEST_SAMPLES: Final = 1_000
MOST_SAMPLES: Final = 20_000
# Two standard errors: the truth lies within them nineteen times out of twenty.
CONFIDENCE: Final = 1.96


@dataclass(frozen=True, slots=True)
class Weight:
    """A participant's part of all decisive cases, and how often it is decisive."""

    partner: str
    index: float
    decisive: float
    veto: bool


@dataclass(frozen=True, slots=True)
class Power:
    """The weights, heaviest first; `error` bounds `decisive` when it was sampled, else 0."""

    weights: tuple[Weight, ...]
    samples: int
    error: float


def power(rule: Rule, body: Body) -> Power:
    """Give everybody's Banzhaf index under a rule, its conditions taken as met."""
    limbs = [thresholds(limb, body) for limb in rule.terms]
    asked = tuple(dict.fromkeys(threshold for limb in limbs for threshold in limb))
    wanted = [tuple(asked.index(threshold) for threshold in limb) for limb in limbs]
    decisive, samples = _exactly(asked, wanted, body), 0
    if decisive is None:
        decisive, samples = _by_samples(asked, wanted, body)
    total = sum(decisive.values()) or 1.0
    everybody = tuple(sum(threshold.weights) for threshold in asked)
    weights = [
        Weight(
            partner=seat.partner,
            index=decisive[seat.partner] / total,
            decisive=decisive[seat.partner],
            veto=_met(wanted, _needs(asked), everybody)
            and not _met(
                wanted,
                _needs(asked),
                tuple(
                    held - threshold.weights[place]
                    for held, threshold in zip(everybody, asked, strict=True)
                ),
            ),
        )
        for place, seat in enumerate(body.seats)
    ]
    error = CONFIDENCE * sqrt(0.25 / samples) if samples else 0.0
    return Power(tuple(sorted(weights, key=lambda w: (-w.index, w.partner))), samples, error)


def _needs(asked: Sequence[Threshold]) -> Lacking:
    return tuple(threshold.needed for threshold in asked)


def _met(wanted: Sequence[Sequence[int]], needed: Lacking, held: Sequence[int]) -> bool:
    return any(all(held[place] >= needed[place] for place in limb) for limb in wanted)


def _exactly(
    asked: Sequence[Threshold], wanted: Sequence[Sequence[int]], body: Body
) -> dict[str, float] | None:
    needed = _needs(asked)
    kinds = kinds_of(asked, needed, body, range(len(body.seats)))
    found = dict.fromkeys((seat.partner for seat in body.seats), 0.0)
    for kind in kinds:
        others = [
            Kind(other.weights, other.partners[1:] if other is kind else other.partners)
            for other in kinds
        ]
        states = _count_sets(others, needed)
        if states is None:
            return None
        swings = sum(
            ways
            for state, ways in states.items()
            if not _filled(wanted, state) and _filled(wanted, take(state, kind, 1))
        )
        sets = 2 ** sum(len(other.partners) for other in others)
        for partner in kind.partners:
            found[partner] = swings / sets
    return found


def _filled(wanted: Sequence[Sequence[int]], lacking: Lacking) -> bool:
    return any(all(lacking[place] == 0 for place in limb) for limb in wanted)


def _count_sets(kinds: Sequence[Kind], needed: Lacking) -> dict[Lacking, int] | None:
    states: dict[Lacking, int] = {needed: 1}
    steps = 0
    for kind in kinds:
        further: defaultdict[Lacking, int] = defaultdict(int)
        for state, ways in states.items():
            for count in range(len(kind.partners) + 1):
                steps += 1
                if steps > MOST_STEPS:
                    return None
                further[take(state, kind, count)] += ways * comb(len(kind.partners), count)
        states = further
    return states


def _by_samples(
    asked: Sequence[Threshold], wanted: Sequence[Sequence[int]], body: Body
) -> tuple[dict[str, float], int]:
    # The same seed each time: asking twice gives the same answer.
    chance = Random(1965)  # noqa: S311 - samples, not secrets
    count = len(body.seats)
    samples = min(MOST_SAMPLES, max(FEWEST_SAMPLES, MOST_DRAWS // max(1, count)))
    needed = _needs(asked)
    rows = list(zip(*(threshold.weights for threshold in asked), strict=True))
    swings = [0] * count
    for _ in range(samples):
        drawn = chance.getrandbits(count)
        inside = [place for place in range(count) if drawn >> place & 1]
        held = [sum(rows[place][t] for place in inside) for t in range(len(asked))]
        for place in range(count):
            sign = -1 if drawn >> place & 1 else 1
            other = [h + sign * w for h, w in zip(held, rows[place], strict=True)]
            swings[place] += _met(wanted, needed, held) != _met(wanted, needed, other)
    found = {seat.partner: swings[p] / samples for p, seat in enumerate(body.seats)}
    return found, samples
