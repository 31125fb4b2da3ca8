"""History holds every dated fact, once, in the order in which facts became certain."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotrack.ask.history import KINDS, Event, HistoryFilter, history
from negotrack.ask.negotiations import negotiation, negotiations
from negotrack.store.reader import FileReader
from tests.ask.written import dated, meet, put, status, stranger, write
from tests.store.reading import rows

DAY = date(2005, 5, 31)
TABLES = {
    "round": "round",
    "outcome": "outcome",
    "status": "status_change",
    "milestone": "milestone_date",
    "request": "request_change",
    "follow-up": "follow_up",
    "note": "note",
}


def told(path: Path, day: date = DAY, code: str | None = "WTO", **wanted: object) -> list[Event]:
    reader = FileReader(path)
    asked = [negotiation(reader, code)] if code else negotiations(reader)
    found = history(reader, asked, HistoryFilter(**wanted), day).events  # type: ignore[arg-type]
    reader.close()
    return list(found)


def ids(path: Path, day: date = DAY, code: str | None = "WTO", **wanted: object) -> list[str]:
    return [event.id for event in told(path, day, code, **wanted)]


def test_every_dated_fact_is_told_once_by_the_key_of_its_row(store: Path) -> None:
    found = told(store, date(2026, 11, 21), code=None)
    for kind, table in TABLES.items():
        plans = "WHERE state = 'planned'" if table in ("round", "milestone_date") else "WHERE 0"
        kept = {row["id"] for row in rows(store, f"SELECT id FROM {table}")}
        planned = {row["id"] for row in rows(store, f"SELECT id FROM {table} {plans}")}
        assert sorted(e.id for e in found if e.kind == kind) == sorted(kept - planned)


def test_plans_are_no_history(store: Path) -> None:
    found = ids(store, date(2030, 1, 1), code=None)

    assert "us-art-2025-11-ministerial-online" not in found
    assert "wto-bilaterals-concluded" not in found


def test_it_ends_with_what_may_have_begun_by_the_day(store: Path) -> None:
    status(store, "may", "JP", "concluded", "2005-06")

    assert "may" not in ids(store, date(2005, 5, 31))
    assert ids(store, date(2005, 6, 1))[-1] == "may"


def test_what_is_open_to_the_future_is_placed_by_its_earliest_day(store: Path) -> None:
    status(store, "later", "JP", "negotiating", "[2004-10-01..]")

    found = ids(store)

    assert found.index("later") == found.index("wto-eu-concluded") - 1


def test_one_day_is_told_from_the_round_to_what_came_of_it(store: Path) -> None:
    meet(store, "z-round", "2005-03-01", "JP")
    write(store, "outcome", id="y", round="z-round", chapter="goods")
    status(store, "x", "JP", "partly-agreed", "2005-03-01", round="z-round")
    write(store, "follow_up", id="b", round="z-round", **dated("2005-03-01", "agreed"))
    write(store, "note", id="a", **dated("2005-03-01"))

    found = ids(store, since=date(2005, 3, 1), until=date(2005, 3, 1))

    assert [key for key in found if len(key) == 1 or key == "z-round"] == [
        *("z-round", "y", "x", "b", "a"),
    ]


def test_a_request_is_raised_before_it_is_answered_on_the_same_day(store: Path) -> None:
    found = told(store, date(2025, 12, 1), "US-ART", kinds=("request",))

    assert [event.state for event in found[:2]] == ["raised", "under-consideration"]
    assert found[0].partners == ("VN", "US")


def test_a_follow_up_is_told_when_it_is_agreed_and_again_when_it_is_done(store: Path) -> None:
    days = dated("2005-01-10", "agreed") | dated("2005-02", "due", "due_")
    write(store, "follow_up", id="task", **days, **dated("2005-01-20", "done", "done_"))

    agreed, done = told(store, kinds=("follow-up",))

    assert (agreed.id, agreed.state, agreed.source) == ("task", "agreed", "roadmap-2005")
    assert agreed.due is not None
    assert (done.id, done.state, done.when.edtf) == ("task", "done", "2005-01-20")
    assert done.source is None
    assert ids(store, date(2005, 1, 19), kinds=("follow-up",)) == ["task"]


def test_a_partner_keeps_what_concerns_it_and_no_plenary(store: Path) -> None:
    assert ids(store, partner="CN") == [
        "wto-2004-09-cn",
        "wto-2004-12-15-working-party-cn",
        "wto-cn-goods-negotiating",
        "wto-cn-negotiating",
        "wto-cn-services-negotiating",
        "wto-2005-05-cn",
    ]
    assert ids(store, partner="US") == ["wto-us-speeds-up", "wto-us-negotiating"]


def test_a_partner_keeps_the_requests_that_it_asks_or_is_asked(store: Path) -> None:
    for key, asker, asked in (("a", "JP", "VN"), ("b", "VN", "JP"), ("c", "CA", "VN")):
        write(store, "request", id=key, asker=asker, asked=asked)
        write(store, "request_change", id=f"{key}-raised", request=key, **dated("2005-02-01"))

    found = told(store, partner="JP", kinds=("request",))

    assert [(event.id, event.partners) for event in found] == [
        ("a-raised", ("JP", "VN")),
        ("b-raised", ("VN", "JP")),
    ]


def test_what_a_round_did_concerns_all_at_its_table_unless_it_names_one(store: Path) -> None:
    meet(store, "both", "2005-03-01", "JP", "CA")
    write(store, "outcome", id="shared", round="both", chapter="goods")
    write(store, "outcome", id="canadian", round="both", chapter="services", partner="CA")
    write(store, "follow_up", id="task", round="both", **dated("2005-03-01", "agreed"))

    on = date(2005, 3, 1)

    assert [key for key in ids(store, partner="JP", since=on, until=on) if key[:4] != "wto-"] == [
        *("both", "shared", "task"),
    ]
    assert "canadian" in ids(store, partner="CA", since=on, until=on)
    (shared,) = (event for event in told(store, since=on, until=on) if event.id == "shared")
    assert shared.partners == ("CA", "JP")


def test_everything_in_an_accession_concerns_the_one_that_accedes(store: Path) -> None:
    assert ids(store, partner="VN") == ids(store)
    assert ids(store, date(2025, 12, 1), "CPTPP-CR", partner="AU") == []


def test_a_period_keeps_what_may_lie_in_it(store: Path) -> None:
    within = ids(store, kinds=("round",), since=date(2004, 9, 10), until=date(2005, 5, 1))

    assert within == ["wto-2004-09-cn", "wto-2004-12-15-working-party", "wto-2005-05-cn"]
    assert "wto-2004-09-cn" not in ids(store, since=date(2004, 9, 11))
    assert "wto-2005-05-cn" not in ids(store, until=date(2005, 4, 30))


def test_of_several_negotiations_there_is_one_order(store: Path) -> None:
    found = told(store, date(2025, 12, 1), code=None, since=date(2025, 11, 1))

    assert {event.negotiation for event in found} == {"US-ART", "CPTPP-CR"}
    assert [event.when.latest for event in found] == sorted(e.when.latest for e in found)


def test_a_cancelled_round_has_not_been(store: Path) -> None:
    for state in ("cancelled", "postponed", "planned"):
        meet(store, state, "2005-03-01", "JP", state=state)

    assert not {"cancelled", "postponed", "planned"} & set(ids(store))


# Dates of every shape, some of which overlap.
DATES = st.sampled_from(
    [
        *("2005-03-01", "2005-03-02", "2005-03", "2005-03~", "2005", "[..2005-03-02]"),
        *("[2005-03-01..2005-03-03]", "[2005-03-02..]", "2005-03-02/2005-03-05", "2005-04-01"),
    ]
)
LATER = st.sampled_from(["2005-06-01", "2005-06", "[2005-06-01..]", "2007?", "2005-07-01/2005-08"])
FACTS = st.lists(st.tuples(st.sampled_from(KINDS), DATES), max_size=12)


def plant(path: Path, facts: list[tuple[str, str]], name: str) -> None:
    """Write facts of some kinds on some dates, keyed by name and number."""
    with stranger(path) as connection:
        for number, (kind, edtf) in enumerate(facts):
            for table, row in written(kind, edtf, f"{name}{number}"):
                put(connection, table, row)


def written(kind: str, edtf: str, key: str) -> list[tuple[str, dict[str, str]]]:
    """Give the rows of a fact; an outcome comes with its round."""
    days = dated(edtf)
    if kind == "outcome":
        held = ("round", {"id": f"r-{key}", **days})
        return [held, ("outcome", {"id": key, "round": f"r-{key}", "chapter": "goods"})]
    if kind == "request":
        asked = {"id": f"q-{key}", "asker": "JP", "asked": "VN"}
        return [("request", asked), ("request_change", {"id": key, "request": asked["id"], **days})]
    if kind == "follow-up":
        return [("follow_up", {"id": key, **dated(edtf, "agreed")})]
    more = {"partner": "JP", "status": "negotiating"} if kind == "status" else {}
    return [(TABLES[kind], {"id": key, **days, **more})]


def obviously(facts: list[tuple[str, str]], day: date) -> list[str]:
    """Place the facts one by one, as the words of the rule say it."""
    begun = []
    for number, (kind, edtf) in enumerate(facts):
        days = dated(edtf)
        if days["earliest"] <= day.isoformat():
            placed = days["latest"] if days["latest"] != "9999-12-31" else days["earliest"]
            begun.append((placed, days["earliest"], KINDS.index(kind), f"fact-{number}"))
            if kind == "outcome":
                begun.append((placed, days["earliest"], KINDS.index("round"), f"r-fact-{number}"))
    return [key for *_, key in sorted(begun)]


@pytest.fixture(scope="module")
def bare(templates: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store with the nouns of the seed and none of its facts."""
    path = tmp_path_factory.mktemp("bare") / "bare.db"
    shutil.copy(templates["seeded"], path)
    with stranger(path) as connection:
        for table in ("outcome", "status_change", "milestone_date", "request_change", "request"):
            connection.execute(f"DELETE FROM {table}")
        for table in ("follow_up", "note", "round_partner", "round"):
            connection.execute(f"DELETE FROM {table}")
    return path


