"""A time of recording as people say it: a day or an hour means the whole of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.instants import CLOCK, begin_of, end_of, read_instant, spoken_time
from negotrack.errors import Misuse


@pytest.fixture(scope="module", autouse=True)
def nowhere() -> Iterator[None]:
    """Be where no clock is ever put back: an hour that comes twice has two readings."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(params=["UTC", "Asia/Ho_Chi_Minh", "America/Lima"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Be in a place of the world for one test."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def hanoi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be seven hours ahead of UTC, all year round."""
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("2025-11-14 18", "2025-11-14T11:59:59.999999Z"),
        ("2025-11-14T18", "2025-11-14T11:59:59.999999Z"),
        ("2025-11-14 18:02", "2025-11-14T11:02:59.999999Z"),
        ("2025-11-14T180211", "2025-11-14T11:02:11.999999Z"),
        ("  2025-11-14 18:02:11 ", "2025-11-14T11:02:11.999999Z"),
        ("2025-11-14T18:02:11.5", "2025-11-14T11:02:11.500000Z"),
        ("2025-11-14T18:02:11,000001", "2025-11-14T11:02:11.000001Z"),
        ("2025-11-14T18:02:11.000001Z", "2025-11-14T18:02:11.000001Z"),
        ("2025-11-14T18:02:11Z", "2025-11-14T18:02:11.999999Z"),
        ("2025-11-14T18:02Z", "2025-11-14T18:02:59.999999Z"),
        ("2025-11-14T18:02+09:00", "2025-11-14T09:02:59.999999Z"),
        ("2025-11-14T18-05:00", "2025-11-14T23:59:59.999999Z"),
        ("2025-11-14 06:59", "2025-11-13T23:59:59.999999Z"),
    ],
)
def test_a_time_means_the_whole_of_what_is_said(hanoi: None, said: str, text: str) -> None:
    instant = read_instant(said)

    assert instant is not None
    assert instant.text == text


def test_an_instant_knows_the_users_own_day(hanoi: None) -> None:
    late = read_instant("2025-11-14T18:02Z")

    assert late is not None
    assert late.day == date(2025, 11, 15)
    assert late.spoken == "2025-11-15 01:02:59"


def test_a_day_lasts_from_its_first_to_its_last_moment_where_the_user_is(hanoi: None) -> None:
    day = date(2025, 11, 14)

    assert begin_of(day).text == "2025-11-13T17:00:00.000000Z"
    assert end_of(day).text == "2025-11-14T16:59:59.999999Z"
    assert begin_of(day).day == end_of(day).day == day


@pytest.mark.parametrize(
    "said",
    ["", "today", "2025", "2025-11", "2025-11-14", "2004-09/2004-10", "2025-11-14 to 2025-11-16"],
)
def test_a_text_without_a_time_of_day_is_left_to_the_dates(said: str) -> None:
    assert read_instant(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "2025-11-14T25:00",
        "2025-11-14 18:61",
        "2025-02-30 18:00",
        "2025-13-01T10:00",
        "2025-11-14T18:02:11.5.5",
        "2025-11-14 1",
        "2025-11-14 18:02 +",
        "2025-11-14T18:02+99:00",
        "0000-01-01T00:00",
    ],
)
def test_a_time_that_there_is_not_is_refused_with_one_that_is(said: str) -> None:
    with pytest.raises(Misuse) as refused:
        read_instant(said)

    assert said in str(refused.value)
    assert "'2025-11-14 18:02'" in str(refused.value)


@pytest.mark.parametrize(
    "said",
    [
        "0001-01-01T00:00",
        "0001-01-01T00:00Z",
        "0999-06-01T10:00",
        "9999-12-31T23:59",
        "9999-12-31T23:59:59.999999Z",
        "9999-12-31T23:59-12:00",
        "0001-01-01T00:00+14:00",
    ],
)
def test_the_ends_of_the_calendar_are_times_like_any_other(zone: str, said: str) -> None:
    instant = read_instant(said)

    assert instant is not None
    assert len(instant.text) == len("2025-11-14T18:02:11.000000Z")
    assert instant.spoken
    now = datetime.now(UTC).strftime(CLOCK)
    assert (instant.text < now) == said.startswith("0")


def test_the_first_and_the_last_day_have_their_moments(zone: str) -> None:
    assert begin_of(date.min).text[:4] == "0001"
    assert end_of(date.min).text < begin_of(date.max).text < end_of(date.max).text


moments = st.timedeltas(timedelta(0), timedelta(days=36_500)).map(
    lambda passed: datetime(2000, 1, 1, tzinfo=UTC) + passed
)


@given(moments)
def test_what_the_journal_shows_is_known_at_that_time_and_not_a_second_before(
    recorded: datetime,
) -> None:
    text = recorded.strftime(CLOCK)
    shown = read_instant(spoken_time(text))
    before = read_instant(spoken_time((recorded - timedelta(seconds=1)).strftime(CLOCK)))

    assert shown is not None
    assert before is not None
    assert before.text < text <= shown.text


@given(moments, moments)
def test_texts_of_instants_sort_as_the_instants_do(one: datetime, other: datetime) -> None:
    first, second = read_instant(one.isoformat(" ")), read_instant(other.isoformat(" "))

    assert first is not None
    assert second is not None
    if one.microsecond and other.microsecond:
        assert (first.text < second.text) == (one < other)


def test_a_text_that_is_no_time_is_shown_as_it_stands() -> None:
    assert spoken_time("last Tuesday") == "last Tuesday"
