from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.rules import (
    BadRule,
    Body,
    Known,
    Seat,
    UnknownInRule,
    parse_rule,
    refuse_impossible,
)
from negotrack.errors import Misuse, NegotrackError
from tests.domain.rules.bodies import DAY, GROUPS, KNOWN

SEATS = tuple(Seat(partner) for partner in "ABCDEF")
ROOM = Body(SEATS, DAY, GROUPS)


@pytest.mark.parametrize(
    "expression",
    [
        "all",
        "ALL",
        "all(PAIR)",
        "all ( pair )",
        "2/3",
        "2 / 3",
        "more than 1/2",
        "2/3 of 164",
        "6",
        "2 of TRIO",
        "no objection",
        "consensus",
        "unanimity",
        "after 2005-06-30",
        "after 2005-06",
        "after [..2004-12-15]",
        "after 15 months from M",
        "after 1 year from M",
        "reached M",
        "closed(A)",
        "2/3 and all(PAIR)",
        "2/3 or all and reached M",
        "(2/3 or all) and (reached M or after 60 days from N)",
    ],
)
def test_the_forms_of_the_language_are_read(expression: str) -> None:
    assert parse_rule(expression, KNOWN).limbs


def test_and_binds_stronger_than_or() -> None:
    assert [len(limb) for limb in parse_rule("2/3 or all and 3", KNOWN).limbs] == [1, 2]
    assert [len(limb) for limb in parse_rule("(2/3 or all) and 3", KNOWN).limbs] == [2, 2]


@pytest.mark.parametrize(
    ("expression", "caret"),
    [
        ("", 0),
        ("most", 0),
        ("2/3 and", 7),
        ("2/3 nor all", 4),
        ("(2/3 or all", 11),
        ("2/3) or all", 3),
        ("5/3", 0),
        ("0/3", 0),
        ("2/3 and after 2005-02-30", 14),
        ("2/3 and after someday", 14),
        ("all and 2/3 of", 12),
        ("closed()", 0),
        ("more than 1/1", 10),
        ("2/3 of 0", 4),
        ("２/３", 0),
        ("after 3 weeks from M", 6),
    ],
)
def test_what_cannot_be_read_is_pointed_at(expression: str, caret: int) -> None:
    with pytest.raises(BadRule) as refused:
        parse_rule(expression, KNOWN)
    assert refused.value.below.splitlines()[-1] == " " * (caret + 2) + "^"


@pytest.mark.parametrize(
    ("expression", "caret", "sentence"),
    [
        ("2/3 and all(PAIRS)", 12, "No group is called 'PAIRS'. Nearest: PAIR."),
        ("closed(ZZZ)", 7, "No participant is called 'ZZZ'. There is no participant like it."),
        ("2 of QUAD", 5, "No group is called 'QUAD'. There is no group like it."),
        ("reached MM", 8, "No milestone is called 'MM'"),
    ],
)
def test_an_unknown_name_is_pointed_at(expression: str, caret: int, sentence: str) -> None:
    with pytest.raises(UnknownInRule, match=sentence.replace(".", r"\.")) as refused:
        parse_rule(expression, KNOWN)
    assert refused.value.below.splitlines()[-1] == " " * (caret + 2) + "^"


@pytest.mark.parametrize(
    ("expression", "caret"),
    [("2/3 and 7", 8), ("4 of TRIO", 0), ("2/3 or 2/3 of 5", 7), ("3 of PAIR or all", 0)],
)
def test_what_can_never_be_met_is_pointed_at(expression: str, caret: int) -> None:
    with pytest.raises(BadRule) as refused:
        refuse_impossible(parse_rule(expression, KNOWN), ROOM)
    assert refused.value.below.splitlines()[-1] == " " * (caret + 2) + "^"


def test_what_can_be_met_is_not_refused() -> None:
    refuse_impossible(parse_rule("2/3 of 164 or 6 and 3 of TRIO", KNOWN), ROOM)


def test_a_rule_of_endless_alternatives_is_refused() -> None:
    with pytest.raises(BadRule, match="more than 64 alternatives"):
        parse_rule(" and ".join(["(2/3 or all)"] * 7), KNOWN)


def test_a_rule_without_end_is_refused() -> None:
    with pytest.raises(BadRule, match="more than 20 deep, at place 22"):
        parse_rule("(" * 400 + "all" + ")" * 400, KNOWN)
    with pytest.raises(Misuse, match="more than 1,000"):
        parse_rule("all and " * 5_000 + "all", KNOWN)


@given(st.text(max_size=60) | st.from_regex(r"[a-z0-9/() ]{0,40}", fullmatch=True))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    with suppress(NegotrackError):
        parse_rule(text, KNOWN)


def test_names_are_found_in_any_case_and_kept_as_the_record_has_them() -> None:
    rule = parse_rule("ALL(pair) AND Closed(b)", Known(groups=("PAIR",), partners=("B",)))
    assert [str(term) for term in rule.terms[0]] == [
        "Everyone(group='PAIR')",
        "Closed(partner='B')",
    ]
