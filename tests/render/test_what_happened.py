"""History and changes as people see them, as they were looked at; and the words they choose."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from rich.text import Text
from syrupy.assertion import SnapshotAssertion

from negotrack.ask.changes import Changes, News, Period
from negotrack.ask.negotiations import Negotiation
from negotrack.render.changes_sentence import sentence
from negotrack.render.chronicle import Chronicle, Line
from negotrack.render.console import SafeConsole
from tests.ask.written import dated, meet, status, write
from tests.conftest import Run

PAGES = {
    "history": ["history", "--as-of", "2005-05-31"],
    "history of a partner": ["history", "--partner", "CN", "--as-of", "2005-05-12"],
    "history of everything": ["history", "--all", "--since", "2025", "--as-of", "2025-12-15"],
    "changes": ["changes", "--since", "2004-09", "--until", "2005-05-12"],
    "changes of a busy fortnight": ["changes", "--since", "2005-06-06", "--until", "2005-06-19"],
    "changes of everything": ["changes", "--all", "--since", "2025-11", "--until", "2025-12-15"],
}


@pytest.fixture
def busy(store: Path) -> None:
    """Add a fortnight in which something of every part happened."""
    status(store, "closes", "JP", "concluded", "2005-06-09")
    status(store, "may-close", "CA", "concluded", "[2005-06-10..2005-07-10]")
    status(store, "reopens", "EU", "negotiating", "2005-06-12", resets=1)
    meet(store, "wto-2005-06-quad", "2005-06-08", "CA", "EU", "JP", "US")
    meet(store, "wto-2005-06-au", "2005-06-15", "AU", state="planned", place="Canberra")
    agreed = dated("2005-06-01", "agreed")
    write(
        store,
        "follow_up",
        id="to-canberra",
        partner="AU",
        **agreed,
        **dated("2005-06-10", "due", "due_"),
    )
    write(
        store,
        "follow_up",
        id="to-tokyo",
        partner="JP",
        **agreed,
        **dated("2005-06-14", "done", "done_"),
    )
    write(store, "milestone_date", id="member", **dated("2005-06"))
    write(store, "request", id="rice", asker="JP", asked="VN", text="Lower the tariff on rice " * 3)
    write(store, "request_change", id="rice-raised", request="rice", **dated("2005-06-07"))
    write(
        store,
        "request_change",
        id="rice-no",
        request="rice",
        state="declined",
        **dated("2005-06-17"),
    )


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("page", PAGES)
def test_the_page(run: Run, page: str, columns: int, snapshot: SnapshotAssertion) -> None:
    ran = run(*PAGES[page], COLUMNS=str(columns))

    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= columns
    assert ran.out == snapshot


WTO = Negotiation("WTO", "t", "accession", "VN", "concluded", None, False, None, "s")  # noqa: FBT003


def said(*told: News, since: str = "2005-05-09", until: str = "2005-05-15") -> str:
    period = Period(date.fromisoformat(since), date.fromisoformat(until))
    found = Changes(WTO, period, by_recording=False, news=told, corrections=())
    return sentence(found).removeprefix("WTO, ")


def test_the_sentence_says_nothing_new_plainly() -> None:
    assert said() == "9 to 15 May 2005: nothing new."
    assert said(until="2005-05-09") == "9 May 2005: nothing new."
    assert said(until="2006-01-01") == "9 May 2005 to 1 January 2006: nothing new."


def test_the_sentence_counts_what_is_uncertain_apart() -> None:
    held, perhaps = News("round-held", (), None), News("round-held", (), None, perhaps=True)

    assert said(held) == "9 to 15 May 2005: 1 round held."
    assert said(perhaps) == "9 to 15 May 2005: perhaps 1 round held."
    assert said(held, held, perhaps) == "9 to 15 May 2005: 2 rounds held and perhaps 1 more."
    reopened = News("reopened", ("MX",), None)
    may_have = News("reopened", ("AU",), None, perhaps=True)
    assert said(reopened, may_have).endswith(": 1 reopened (MX), 1 perhaps reopened (AU).")


def test_the_sentence_names_a_few_partners_and_counts_many() -> None:
    closed = [News("closed", (f"P{number}",), None) for number in range(9)]

    assert said(*closed[:2]).endswith(": 2 closed (P0, P1).")
    assert said(*closed).endswith(": 9 closed.")


def test_the_sentence_tells_requests_by_what_became_of_them() -> None:
    states = ("raised", "raised", "declined", "under-consideration", "withdrawn")
    told = [News("request", ("JP", "VN"), None, state=state) for state in states]

    assert said(*told).endswith(": 2 requests raised, 2 requests answered, 1 request withdrawn.")


def set_out(width: int, *lines: Line) -> list[str]:
    page = io.StringIO()
    SafeConsole(file=page, width=width).print(Chronicle(lines))
    return [line.rstrip() for line in page.getvalue().splitlines()]


LONG = Line(("1 Sep 2004..12 May 2005", "", "CN"), Text("goods: negotiating"), "wto-cn-goods")
SHORT = Line(("9 Oct 2004", "", "EU"), Text("concluded"), "wto-eu")


def test_where_it_fits_all_stands_on_one_line() -> None:
    assert set_out(80, LONG, SHORT) == [
        "1 Sep 2004..12 May 2005  CN  goods: negotiating  wto-cn-goods",
        "9 Oct 2004               EU  concluded           wto-eu",
    ]


def test_where_it_does_not_fit_long_dates_are_broken_and_the_rest_goes_below() -> None:
    assert set_out(58, LONG, SHORT) == [
        "1 Sep 2004..  CN  goods: negotiating",
        "12 May 2005   wto-cn-goods",
        "9 Oct 2004    EU  concluded",
        "              wto-eu",
    ]


def test_where_hardly_anything_fits_words_stand_below_their_cells() -> None:
    assert set_out(28, LONG) == [
        "1 Sep 2004..12 May 2005  CN",
        "  goods: negotiating",
        "  wto-cn-goods",
    ]


def test_words_of_several_lines_keep_them_and_their_date_goes_on_beside() -> None:
    spoken = Line(("1 Sep 2004..12 May 2005",), Text("one\ntwo\nthree"), "kept")

    assert set_out(60, spoken) == [
        "1 Sep 2004..  one",
        "12 May 2005   two",
        "              three",
        "              kept",
    ]
