"""How much a vote is worth: each participant's Banzhaf index under a rule.

A participant is decisive for a set of others when the rule is met with it and not without it. The
index is its part of all such cases (Banzhaf, "Weighted Voting Doesn't Work", 1965). It is counted
exactly while that takes no more than MOST_STEPS steps, and drawn from samples beyond it; where
hardly any sample is decisive, nothing is estimated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, sqrt
from random import Random
from typing import Final

from negotrack.domain.rules.body import Body
from negotrack.domain.rules.conditions import CONDITIONS
from negotrack.domain.rules.grammar import Rule
from negotrack.domain.rules.judgement import thresholds
from negotrack.domain.rules.smallest import Kind, Lacking, kinds_of, take
from negotrack.domain.rules.terms import Threshold

MOST_STEPS: Final = 400_000
MOST_DRAWS: Final = 400_000
FEWEST_SAMPLES: Final = 1_000
MOST_SAMPLES: Final = 20_000
# Of fewer decisive cases than this, no share can be told.
FEWEST_SWINGS: Final = 400
# Two standard errors: the truth lies within them nineteen times out of twenty.
CONFIDENCE: Final = 1.96


@dataclass(frozen=True, slots=True)
class Weight:
    """A participant's part of all decisive cases, and how often it is; None: too rare to tell."""

    partner: str
    index: float | None
    decisive: float | None
    veto: bool


@dataclass(frozen=True, slots=True)
class Power:
    """The weights, heaviest first; `error` bounds `decisive` when it was sampled, else 0.

    `conditions` says that the rule speaks of time or milestones, which are taken as met.
    """

    weights: tuple[Weight, ...]
    samples: int
    error: float
    conditions: bool


def power(rule: Rule, body: Body) -> Power:
    """Give everybody's Banzhaf index under a rule, its conditions taken as met."""
    limbs = [thresholds(limb, body) for limb in rule.terms]
    asked = tuple(dict.fromkeys(threshold for limb in limbs for threshold in limb))
    wanted = [tuple(asked.index(threshold) for threshold in limb) for limb in limbs]
    counted, samples = _exactly(asked, wanted, body), 0
    if counted:
        swings, sets = counted
    else:
        swings, samples = _by_samples(asked, wanted, body)
        sets = samples
    total = sum(swings.values())
    told = not samples or total >= FEWEST_SWINGS
    vetoes = _vetoes(asked, wanted, body)
    weights = [
        Weight(
            partner=seat.partner,
            index=swings[seat.partner] / (total or 1) if told else None,
            decisive=swings[seat.partner] / sets if told else None,
            veto=seat.partner in vetoes,
        )
        for seat in body.seats
    ]
    return Power(
        weights=tuple(sorted(weights, key=lambda w: (-(w.index or 0), w.partner))),
        samples=samples,
        error=CONFIDENCE * sqrt(0.25 / samples) if samples else 0.0,
        conditions=any(isinstance(term, CONDITIONS) for limb in rule.terms for term in limb),
    )


def _vetoes(asked: Sequence[Threshold], wanted: Sequence[Sequence[int]], body: Body) -> set[str]:
    """Name those without whom everybody else together does not meet the rule."""
    needed = tuple(threshold.needed for threshold in asked)
    everybody = tuple(sum(threshold.weights) for threshold in asked)
    if not _met(wanted, needed, everybody):
        return set()
    return {
        seat.partner
        for place, seat in enumerate(body.seats)
        if not _met(
            wanted,
            needed,
            tuple(h - t.weights[place] for h, t in zip(everybody, asked, strict=True)),
        )
    }


def _met(wanted: Sequence[Sequence[int]], needed: Lacking, held: Sequence[int]) -> bool:
    return any(all(held[place] >= needed[place] for place in limb) for limb in wanted)


def _exactly(
    asked: Sequence[Threshold], wanted: Sequence[Sequence[int]], body: Body
) -> tuple[dict[str, int], int] | None:
    """Count each participant's decisive sets, and all sets of the others that weigh anything."""
    needed = tuple(threshold.needed for threshold in asked)
    kinds = kinds_of(asked, needed, body, range(len(body.seats)))
    found = dict.fromkeys((seat.partner for seat in body.seats), 0)
    for kind in kinds:
        others = [
            Kind(other.weights, other.partners[1:] if other is kind else other.partners)
            for other in kinds
        ]
        states = _count_sets(others, needed, MOST_STEPS // len(kinds))
        if states is None:
            return None
        swings = sum(
            ways
            for state, ways in states.items()
            if not _filled(wanted, state) and _filled(wanted, take(state, kind, 1))
        )
        found |= dict.fromkeys(kind.partners, swings)
    others_of_one = sum(len(kind.partners) for kind in kinds) - 1
    return found, 2 ** max(0, others_of_one)


def _filled(wanted: Sequence[Sequence[int]], lacking: Lacking) -> bool:
    return any(all(lacking[place] == 0 for place in limb) for limb in wanted)


def _count_sets(kinds: Sequence[Kind], needed: Lacking, most: int) -> dict[Lacking, int] | None:
    states: dict[Lacking, int] = {needed: 1}
    steps = 0
    for kind in kinds:
        further: defaultdict[Lacking, int] = defaultdict(int)
        for state, ways in states.items():
            for count in range(len(kind.partners) + 1):
                steps += 1
                if steps > most:
                    return None
                further[take(state, kind, count)] += ways * comb(len(kind.partners), count)
        states = further
    return states


def _by_samples(
    asked: Sequence[Threshold], wanted: Sequence[Sequence[int]], body: Body
) -> tuple[dict[str, int], int]:
    # The same seed each time: asking twice gives the same answer.
    chance = Random(1965)  # noqa: S311 - samples, not secrets
    count = len(body.seats)
    samples = min(MOST_SAMPLES, max(FEWEST_SAMPLES, MOST_DRAWS // max(1, count)))
    needed = tuple(threshold.needed for threshold in asked)
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
    return {seat.partner: swings[p] for p, seat in enumerate(body.seats)}, samples
