"""A date covers the days it can mean, and is said in words that people use."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from negotrack.domain.dates import (
    OPEN_FUTURE,
    OPEN_PAST,
    When,
    parse_date,
    short,
    spoken_in,
    when,
)
from negotrack.errors import Misuse


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2004", "2004-01-01", "2004-12-31"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("2004-12-15", "2004-12-15", "2004-12-15"),
        ("[2005-05-06..2005-09-15]", "2005-05-06", "2005-09-15"),
        ("[2005-06..2006]", "2005-06-01", "2006-12-31"),
        ("2025-11-12/2025-11-14", "2025-11-12", "2025-11-14"),
        ("2004-21", "2004-03-01", "2004-05-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
        ("2004-06-11T10:00:00Z", "2004-06-11", "2004-06-11"),
    ],
)
def test_a_date_covers_the_days_it_can_mean(edtf: str, earliest: str, latest: str) -> None:
    assert when(edtf) == When(edtf, day(earliest), day(latest))


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2004-06-11~", "2004-06-10", "2004-06-12"),
        ("2005-01~", "2004-12-01", "2005-02-28"),
        ("2004?", "2003-01-01", "2005-12-31"),
        ("2005-06%", "2005-05-01", "2005-07-31"),
        ("[2005-06~..2005-08]", "2005-05-01", "2005-08-31"),
        ("201X~", "2000-01-02", "2029-12-30"),
        ("9999-12-31~", "9999-12-30", "9999-12-31"),
        ("1000~", "0999-01-01", "1001-12-31"),
    ],
)
def test_about_and_perhaps_widen_by_one_unit_on_each_side(
    edtf: str, earliest: str, latest: str
) -> None:
    assert when(edtf) == When(edtf, day(earliest), day(latest))


def test_an_open_side_ends_with_the_calendar() -> None:
    assert when("[..2004-12-15]").earliest == OPEN_PAST
    assert when("../2004-12-15").earliest == OPEN_PAST
    assert when("[2004-12-15..]").latest == OPEN_FUTURE
    assert when("2004-12-15/..").latest == OPEN_FUTURE
    assert when("/1985").earliest == OPEN_PAST
    assert when("1985/").latest == OPEN_FUTURE


def test_what_is_stated_by_a_day_is_certain_from_that_day() -> None:
    stated = when("[2004-09-10..2004-12-15]")

    assert not stated.possible_by(day("2004-09-09"))
    assert stated.possible_by(day("2004-09-10"))
    assert not stated.certain_by(day("2004-12-14"))
    assert stated.certain_by(day("2004-12-15"))


def test_about_june_is_not_certain_at_the_end_of_june() -> None:
    assert not when("2005-06~").certain_by(day("2005-07-30"))
    assert when("2005-06~").certain_by(day("2005-07-31"))


def test_only_one_plain_day_is_exact() -> None:
    assert when("2005-06-11").exact
    for edtf in ("2005-06", "2005-06-11~", "2005-06-11T10:00:00", "[..2005-06-11]", "2005-06-XX"):
        assert not when(edtf).exact


def test_a_range_of_one_date_is_that_date() -> None:
    assert when("[2005-05-06..2005-05-06]") == when("2005-05-06")
    assert when("2005-05/2005-05") == when("2005-05")


@pytest.mark.parametrize(
    ("edtf", "long", "narrow", "in_a_sentence"),
    [
        ("2004-12-15", "15 December 2004", "15 Dec 2004", "on 15 December 2004"),
        ("2004-09", "September 2004", "Sep 2004", "in September 2004"),
        ("2004", "2004", "2004", "in 2004"),
        ("2005-06~", "about June 2005", "about Jun 2005", "about June 2005"),
        ("2005-06?", "perhaps June 2005", "perhaps Jun 2005", "perhaps June 2005"),
        ("2005%", "perhaps about 2005", "perhaps about 2005", "perhaps about 2005"),
        ("[..2004-12-15]", "by 15 December 2004", "by 15 Dec 2004", "by 15 December 2004"),
        ("[2005-05..]", "May 2005 or later", "May 2005 or later", "in May 2005 or later"),
        ("2005-05-06/..", "since 6 May 2005", "since 6 May 2005", "since 6 May 2005"),
        ("../2005-05-06", "until 6 May 2005", "until 6 May 2005", "until 6 May 2005"),
        ("2004-21", "spring 2004", "spring 2004", "in spring 2004"),
        ("201X", "the 2010s", "the 2010s", "in the 2010s"),
        ("20XX", "the years 2000-2099", "the years 2000-2099", "in the years 2000-2099"),
        ("2004-06-XX", "a day in June 2004", "a day in Jun 2004", "on a day in June 2004"),
        ("2004-XX", "a month in 2004", "a month in 2004", "in a month in 2004"),
        ("2004-06-11T10:00:00", "11 June 2004", "11 Jun 2004", "on 11 June 2004"),
        ("1985/", *["1985 to an unknown day"] * 3),
        ("/1985", *["an unknown day to 1985"] * 3),
    ],
)
def test_one_date_is_said_in_words(edtf: str, long: str, narrow: str, in_a_sentence: str) -> None:
    stated = when(edtf)

    assert (str(stated), short(stated), spoken_in(stated)) == (long, narrow, in_a_sentence)


@pytest.mark.parametrize(
    ("edtf", "long", "narrow", "in_a_sentence"),
    [
        ("[2005-05-06..2005-09-15]", *("between 6 May and 15 September 2005", "6 May..15 Sep 2005"),
         "between 6 May and 15 September 2005"),
        ("[2005-09-06..2005-09-15]", "between 6 and 15 September 2005", "6..15 Sep 2005",
         "between 6 and 15 September 2005"),
        ("[2005-06~..2005-08]", "between about June 2005 and August 2005",
         "about Jun 2005..Aug 2005", "between about June 2005 and August 2005"),
        ("2025-11-12/2025-11-14", "12-14 November 2025", "12-14 Nov 2025",
         "on 12-14 November 2025"),
        ("2025-09-30/2025-10-02", "30 September to 2 October 2025", "30 Sep-2 Oct 2025",
         "from 30 September to 2 October 2025"),
        ("2004-12-30/2005-01-02", "30 December 2004 to 2 January 2005",
         "30 Dec 2004-2 Jan 2005", "from 30 December 2004 to 2 January 2005"),
        ("2002-01/2002-03", "January to March 2002", "Jan-Mar 2002", "from January to March 2002"),
        ("2002/2004", "2002 to 2004", "2002-2004", "from 2002 to 2004"),
    ],
)  # fmt: skip
def test_a_range_says_nothing_twice(edtf: str, long: str, narrow: str, in_a_sentence: str) -> None:
    stated = when(edtf)

    assert (str(stated), short(stated), spoken_in(stated)) == (long, narrow, in_a_sentence)


def test_a_text_changed_by_hand_in_the_store_is_shown_as_it_is() -> None:
    for edtf in ("2005-13", "soon", "2005-13-XX", "2005-13/2006"):
        assert str(When(edtf, OPEN_PAST, OPEN_FUTURE)) == edtf


@pytest.mark.parametrize(
    ("edtf", "reason"),
    [
        ("2005-02-30", "February 2005 has 28 days"),
        ("2004-02-30", "February 2004 has 29 days"),
        ("2005-06-00", "June 2005 has 30 days"),
        ("2005-00", "there is no month 0"),
        ("2004-31", "there is no month 31"),
        ("2005/2004", "ends before it begins"),
        ("[2005-06-15~..2005-06-14]", "ends before it begins"),
        ("2005-02-30/2006", "February 2005 has 28 days"),
        ("2004-02-30T10:00:00", "no such date"),
        ("2004-13-XX", "no such date"),
    ],
)
def test_what_the_calendar_does_not_have_is_refused(edtf: str, reason: str) -> None:
    with pytest.raises(Misuse, match=reason):
        when(edtf)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "2005-5-6", "June 2005", "today", "2005 ", "2005-06~~", "~2005-06", "199u"),
        *("..", "[..]", "../..", "/", "/..", "[2005]", "[2005/2006]", "2005..2006", "[2005..2006"),
        *("[2004,2005]", "{2004,2005}", "Y170000", "-0100", "0999", "10000", "2004-06-3X"),
        *("2004-1X", "201x", "XXXX", "2004/2005/2006", "[2004..2005..2006]", "2004\n", "٢٠٠٥"),
    ],
)
def test_only_edtf_text_is_read_from_the_record(text: str) -> None:
    with pytest.raises(Misuse, match="not the EDTF text of a date"):
        when(text)


def test_typed_iso_dates_wake_neither_edtf_nor_dateutil() -> None:
    asked = """
import sys
from datetime import date
from negotrack.domain.dates import parse_date, short, spoken_in
for text in ("2004", "2004-09~", "2004-9-5", "[..2004-12-15]", "2005-05-06..2005-09-15",
             "by 2004-12-15", "2025-11-12/2025-11-14", "2005/..", "today", "13/11/2025"):
    found = parse_date(text, today=date(2025, 11, 12))
    print(found, short(found), spoken_in(found))
print(sorted({"edtf", "dateutil", "pyparsing"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_a_rare_form_prints_nothing_and_warns_of_nothing() -> None:
    asked = "from negotrack.domain.dates import when; when('2004-21'); when('2004-06-XX/2005')"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", asked], check=True, capture_output=True, text=True
    )

    assert (done.stdout, done.stderr) == ("", "")


def test_what_is_typed_and_what_is_kept_are_one_type() -> None:
    assert parse_date(" 2004-09 ", today=day("2025-11-12")) == when("2004-09")
