"""What people type for a date is understood, or refused with what would be accepted."""

from __future__ import annotations

from datetime import date

import pytest

from negotrack.domain.dates import parse_date
from negotrack.errors import Misuse

TODAY = date(2025, 11, 12)


def kept(text: str, order: str | None = None) -> str:
    return parse_date(text, today=TODAY, order=order).edtf


def refused(text: str, order: str | None = None, today: date = TODAY) -> str:
    with pytest.raises(Misuse) as refusal:
        parse_date(text, today=today, order=order)
    return str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        *("12 Nov 2025", "12 november 2025", "12 NOV 2025", "12th of November 2025", "12-Nov-2025"),
        *("Nov 12 2025", "November 12, 2025", "Nov. 12th, 2025", "2025 November 12"),
        *("on 12 Nov 2025", "12-nov 2025"),
        *("today", "Today", "2025-11-12", " 2025-11-12\n", "2025/11/12", "2025.11.12"),
        *("2025\u201311\u201312", "2025\u221211\u221212", "12\u00a0Nov\u00a02025"),
    ],
)  # fmt: skip
def test_a_day_may_be_written_in_many_ways(text: str) -> None:
    assert kept(text) == "2025-11-12"


def test_a_month_or_a_year_is_kept_as_no_more_than_that() -> None:
    assert (
        kept("Nov 2025")
        == kept("November 2025")
        == kept("2025-11")
        == kept("2025-1").replace("-01", "-11")
    )
    assert kept("Sept 2004") == kept("in September 2004") == "2004-09"
    assert kept("2025") == kept("in 2025") == "2025"


def test_the_days_around_today_are_known() -> None:
    assert (kept("yesterday"), kept("tomorrow")) == ("2025-11-11", "2025-11-13")
    assert kept("by tomorrow") == "[..2025-11-13]"
    assert kept("between yesterday and 12 December 2025") == "[2025-11-11..2025-12-12]"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2005-05-06..2005-09-15", "[2005-05-06..2005-09-15]"),
        ("[ 2005-05-06 .. 2005-09-15 ]", "[2005-05-06..2005-09-15]"),
        ("between 6 May and 15 September 2005", "[2005-05-06..2005-09-15]"),
        ("between 6 and 15 September 2005", "[2005-09-06..2005-09-15]"),
        ("..2004-12-15", "[..2004-12-15]"),
        ("by 15 Dec 2004", "[..2004-12-15]"),
        ("15 Dec 2004 or earlier", "[..2004-12-15]"),
        ("By December 2004", "[..2004-12]"),
        ("before December 2004", "[..2004-11-30]"),
        ("2005-05-06..", "[2005-05-06..]"),
        ("6 May 2005 or later", "[2005-05-06..]"),
        ("from 6 May 2005 on", "[2005-05-06..]"),
        ("from May 2005 onwards", "[2005-05..]"),
        ("after 6 May 2005", "[2005-05-07..]"),
        ("after June 2005", "[2005-07-01..]"),
        ("after about June 2005", "[2005-08-01..]"),
        ("by about June 2005", "[..2005-06~]"),
        ("by 13/11/2025", "[..2025-11-13]"),
        ("by spring 2004", "[..2004-21]"),
        ("2005-5-6..2005-9", "[2005-05-06..2005-09]"),
    ],
)
def test_one_unknown_day_of_a_range_is_a_set(text: str, edtf: str) -> None:
    assert kept(text) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("12-14 November 2025", "2025-11-12/2025-11-14"),
        ("12\u201314 Nov 2025", "2025-11-12/2025-11-14"),
        ("12 - 14 Nov 2025", "2025-11-12/2025-11-14"),
        ("12 to 14 November 2025", "2025-11-12/2025-11-14"),
        ("November 12-14, 2025", "2025-11-12/2025-11-14"),
        ("30 September to 2 October 2025", "2025-09-30/2025-10-02"),
        ("from 30 Dec 2004 to 2 Jan 2005", "2004-12-30/2005-01-02"),
        ("Jan-Mar 2002", "2002-01/2002-03"),
        ("2002-2004", "2002/2004"),
        ("2025/2026", "2025/2026"),
        ("10 Nov 2025 / 12 Nov 2025", "2025-11-10/2025-11-12"),
        ("13.11.2025 - 14.11.2025", "2025-11-13/2025-11-14"),
        ("since 6 May 2005", "2005-05-06/.."),
        ("until 6 May 2005", "../2005-05-06"),
        ("10 Nov 2025/..", "2025-11-10/.."),
        ("spring to autumn 2004", "2004-21/2004-23"),
    ],
)
def test_all_of_a_range_is_an_interval(text: str, edtf: str) -> None:
    assert kept(text) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("~2005-06", "2005-06~"),
        ("about June 2005", "2005-06~"),
        ("around 2005", "2005~"),
        ("circa June 2005", "2005-06~"),
        ("c. 2005", "2005~"),
        ("perhaps June 2005", "2005-06?"),
        ("June 2005?", "2005-06?"),
        ("maybe about June 2005", "2005-06%"),
        ("about spring 2004", "2004-21~"),
        ("the 2010s", "201X"),
        ("fall 2004", "2004-23"),
        ("201x", "201X"),
        ("2004-06-xx", "2004-06-XX"),
    ],
)
def test_doubt_is_kept_as_a_qualifier(text: str, edtf: str) -> None:
    assert kept(text) == edtf


