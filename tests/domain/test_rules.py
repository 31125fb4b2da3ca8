from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.rules import Body, Seat, judge, parse_rule
from negotrack.domain.verdict import Verdict
from negotrack.errors import Misuse, NotFound

GROUPS = {"PAIR": frozenset({"A", "B"})}


def body(*closed: str, votes: dict[str, int] | None = None, of: str = "ABCDE") -> Body:
    weights = votes or {}
    seats = tuple(
        Seat(
            p, weights.get(p, 1), may_block=True, closed=Verdict.YES if p in closed else Verdict.NO
        )
        for p in of
    )
    return Body(seats, GROUPS)


def test_all_waits_for_everybody_and_each_is_indispensable() -> None:
    found = judge(parse_rule("all", GROUPS), body("A"))
    assert (found.met, found.indispensable) == (Verdict.NO, set("BCDE"))
    assert found.more_needed == 0


def test_who_cannot_block_is_not_waited_for() -> None:
    observed = Body(
        (
            Seat("A", 1, may_block=True, closed=Verdict.YES),
            Seat("O", 0, may_block=False, closed=Verdict.NO),
        )
    )
    assert judge(parse_rule("all", ()), observed).met is Verdict.YES


def test_a_share_counts_how_many_more_are_needed() -> None:
    found = judge(parse_rule("2/3", GROUPS), body("A"))
    assert (found.met, found.indispensable, found.more_needed) == (Verdict.NO, frozenset(), 3)


def test_votes_weigh() -> None:
    found = judge(parse_rule("2/3", GROUPS), body("A", votes={"E": 25}))
    assert found.indispensable == {"E"}
    assert found.more_needed == 0


def test_a_group_of_which_nobody_takes_part_asks_for_nobody() -> None:
    assert judge(parse_rule("all(PAIR)", GROUPS), body(of="CD")).met is Verdict.YES


def test_uncertain_dates_make_a_rule_possibly_met() -> None:
    seats = (Seat("A", 1, may_block=True, closed=Verdict.POSSIBLY),)
    assert judge(parse_rule("all", ()), Body(seats)).met is Verdict.POSSIBLY


@pytest.mark.parametrize("expression", ["", "most", "5/3", "0/3", "1/0", "all and", "all or 2/3"])
def test_what_cannot_be_read_is_refused(expression: str) -> None:
    with pytest.raises(Misuse):
        parse_rule(expression, GROUPS)


def test_an_unknown_group_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NotFound, match=r"No group is called 'QUAT'\. Groups: PAIR"):
        parse_rule("all(QUAT)", GROUPS)


@given(
    closed=st.sets(st.sampled_from("ABCDE")),
    votes=st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 5)),
    expression=st.sampled_from(["all", "2/3", "1/2 and all(PAIR)", "3/4", "all(PAIR)"]),
)
def test_the_answer_agrees_with_trying_every_set_of_partners(
    closed: set[str], votes: dict[str, int], expression: str
) -> None:
    room, rule = body(*closed, votes=votes), parse_rule(expression, GROUPS)
    found = judge(rule, room)
    outside = sorted(set("ABCDE") - closed)
    meeting = [
        set(more)
        for count in range(len(outside) + 1)
        for more in combinations(outside, count)
        if rule.met(room, closed | set(more))
    ]
    assert (found.met is Verdict.YES) == (set() in meeting)
    assert found.indispensable == set.intersection(*meeting)
    assert len(found.indispensable) + found.more_needed == min(map(len, meeting))
