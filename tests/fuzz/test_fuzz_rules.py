"""Damaged rules: each is read, and then judged, or refused with a caret under the spot."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.rules import Body, Rule, judge, parse_rule, refuse_impossible
from negotrack.domain.rules.power import power
from negotrack.errors import NegotrackError
from tests.domain.rules.bodies import KNOWN, TERMS, bodies, expressions
from tests.fuzz.conftest import fuzzed
from tests.fuzz.hostile import damaged_text, texts
from tests.fuzz.workbench import FORESEEN, steers, workbench
from tests.store.reading import fingerprint

words = st.sampled_from(
    (
        *TERMS,
        *(" and ", " or ", "(", ")", " of ", "all(", "closed(", "reached ", "after ", " from N"),
        *("9999 years", "0 days", "0001-01-01", "[2005..]", "9999-12-31", "999999/999999", "0"),
        *("999999999", "more than ", "１/２", "İ", "ß", "\u202e", "\x1b[2J", "PAIR", "M", "-"),
    )
)
heaps = st.lists(words, max_size=12).map("".join)
deep = st.builds(
    lambda depth, inside: "(" * depth + inside + ")" * depth, st.integers(0, 400), heaps
)
rules = st.one_of(expressions().flatmap(damaged_text), heaps, deep, texts)


@given(rules, bodies())
@fuzzed
def test_a_damaged_rule_is_judged_or_refused_where_it_goes_wrong(text: str, body: Body) -> None:
    try:
        rule = parse_rule(text, KNOWN)
        assert _limbs(parse_rule(rule.expression, KNOWN)) == _limbs(rule)
        refuse_impossible(rule, body)
        judge(rule, body)
        power(rule, body)
    except NegotrackError as refusal:
        assert len(str(refusal)) < 1500  # noqa: PT017
        if refusal.below:
            shown, caret = refusal.below.split("\n")
            assert caret.strip() == "^"
            assert len(caret) <= 2 * len(shown) + 1


def _limbs(rule: Rule) -> list[list[str]]:
    return [[str(term) for term in limb] for limb in rule.terms]


@given(rules)
@fuzzed
def test_a_rule_of_the_command_line_is_recorded_or_nothing_is(
    templates: dict[str, Path], text: str
) -> None:
    with workbench(templates["seeded"]) as bench:
        before = fingerprint(bench.store)
        ran = bench.run("add-rule", "drawn", text)
        assert ran.code in FORESEEN, ran
        assert not steers(ran.out + ran.err)
        if ran.code:
            assert fingerprint(bench.store) == before
        else:
            assert bench.run("blockers", "--rule", "drawn").code == 0
            assert bench.run("power", "--rule", "drawn").code in (0, 2, 4)