@given(facts=FACTS, later=st.lists(st.tuples(st.sampled_from(KINDS), LATER), max_size=5))
@settings(deadline=None, max_examples=40)
def test_the_order_is_the_obvious_one_and_what_is_dated_later_changes_nothing(
    bare: Path, facts: list[tuple[str, str]], later: list[tuple[str, str]]
) -> None:
    path = bare.with_name("planted.db")
    shutil.copy(bare, path)
    day = date(2005, 3, 2)
    plant(path, facts, "fact-")
    before = told(path, day)
    assert [event.id for event in before] == obviously(facts, day)

    plant(path, later, "later-")

    assert told(path, day) == before
    with_rounds = sum(1 + (kind == "outcome") for kind, _ in facts + later)
    assert len(told(path, date(2010, 1, 1))) == with_rounds


@given(facts=FACTS, since=st.dates(date(2005, 2, 1), date(2005, 5, 1)), days=st.integers(0, 60))
@settings(deadline=None, max_examples=25)
def test_a_period_only_leaves_out_and_a_kind_does_too(
    bare: Path, facts: list[tuple[str, str]], since: date, days: int
) -> None:
    path = bare.with_name("period.db")
    shutil.copy(bare, path)
    plant(path, facts, "fact-")
    until = date.fromordinal(since.toordinal() + days)
    whole = told(path, date(2010, 1, 1))

    assert told(path, date(2010, 1, 1), since=since, until=until) == [
        e for e in whole if e.when.latest >= since and e.when.earliest <= until
    ]
    for kind in KINDS:
        assert told(path, date(2010, 1, 1), kinds=(kind,)) == [e for e in whole if e.kind == kind]
