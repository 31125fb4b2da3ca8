"""Judge a body by a rule: met or not, who is indispensable, how many more, and why."""

from __future__ import annotations

from dataclasses import dataclass

from negotrack.domain.rules.body import Body
from negotrack.domain.rules.conditions import CONDITIONS
from negotrack.domain.rules.grammar import BadRule, Placed, Rule
from negotrack.domain.rules.smallest import Smallest, smallest_sets
from negotrack.domain.rules.terms import AtLeast, Everyone, NoObjection, Share, Term, Threshold
from negotrack.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class LimbJudgement:
    """One alternative: whether it is met, what it waits for, and a sentence for each term.

    `more_needed` are the fewest participants that would meet it, or a bound on them where its
    terms overlap; None when no closing can.
    """

    met: Verdict
    sentences: tuple[str, ...]
    conditions: tuple[str, ...]
    outstanding: tuple[str, ...]
    more_needed: int | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says of a body.

    `outstanding` are the participants, not closed for certain, whose closing could help, in the
    body's order; `indispensable` those without whom no completion meets the rule, whatever the
    day and the milestones; `smallest` the smallest sets whose closing would meet it.
    """

    met: Verdict
    limbs: tuple[LimbJudgement, ...]
    outstanding: tuple[str, ...]
    indispensable: frozenset[str]
    objecting: tuple[str, ...]
    smallest: Smallest

    @property
    def more_needed(self) -> int:
        """Count the fewest participants that are needed beyond the indispensable ones."""
        return max(0, self.smallest.size - len(self.indispensable))

    @property
    def sentence(self) -> str:
        """Say the verdict and its reasons in one sentence: of a rule that is met, what meets it."""
        word = {"yes": "Met", "possibly": "Possibly met", "no": "Not met"}[self.met.word]
        telling = [limb for limb in self.limbs if limb.met is self.met] or self.limbs
        return f"{word}: {'; or '.join('; and '.join(limb.sentences) for limb in telling)}."


def judge(rule: Rule, body: Body) -> Judgement:
    """Judge a body by a rule; a rule over nobody is not met."""
    needed = tuple(thresholds(limb, body) for limb in rule.terms)
    met = verdict_of(rule, body)
    smallest = Smallest(0, 1, (), by_limb=(0,) * len(needed))
    if met is not Verdict.YES:
        smallest = smallest_sets(needed, body)
    limbs = tuple(
        _judge_limb(limb, body, fewest)
        for limb, fewest in zip(rule.terms, smallest.by_limb, strict=True)
    )
    indispensable, helpful = frozenset[str](), set[str]()
    if met is not Verdict.YES:
        helpful = {partner for limb in limbs for partner in limb.outstanding}
        if smallest.example is not None:
            indispensable = _indispensable(needed, body)
            helpful = helpful if smallest.size > len(indispensable) else set(indispensable)
    return Judgement(
        met=met,
        limbs=limbs,
        outstanding=tuple(seat.partner for seat in body.seats if seat.partner in helpful),
        indispensable=indispensable,
        objecting=tuple(s.partner for s in body.seats if s.objecting is Verdict.YES),
        smallest=smallest,
    )


def verdict_of(rule: Rule, body: Body) -> Verdict:
    """Say whether a rule is met, without asking whom it waits for."""
    if not body.seats:
        return Verdict.NO
    return max(min(verdict(term, body) for term in limb) for limb in rule.terms)


def verdict(term: Term, body: Body) -> Verdict:
    """Say whether one term is met."""
    if isinstance(term, (CONDITIONS, NoObjection)):
        return term.verdict(body)
    return term.threshold(body).met(body)


def thresholds(limb: tuple[Term, ...], body: Body) -> tuple[Threshold, ...]:
    """Give what a limb asks of the participants, its conditions left to time."""
    return tuple(term.threshold(body) for term in limb if not isinstance(term, CONDITIONS))


def refuse_impossible(rule: Rule, body: Body) -> None:
    """Raise BadRule at the first term that can never be met by these participants."""
    for placed in (placed for limb in rule.limbs for placed in limb):
        problem = _impossible(placed, body)
        if problem:
            raise BadRule(problem, rule.expression, placed.start)


def _impossible(placed: Placed, body: Body) -> str | None:
    term = placed.term
    if isinstance(term, Share) and term.of is not None and term.of < body.votes:
        return f"The participants hold {body.votes} votes, more than {term.of}."
    if isinstance(term, AtLeast):
        asked = term.threshold(body)
        if asked.needed > sum(asked.weights):
            have = sum(asked.weights)
            return f"This can never be met: it needs {asked.needed}, and there are only {have}."
    if isinstance(term, Everyone) and term.group and not body.members(term.group):
        return f"Nobody of {term.group} takes part, so this would be met by nobody."
    return None


def _judge_limb(limb: tuple[Term, ...], body: Body, fewest: int | None) -> LimbJudgement:
    wanted = {
        seat.partner
        for asked in thresholds(limb, body)
        if asked.short(body, Verdict.YES)
        for seat, weight in zip(body.seats, asked.weights, strict=True)
        if weight and seat.closed is not Verdict.YES
    }
    return LimbJudgement(
        met=min((verdict(term, body) for term in limb), default=Verdict.YES),
        sentences=tuple(term.sentence(body) for term in limb),
        conditions=tuple(
            term.sentence(body)
            for term in limb
            if isinstance(term, CONDITIONS) and term.verdict(body) is not Verdict.YES
        ),
        outstanding=tuple(seat.partner for seat in body.seats if seat.partner in wanted),
        more_needed=fewest,
    )


def _indispensable(needed: tuple[tuple[Threshold, ...], ...], body: Body) -> frozenset[str]:
    """Name those without whom every limb stays short, even with everybody else closed."""
    found = []
    totals = [[sum(asked.weights) for asked in limb] for limb in needed]
    for place, seat in enumerate(body.seats):
        if seat.closed is not Verdict.YES and all(
            any(
                total - asked.weights[place] < asked.needed
                for asked, total in zip(limb, sums, strict=True)
            )
            for limb, sums in zip(needed, totals, strict=True)
        ):
            found.append(seat.partner)
    return frozenset(found)
