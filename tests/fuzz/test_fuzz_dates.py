"""Damaged dates: each is a date or one short sentence, in every order and on every day.

Any text at all, and heaps of the words of dates, are in tests/domain/test_dates_properties.py.
"""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.dates import parse_date, short, spoken_in, when
from negotrack.domain.instants import read_instant
from negotrack.errors import Misuse
from tests.domain.test_dates_properties import canonical
from tests.fuzz.conftest import fuzzed
from tests.fuzz.hostile import damaged_text, texts

todays = st.sampled_from((date.min, date(2024, 2, 29), date(2026, 11, 21), date.max))
orders = st.sampled_from((None, "dmy", "mdy", "ymd"))
written = st.one_of(
    canonical,
    canonical.map(lambda edtf: str(when(edtf))),
    canonical.map(lambda edtf: short(when(edtf))),
    canonical.map(lambda edtf: spoken_in(when(edtf))),
    st.sampled_from(("by 15 June 2005", "10/11/2025", "between May and July 2005", "yesterday")),
    st.sampled_from(("ngày 6 tháng 5 năm 2005", "last Tuesday", "in 3 weeks", "2005-W19-4")),
)


@given(written.flatmap(damaged_text), todays, orders)
@fuzzed
def test_a_damaged_date_is_a_date_or_a_sentence(text: str, today: date, order: str | None) -> None:
    try:
        stated = parse_date(text, today=today, order=order)
    except Misuse as refusal:
        assert str(refusal).isprintable()  # noqa: PT017
        assert len(str(refusal)) < 400  # noqa: PT017
        return
    assert stated.earliest <= stated.latest
    assert when(stated.edtf) == stated
    assert parse_date(str(stated), today=today) == stated


@given(canonical.flatmap(damaged_text))
@fuzzed
def test_a_damaged_date_of_the_store_is_the_same_date_or_refused(text: str) -> None:
    try:
        stated = when(text)
    except Misuse as refusal:
        assert str(refusal).isprintable()  # noqa: PT017
        return
    assert when(stated.edtf) == stated


moments = st.datetimes().map(lambda at: at.isoformat(sep=" ", timespec="seconds"))


@given(st.one_of(moments, moments.map(lambda at: f"{at}+07:00")).flatmap(damaged_text) | texts)
@fuzzed
def test_a_damaged_time_is_a_time_or_none_or_a_sentence(text: str) -> None:
    try:
        instant = read_instant(text)
    except Misuse as refusal:
        assert len(str(refusal)) < 400  # noqa: PT017
        return
    assert instant is None or instant.spoken.isprintable()
