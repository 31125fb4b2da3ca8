"""What holds for every date, and for every text that is none."""

from __future__ import annotations

import contextlib
import warnings
from datetime import date

from edtf import parse_edtf
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from negotrack.domain.dates import When, parse_date, short, spoken_in, when
from negotrack.errors import Misuse

TODAY = date(2025, 11, 12)
# A busy machine is no failure.
calm = settings(deadline=None)
PRECISIONS = (len("2005"), len("2005-05"), len("2005-05-06"))

days = st.dates(min_value=date(1000, 1, 1))
# Near each other, so that ranges within one month and one year are common.
near_days = st.dates(min_value=date(2004, 11, 1), max_value=date(2005, 3, 31))
qualifiers = st.sampled_from(["", "", "", "?", "~", "%"])


@st.composite
def points(draw: st.DrawFn, doubt: st.SearchStrategy[str] = qualifiers) -> str:
    return str(draw(days))[: draw(st.sampled_from(PRECISIONS))] + draw(doubt)


@st.composite
def bounded_spans(draw: st.DrawFn, doubt: st.SearchStrategy[str] = qualifiers) -> str:
    pair = sorted(draw(st.one_of(st.tuples(days, days), st.tuples(near_days, near_days))))
    first, last = (str(day)[: draw(st.sampled_from(PRECISIONS))] + draw(doubt) for day in pair)
    return draw(st.sampled_from([f"[{first}..{last}]", f"{first}/{last}"]))


open_spans = st.builds(
    str.format, st.sampled_from(["[..{}]", "[{}..]", "{}/..", "../{}", "{}/", "/{}"]), points()
)
canonical = st.one_of(points(), bounded_spans(), open_spans)
plain = st.just("")
pieces = st.sampled_from(
    [
        *("by", "after", "before", "between", "and", "to", "from", "on", "or later", "since"),
        *("until", "about", "perhaps", "~", "?", "%", "..", "/", "-", ".", ",", "[", "]"),
        *("6", "12", "31", "0", "2005", "2005-05-06", "2005-06", "10/11/2025", "9999-12-31"),
        *("1000", "0000", "201X", "XX", "2004-21", "T10:00:00", "10:30", "\u0663", "\u2013"),
        *("May", "Nov", "september", "spring", "2010s", "today", "tomorrow", "Tuesday", "utc"),
    ]
)


@given(canonical)
@calm
def test_edtf_text_reads_back_as_itself(edtf: str) -> None:
    stated = when(edtf)

    assert when(stated.edtf) == stated
    assert parse_date(edtf, today=TODAY) == stated


@given(canonical)
@settings(parent=calm, max_examples=300)
def test_what_is_said_can_be_typed(edtf: str) -> None:
    stated = when(edtf)

    for words in (str(stated), short(stated), spoken_in(stated)):
        assert parse_date(words, today=TODAY) == stated, words


@given(canonical)
@calm
def test_the_earliest_day_is_never_after_the_latest(edtf: str) -> None:
    stated = when(edtf)

    assert stated.earliest <= stated.latest


@given(canonical, st.dates(), st.dates())
@calm
def test_time_only_makes_things_more_certain(edtf: str, one: date, other: date) -> None:
    stated, (before, after) = when(edtf), sorted((one, other))

    assert stated.certain_by(after) or not stated.certain_by(before)
    assert stated.possible_by(after) or not stated.possible_by(before)
    assert stated.possible_by(one) or not stated.certain_by(one)


@given(points(plain), points(plain), st.sampled_from(["[{}..{}]", "{}/{}"]))
@settings(parent=calm, max_examples=40)
def test_the_days_are_those_of_the_edtf_library(one: str, other: str, form: str) -> None:
    first, last = sorted((_judged(one), _judged(other)))
    assume(first[0] <= last[1])
    ends = (one, other) if first == _judged(one) else (other, one)
    stated = when(form.format(*ends))

    assert (stated.earliest, stated.latest) == (first[0], last[1])


@given(points(plain), st.sampled_from("?~%"))
@calm
def test_doubt_covers_more_days_than_certainty(edtf: str, qualifier: str) -> None:
    sure, unsure = when(edtf), when(edtf + qualifier)

    assert unsure.earliest < sure.earliest
    assert unsure.latest > sure.latest or sure.latest == date.max


@given(st.text(max_size=120), st.sampled_from([None, "dmy", "mdy", "ymd"]))
@example("1" * 10_000, None)
@example("\x00", None)
@calm
def test_any_text_is_a_date_or_a_misuse(text: str, order: str | None) -> None:
    _is_a_date_or_a_misuse(text, order)


@given(st.lists(pieces, max_size=7), st.sampled_from(["", " "]))
@settings(parent=calm, max_examples=500)
def test_any_heap_of_date_words_is_a_date_or_a_misuse(heap: list[str], glue: str) -> None:
    _is_a_date_or_a_misuse(glue.join(heap), None)


@given(st.text(max_size=40))
@calm
def test_any_stored_text_is_a_date_or_a_misuse(text: str) -> None:
    with contextlib.suppress(Misuse):
        assert when(text).edtf


def _is_a_date_or_a_misuse(text: str, order: str | None) -> None:
    stated = _attempt(text, order)
    if isinstance(stated, When):
        assert stated.earliest <= stated.latest
        assert when(stated.edtf) == stated
        assert str(stated)
    else:
        assert str(stated).isprintable()
        assert len(str(stated)) < 400


def _attempt(text: str, order: str | None) -> When | Misuse:
    try:
        return parse_date(text, today=TODAY, order=order)
    except Misuse as refusal:
        return refusal


def _judged(edtf: str) -> tuple[date, date]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = parse_edtf(edtf)
    return date(*found.lower_strict()[:3]), date(*found.upper_strict()[:3])