@pytest.mark.parametrize("text", ["10/11/2025", "10.11.2025", "10-11-2025"])
def test_two_readings_are_both_shown_and_neither_is_taken(text: str) -> None:
    readings = "10 November 2025 or 11 October 2025: write 2025-11-10 or 2025-10-11"

    assert readings in refused(text)
    assert readings in refused(text, order="ymd")
    assert readings in refused(f"by {text}")


def test_a_set_order_settles_the_two_readings() -> None:
    assert kept("10/11/2025", order="dmy") == "2025-11-10"
    assert kept("10/11/2025", order="mdy") == "2025-10-11"
    assert kept("10.11.2025..12.11.2025", order="dmy") == "[2025-11-10..2025-11-12]"
    assert kept("2025/10/11", order="dmy") == "2025-10-11"


def test_a_single_reading_needs_no_order() -> None:
    assert (
        kept("13/11/2025") == kept("11/13/2025") == kept("11/13/2025", order="dmy") == "2025-11-13"
    )
    assert kept("10/10/2025") == "2025-10-10"


def test_an_order_that_is_none_is_refused() -> None:
    assert "use dmy, mdy or ymd" in refused("10/11/2025", order="dym")


@pytest.mark.parametrize(
    "text", ["10 Nov", "Nov", "November", "12 nov 25", "Nov 25", "12-14 November"]
)
def test_a_missing_year_is_asked_for_and_never_invented(text: str) -> None:
    assert "which year?" in refused(text)


@pytest.mark.parametrize(
    "text",
    [
        *("3", "31", "soon", "next week", "Q1 2025", "12 utc 2025", "am 2025", "12 z 2025"),
        *("12", "12 2025", "1 2 nov 2025", "mai 2025", "nov dec 2025", "12 nov 2025 2026"),
        *("by", "by soon", "between", "between 2004 and", "by by 2004", "2004 or", "A to B"),
        *("2004..2005..2006", "[2004..2005", "2004-06-11-12", "10/11", "10/11/2025/12"),
        *("~~2005", "2005??", "[2004,2005]", "..", "[..]", "../..", "/", "-", "A", "B..A"),
    ],
)  # fmt: skip
def test_garbage_is_refused_with_what_would_be_accepted(text: str) -> None:
    assert "a day (2005-05-06), a month (2005-05)" in refused(text)


@pytest.mark.parametrize(
    "text", ["Tuesday", "Tuesday 12 November 2025", "10:30", "12 Nov 2025 10:30"]
)
def test_weekdays_and_times_are_refused(text: str) -> None:
    assert "leave out the weekday and the time" in refused(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("30 Feb 2005", "February 2005 has 28 days"),
        ("by 2005-02-30", "February 2005 has 28 days"),
        ("2005-6-31", "June 2005 has 30 days"),
        ("99 Nov 2025", "November 2025 has 30 days"),
        ("2005/13/1", "there is no month 13"),
        ("31/02/2025", "no such day"),
        ("31/31/2025", "no such day"),
        ("10/11/25", "four digits"),
        ("2005..2004", "ends before it begins"),
        ("15 to 12 November 2025", "ends before it begins"),
        ("between 30 December and 2 January 2005", "ends before it begins"),
        ("about 2005~", "qualified twice"),
        ("by 12-14 November 2025", "needs one date"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, reason: str) -> None:
    assert reason in refused(text)


@pytest.mark.parametrize(
    "text",
    ["0999", "-0100", "Y170000", "20251", "-0100-05", "after 9999-12-31", "before 1000"],
)
def test_years_outside_1000_to_9999_are_refused(text: str) -> None:
    assert "years run from 1000 to 9999" in refused(text)


def test_a_day_beyond_the_calendar_is_refused() -> None:
    assert "years run" in refused("tomorrow", today=date.max)
    assert "years run" in refused("yesterday", today=date.min)


@pytest.mark.parametrize("text", ["", " ", "\t\n"])
def test_nothing_is_no_date(text: str) -> None:
    assert "it names no day" in refused(text)


@pytest.mark.parametrize(
    "text", ["٢٠٠٥", "٣ nov 2025", "2005-०६", "２００５", "nov ２０２５", "ＮＯＶ 2025"]
)
def test_digits_and_letters_of_other_scripts_are_not_guessed(text: str) -> None:
    assert refused(text).startswith("Cannot read the date")


def test_a_hostile_text_is_shown_harmless_and_cut_short() -> None:
    assert r"'\x1b[2J\u202e\x00\ud800'" in refused("\x1b[2J\u202e\x00\ud800")
    assert f"'{'x' * 40}...'" in refused("x" * 100_000)
    assert "100,000 characters" in refused("x" * 100_000)
    assert refused("[" * 10_000 + "2005").isprintable()
