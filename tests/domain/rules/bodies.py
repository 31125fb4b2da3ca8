"""Small bodies and rules over them, and a slow and obvious way to judge them."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, combinations
from math import ceil, floor

from hypothesis import strategies as st

from negotrack.domain.dates import When
from negotrack.domain.rules import Body, Known, Reached, Seat
from negotrack.domain.verdict import Verdict

PARTNERS = "ABCDEF"
GROUPS = {"PAIR": frozenset("AB"), "TRIO": frozenset("BCD")}
DAY = date(2006, 1, 1)
KNOWN = Known(groups=tuple(GROUPS), partners=tuple(PARTNERS), milestones=("M", "N"))
TERMS = (
    "all",
    "all(PAIR)",
    "2/3",
    "more than 1/2",
    "2/3 of 20",
    "3",
    "2 of TRIO",
    "no objection",
    "consensus",
    "closed(C)",
    "reached M",
    "after 2005-06-30",
    "after 2006-06",
    "after 3 months from N",
)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 2) -> str:
    if depth == 0 or draw(st.integers(0, 2)) == 0:
        return draw(st.sampled_from(TERMS))
    joint = draw(st.sampled_from((" and ", " or ")))
    parts = draw(st.lists(expressions(depth=depth - 1), min_size=2, max_size=2))
    return joint.join(f"({part})" if " and " in part or " or " in part else part for part in parts)


def verdicts() -> st.SearchStrategy[Verdict]:
    return st.sampled_from(Verdict)


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    seats = []
    for partner in PARTNERS[: draw(st.integers(1, len(PARTNERS)))]:
        closed = draw(verdicts())
        # Who objects for certain is not closed in any reading, and the other way round.
        objecting = Verdict(draw(st.integers(0, Verdict.YES - closed)))
        seats.append(
            Seat(
                partner,
                votes=draw(st.integers(0, 4)),
                may_block=draw(st.booleans()),
                closed=closed,
                objecting=objecting,
            )
        )
    return Body(
        seats=tuple(seats),
        day=DAY,
        groups=GROUPS,
        milestones={"M": draw(reached()), "N": draw(reached())},
        electorate=draw(st.sampled_from((None, 30))),
        silent_for=draw(st.booleans()),
    )


@st.composite
def reached(draw: st.DrawFn) -> Reached:
    earliest = date(2005, 7, 1) + timedelta(draw(st.integers(0, 240)))
    latest = earliest + timedelta(draw(st.integers(0, 40)))
    if earliest > DAY:
        return Reached(Verdict.NO)
    verdict = Verdict.YES if latest <= DAY else Verdict.POSSIBLY
    return Reached(verdict, When(f"[{earliest}..{latest}]", earliest, latest))


def met(
    expression: str, body: Body, closed: frozenset[str], objecting: frozenset[str], truth: str
) -> bool:
    """Judge an expression as it is written, when exactly these are closed.

    `truth` says how an uncertain or unmet condition counts: "pessimist", "optimist" or "ever",
    which takes every condition as met one day.
    """
    text = expression.strip()
    for joint, judge in ((" or ", any), (" and ", all)):
        parts = split(text, joint)
        if len(parts) > 1:
            return judge(met(part, body, closed, objecting, truth) for part in parts)
    if text.startswith("(") and text.endswith(")"):
        return met(text[1:-1], body, closed, objecting, truth)
    return term_met(text, body, closed, objecting, truth)


def split(text: str, joint: str) -> list[str]:
    """Split at a joint outside of parentheses."""
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0 and text.startswith(joint, place):
            parts.append(text[start:place])
            start = place + len(joint)
    return [*parts, text[start:]]


def term_met(
    text: str, body: Body, closed: frozenset[str], objecting: frozenset[str], truth: str
) -> bool:
    blockers = {seat.partner for seat in body.seats if seat.may_block}
    here = {seat.partner for seat in body.seats}
    silenced = not (blockers & objecting - closed)
    participants_decide = {
        "all": blockers <= closed,
        "no objection": silenced,
        "consensus": silenced and blockers <= closed,
        "all(PAIR)": GROUPS["PAIR"] & here <= closed,
        "3": len(closed) >= 3,
        "2 of TRIO": len(GROUPS["TRIO"] & closed) >= 2,
        "closed(C)": "C" in closed,
    }
    if text in participants_decide:
        return participants_decide[text]
    if text in ("2/3", "2/3 of 20", "more than 1/2"):
        return share_met(text, body, closed)
    return condition_met(text, body, truth)


def share_met(text: str, body: Body, closed: frozenset[str]) -> bool:
    held = sum(seat.votes for seat in body.seats)
    base = 20 if text.endswith("20") else body.electorate or held
    votes_for = sum(seat.votes for seat in body.seats if seat.partner in closed)
    if body.silent_for:
        votes_for += max(0, base - held)
    if text.startswith("more"):
        return votes_for >= floor(Fraction(1, 2) * base) + 1
    return votes_for >= ceil(Fraction(2, 3) * base)


def condition_met(text: str, body: Body, truth: str) -> bool:
    if truth == "ever":
        return True
    if text == "reached M":
        milestone = body.milestones["M"]
        return milestone.verdict >= (Verdict.POSSIBLY if truth == "optimist" else Verdict.YES)
    if text == "after 2005-06-30":
        return True
    if text == "after 2006-06":
        return False
    milestone = body.milestones["N"]
    if milestone.when is None:
        return False
    start = milestone.when.earliest if truth == "optimist" else milestone.when.latest
    month = start.month + 3
    year, month = start.year + (month - 1) // 12, (month - 1) % 12 + 1
    due = None
    day = start.day
    while due is None:
        try:
            due = date(year, month, day)
        except ValueError:
            day -= 1
    return body.day > due and (truth == "optimist" or milestone.verdict is Verdict.YES)


def at_least(body: Body, verdict: Verdict) -> frozenset[str]:
    return frozenset(seat.partner for seat in body.seats if seat.closed >= verdict)


def objectors(body: Body, verdict: Verdict) -> frozenset[str]:
    return frozenset(seat.partner for seat in body.seats if seat.objecting >= verdict)


def all_sets(partners: frozenset[str]) -> list[frozenset[str]]:
    ordered = sorted(partners)
    sizes = range(len(ordered) + 1)
    return [frozenset(s) for s in chain(*(combinations(ordered, size) for size in sizes))]
