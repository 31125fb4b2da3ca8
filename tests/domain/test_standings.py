from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from negotrack.domain.dates import When, when
from negotrack.domain.ladder import BESIDE, LADDER, reaches
from negotrack.domain.standings import Statement, closed, objecting, standing
from negotrack.domain.verdict import Verdict

DAY = date(2005, 6, 1)


def said(status: str, edtf: str, *, resets: bool = False) -> Statement:
    return Statement(status, when(edtf), resets=resets)


def test_nothing_said_is_no_status_and_not_closed() -> None:
    stands = standing([], DAY, "concluded")
    assert (stands.status, stands.since, stands.closed) == (None, None, Verdict.NO)


def test_the_highest_rung_holds_however_late_a_lower_one_is_reported() -> None:
    told = [said("concluded", "2005-03-01"), said("negotiating", "[..2005-05-12]")]
    stands = standing(told, DAY, "concluded")
    assert (stands.status, stands.closed) == ("concluded", Verdict.YES)


def test_of_two_sources_for_one_rung_the_earlier_day_is_since_when() -> None:
    told = [said("concluded", "2006-03-22"), said("concluded", "[2005-05-06..2005-09-15]")]
    since = standing(told, date(2006, 12, 1), "concluded").since
    assert since is not None
    assert since.edtf == "[2005-05-06..2005-09-15]"


def test_an_interval_that_has_begun_is_perhaps() -> None:
    stands = standing([said("concluded", "[2005-05-06..2005-09-15]")], DAY, "concluded")
    assert (stands.status, stands.closed) == (None, Verdict.POSSIBLY)
    assert stands.perhaps is not None
    assert stands.perhaps.status == "concluded"


def test_a_reopening_takes_back_what_was_closed() -> None:
    told = [said("concluded", "2005-03-01"), said("negotiating", "2005-04-01", resets=True)]
    assert standing(told, date(2005, 3, 15), "concluded").closed is Verdict.YES
    stands = standing(told, DAY, "concluded")
    assert (stands.status, stands.closed) == ("negotiating", Verdict.NO)


def test_an_objection_that_may_precede_the_conclusion_leaves_it_possibly_closed() -> None:
    told = [
        said("concluded", "[2005-03-01..2005-05-30]"),
        said("objecting", "2005-04-01", resets=True),
    ]
    assert standing(told, DAY, "concluded").closed is Verdict.POSSIBLY


def test_signed_is_closed_where_concluded_closes() -> None:
    assert standing([said("signed", "2005-05-01")], DAY, "concluded").closed is Verdict.YES
    assert standing([said("concluded", "2005-05-01")], DAY, "signed").closed is Verdict.NO


FIRST = date(2005, 1, 1)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    start = draw(st.integers(0, 5))
    length = draw(st.integers(0, 3))
    status = draw(st.sampled_from(("negotiating", "concluded", "signed", "suspended", "objecting")))
    earliest, latest = FIRST + timedelta(start), FIRST + timedelta(start + length)
    dated = When(f"[{earliest}..{latest}]", earliest, latest)
    resets = status in BESIDE or draw(st.booleans())
    return Statement(status, dated, resets=resets)


def verdict_by_trying_every_day(told: list[Statement], day: date, goal: str) -> Verdict:
    """Judge every reading of the dates: slow and obvious."""
    readings = product(*[range((s.when.latest - s.when.earliest).days + 1) for s in told])
    answers = set()
    for offsets in readings:
        happened = []
        for statement, offset in zip(told, offsets, strict=True):
            on = statement.when.earliest + timedelta(offset)
            if on <= day:
                # On one day a reset that opens comes after what it takes back.
                opens = statement.resets and not reaches(statement.status, goal)
                happened.append((on, opens, statement))
        is_closed = False
        for _, opens, statement in sorted(happened, key=lambda h: h[:2]):
            if reaches(statement.status, goal):
                is_closed = True
            elif opens:
                is_closed = False
        answers.add(is_closed)
    if answers == {True}:
        return Verdict.YES
    return Verdict.POSSIBLY if True in answers else Verdict.NO


@settings(max_examples=300)
@given(st.lists(statements(), max_size=4), st.integers(-1, 10))
def test_closed_agrees_with_trying_every_reading_of_the_dates(
    told: list[Statement], days: int
) -> None:
    day = FIRST + timedelta(days)
    assert closed(told, day, "concluded") is verdict_by_trying_every_day(told, day, "concluded")


def objection_by_trying_every_day(told: list[Statement], day: date) -> Verdict:
    """Follow the objection through every reading of the dates: slow and obvious."""
    readings = product(*[range((s.when.latest - s.when.earliest).days + 1) for s in told])
    answers = set()
    for offsets in readings:
        happened = [
            (statement.when.earliest + timedelta(offset), statement.status == "objecting")
            for statement, offset in zip(told, offsets, strict=True)
        ]
        # On one day the objection comes after whatever else is said.
        known = sorted(each for each in happened if each[0] <= day)
        answers.add(bool(known) and known[-1][1])
    if answers == {True}:
        return Verdict.YES
    return Verdict.POSSIBLY if True in answers else Verdict.NO


@settings(max_examples=300)
@given(st.lists(statements(), max_size=4), st.integers(-1, 10))
def test_objecting_agrees_with_trying_every_reading_of_the_dates(
    told: list[Statement], days: int
) -> None:
    day = FIRST + timedelta(days)
    assert objecting(told, day) is objection_by_trying_every_day(told, day)


@given(st.lists(statements(), max_size=5), st.integers(0, 10))
def test_what_is_dated_later_never_changes_the_answer(told: list[Statement], days: int) -> None:
    day = FIRST + timedelta(days)
    known = [statement for statement in told if statement.when.possible_by(day)]
    assert standing(told, day, "signed") == standing(known, day, "signed")


@given(st.lists(statements(), max_size=5), st.integers(0, 10))
def test_a_certain_status_is_one_that_was_stated(told: list[Statement], days: int) -> None:
    stands = standing(told, FIRST + timedelta(days), "concluded")
    assert stands.status is None or stands.status in {s.status for s in told}
    assert stands.status is None or stands.status in (*LADDER, *BESIDE)
