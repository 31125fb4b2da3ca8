"""Whatever the rule and the body: the answers agree with trying every set of participants."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from negotrack.domain.rules import Body, judge, parse_rule
from negotrack.domain.rules.power import power
from negotrack.domain.verdict import Verdict
from tests.domain.rules.bodies import (
    KNOWN,
    all_sets,
    at_least,
    bodies,
    expressions,
    met,
    objectors,
)


@settings(max_examples=400)
@given(expressions(), bodies())
def test_met_is_yes_in_the_worst_reading_and_no_in_the_best(expression: str, body: Body) -> None:
    worst = met(
        expression,
        body,
        at_least(body, Verdict.YES),
        objectors(body, Verdict.POSSIBLY),
        "pessimist",
    )
    best = met(
        expression,
        body,
        at_least(body, Verdict.POSSIBLY),
        objectors(body, Verdict.YES),
        "optimist",
    )
    expected = Verdict.YES if worst else Verdict.POSSIBLY if best else Verdict.NO
    assert judge(parse_rule(expression, KNOWN), body).met is expected


@settings(max_examples=400)
@given(expressions(), bodies())
def test_indispensable_and_smallest_sets_agree_with_trying_every_set(
    expression: str, body: Body
) -> None:
    found = judge(parse_rule(expression, KNOWN), body)
    if found.met is Verdict.YES:
        assert (found.indispensable, found.outstanding, found.smallest.size) == (frozenset(), (), 0)
        return
    certain = at_least(body, Verdict.YES)
    outside = frozenset(seat.partner for seat in body.seats) - certain
    objecting = objectors(body, Verdict.POSSIBLY)
    completions = [
        more
        for more in all_sets(outside)
        if met(expression, body, certain | more, objecting, "ever")
    ]
    if not completions:
        assert found.smallest.example is None
        return
    size = min(map(len, completions))
    smallest = [more for more in completions if len(more) == size]
    assert found.smallest.size == size
    assert found.smallest.count == len(smallest)
    assert found.smallest.example is not None
    assert frozenset(found.smallest.example) in smallest
    assert found.indispensable == frozenset.intersection(*completions)
    useful = {
        partner
        for more in completions
        for partner in more
        if not met(expression, body, certain | more - {partner}, objecting, "ever")
    }
    assert useful <= set(found.outstanding)


@settings(max_examples=200)
@given(expressions(), bodies())
def test_the_banzhaf_index_agrees_with_counting_swings(expression: str, body: Body) -> None:
    found = power(parse_rule(expression, KNOWN), body)
    objecting = objectors(body, Verdict.POSSIBLY)
    partners = frozenset(seat.partner for seat in body.seats)
    swings = {
        partner: sum(
            met(expression, body, others | {partner}, objecting, "ever")
            and not met(expression, body, others, objecting, "ever")
            for others in all_sets(partners - {partner})
        )
        for partner in partners
    }
    total = sum(swings.values())
    for weight in found.weights:
        assert weight.decisive == pytest.approx(swings[weight.partner] / 2 ** (len(partners) - 1))
        assert weight.index == pytest.approx(swings[weight.partner] / total if total else 0)
        everybody = met(expression, body, partners, objecting, "ever")
        without = met(expression, body, partners - {weight.partner}, objecting, "ever")
        assert weight.veto == (everybody and not without)


@settings(max_examples=200)
@given(expressions(), bodies())
def test_closing_one_more_never_turns_a_met_rule_unmet(expression: str, body: Body) -> None:
    rule = parse_rule(expression, KNOWN)
    before = judge(rule, body).met
    for place, seat in enumerate(body.seats):
        closed = type(seat)(seat.partner, seat.votes, seat.may_block, Verdict.YES)
        seats = (*body.seats[:place], closed, *body.seats[place + 1 :])
        after = Body(
            seats, body.day, body.groups, body.milestones, body.electorate, body.silent_for
        )
        assert judge(rule, after).met >= before
