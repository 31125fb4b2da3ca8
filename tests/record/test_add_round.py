"""Recording a round with everything that came of it, in one action."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from negotrack.domain.dates import when
from negotrack.errors import Misuse, Refused
from negotrack.record.add_round import OutcomeDraft, RoundDraft, add_round
from negotrack.store.journal import Recording
from negotrack.store.tables import Round
from tests.record.desk import record
from tests.store.reading import changes, entries, fingerprint, rows

ROUND = RoundDraft("US-ART", ("US",), when("2025-12-01"), "held", "bilateral", level="ministerial")
WITH_CHINA = RoundDraft("WTO", ("CN",), when("2005-06-14"), "held", "bilateral")


def add(path: Path, draft: RoundDraft, *, again: bool = False) -> Round:
    def verb(action: Recording, source: str) -> Round:
        return add_round(action, draft, source, again=again)

    return record(path, verb)


def test_a_round_is_kept_with_all_that_is_said_of_it(store: Path) -> None:
    draft = replace(
        ROUND,
        mode="online",
        label="9",
        place="  Ha   Noi ",
        heads="A Minister; a Trade Representative",
        summary="First line\r\nsecond line",
    )

    held = add(store, draft)

    (row,) = rows(store, "SELECT * FROM round_log WHERE id = :id", id=held.id)
    assert (row["label"], row["place"], row["mode"]) == ("9", "Ha Noi", "online")
    assert row["summary"] == "First line\nsecond line"
    assert (row["partners"], row["state"]) == ("US", "held")
    assert row["source"] == "A newspaper of the day"


@pytest.mark.parametrize(
    ("draft", "named"),
    [
        (ROUND, "us-art-2025-12-01-ministerial"),
        (replace(ROUND, level=None), "us-art-2025-12-01-bilateral"),
        (replace(ROUND, when=when("2026-01")), "us-art-2026-01-ministerial"),
        (replace(ROUND, when=when("2026-01~")), "us-art-2026-01-ministerial"),
        (
            replace(ROUND, when=when("[2026-01-15..2026-02]")),
            "us-art-2026-01-15-2026-02-ministerial",
        ),
        (
            replace(ROUND, when=when("2025-12-01/2025-12-03")),
            "us-art-2025-12-01-ministerial",
        ),
        (WITH_CHINA, "wto-2005-06-14-cn-bilateral"),
        (
            replace(WITH_CHINA, partners=("CN", "JP", "EU", "CA")),
            "wto-2005-06-14-cn-jp-eu-bilateral",
        ),
        (replace(WITH_CHINA, partners=(), track="multilateral"), "wto-2005-06-14-multilateral"),
    ],
)
def test_the_id_of_a_round_can_be_read_and_typed(
    store: Path, draft: RoundDraft, named: str
) -> None:
    assert add(store, draft).id == named


def test_a_round_like_one_that_is_there_is_refused_by_name(store: Path) -> None:
    add(store, ROUND)
    before = fingerprint(store)

    with pytest.raises(Refused) as refused:
        add(store, ROUND)

    assert "us-art-2025-12-01-ministerial" in str(refused.value)
    assert "--again" in str(refused.value)
    assert fingerprint(store) == before


@pytest.mark.parametrize("days", ["2025-12", "2025-11-28/2025-12-01", "2025-12-01/2025-12-05"])
def test_rounds_whose_days_overlap_are_alike(store: Path, days: str) -> None:
    add(store, ROUND)

    with pytest.raises(Refused):
        add(store, replace(ROUND, when=when(days)))


@pytest.mark.parametrize(
    "other",
    [
        replace(ROUND, level="technical"),
        replace(ROUND, when=when("2025-12-02")),
        replace(ROUND, partners=()),
    ],
)
def test_another_level_day_or_table_is_another_round(store: Path, other: RoundDraft) -> None:
    add(store, ROUND)

    assert add(store, other).id != "us-art-2025-12-01-ministerial"


def test_the_order_of_partners_does_not_make_another_round(store: Path) -> None:
    add(store, replace(WITH_CHINA, partners=("CN", "JP")))

    with pytest.raises(Refused):
        add(store, replace(WITH_CHINA, partners=("JP", "CN")))


def test_again_records_a_second_one_under_an_id_of_its_own(store: Path) -> None:
    first = add(store, ROUND)

    second = add(store, ROUND, again=True)

    assert second.id.startswith(f"{first.id}-")
    assert len(second.id) == len(first.id) + 5


@pytest.mark.parametrize("state", ["postponed", "cancelled"])
def test_a_round_that_was_called_off_does_not_stand_in_the_way(store: Path, state: str) -> None:
    add(store, replace(ROUND, state=state))

    assert add(store, ROUND).state == "held"


def test_a_partner_named_twice_has_one_seat(store: Path) -> None:
    held = add(store, replace(ROUND, partners=("US", "US")))

    assert len(rows(store, "SELECT * FROM round_partner WHERE round = :id", id=held.id)) == 1


def test_outcomes_are_kept_by_chapter(store: Path) -> None:
    outcomes = (OutcomeDraft("services", "agreed"), OutcomeDraft("tbt", "progress", "Two of three"))

    held = add(store, replace(ROUND, outcomes=outcomes))

    assert rows(
        store,
        "SELECT chapter, result, note, negotiation FROM outcome WHERE round = :id ORDER BY chapter",
        id=held.id,
    ) == [
        {"chapter": "services", "result": "agreed", "note": None, "negotiation": "US-ART"},
        {"chapter": "tbt", "result": "progress", "note": "Two of three", "negotiation": "US-ART"},
    ]


def test_an_outcome_for_a_chapter_of_another_negotiation_is_refused(store: Path) -> None:
    with pytest.raises(Refused):
        add(store, replace(ROUND, outcomes=(OutcomeDraft("goods", "agreed"),)))

    assert entries(store) == []


def test_a_status_reached_at_a_round_of_one_day_has_that_day(store: Path) -> None:
    held = add(store, replace(WITH_CHINA, statuses=(("CN", "concluded"),)))

    (row,) = rows(store, "SELECT * FROM status_change WHERE round = :id", id=held.id)
    assert (row["date"], row["status"]) == ("2005-06-14", "concluded")


def test_a_status_reached_at_a_round_of_several_days_has_one_unknown_day(store: Path) -> None:
    draft = replace(WITH_CHINA, when=when("2005-06-14/2005-06-16"), statuses=(("CN", "concluded"),))

    held = add(store, draft)

    (row,) = rows(store, "SELECT * FROM status_change WHERE round = :id", id=held.id)
    assert row["date"] == "[2005-06-14..2005-06-16]"
    stated = when(row["date"])
    assert (row["earliest"], row["latest"]) == (str(stated.earliest), str(stated.latest))


def test_a_status_lower_than_what_is_held_takes_the_whole_round_back(store: Path) -> None:
    before = fingerprint(store)

    with pytest.raises(Refused, match="--reopen"):
        add(store, replace(WITH_CHINA, partners=("EU",), statuses=(("EU", "negotiating"),)))

    assert fingerprint(store) == before


def test_follow_ups_belong_to_the_round_and_its_only_partner(store: Path) -> None:
    held = add(
        store, replace(ROUND, follow_ups=(("Send the offer", when("2026-01")), ("Wait", None)))
    )

    assert rows(
        store,
        "SELECT text, partner, agreed, due, due_latest FROM follow_up WHERE round = :id"
        " ORDER BY text",
        id=held.id,
    ) == [
        {
            "text": "Send the offer",
            "partner": "US",
            "agreed": "2025-12-01",
            "due": "2026-01",
            "due_latest": "2026-01-31",
        },
        {"text": "Wait", "partner": "US", "agreed": "2025-12-01", "due": None, "due_latest": None},
    ]


def test_a_follow_up_of_several_partners_names_none(store: Path) -> None:
    held = add(store, replace(WITH_CHINA, partners=("CN", "JP"), follow_ups=(("Meet", None),)))

    assert rows(store, "SELECT partner FROM follow_up WHERE round = :id", id=held.id) == [
        {"partner": None}
    ]


def test_the_next_round_is_planned_with_the_same_table_and_nothing_else(store: Path) -> None:
    draft = replace(
        ROUND,
        mode="online",
        label="9",
        place="Ha Noi",
        summary="Progress",
        outcomes=(OutcomeDraft("tbt", "agreed"),),
        next=when("2026-02"),
    )

    add(store, draft)

    (planned,) = rows(store, "SELECT * FROM round_log WHERE id = 'us-art-2026-02-ministerial'")
    assert (planned["state"], planned["level"], planned["partners"]) == (
        "planned",
        "ministerial",
        "US",
    )
    told = ("mode", "label", "place", "heads", "summary", "outcomes")
    assert {planned[column] for column in told} == {None}


def test_all_of_a_round_is_one_entry(store: Path) -> None:
    draft = replace(
        ROUND,
        outcomes=(OutcomeDraft("tbt", "agreed"), OutcomeDraft("sps", "agreed")),
        statuses=(("US", "partly-agreed"),),
        follow_ups=(("Send the offer", None),),
        next=when("2026-02"),
    )

    add(store, draft)

    (entry,) = entries(store)
    assert [change["table_name"] for change in changes(store, entry["id"])] == [
        "source",
        *("round", "round_partner", "outcome", "outcome", "status_change", "follow_up"),
        *("round", "round_partner"),
    ]


def test_a_partner_without_a_seat_is_refused(store: Path) -> None:
    with pytest.raises(Refused):
        add(store, replace(ROUND, partners=("CN",)))

    assert entries(store) == []


@pytest.mark.parametrize(
    "draft",
    [
        replace(ROUND, label=""),
        replace(ROUND, place=" "),
        replace(ROUND, summary="\x1b[2J"),
        replace(ROUND, heads="x" * 20_001),
        replace(ROUND, follow_ups=(("", None),)),
        replace(ROUND, outcomes=(OutcomeDraft("tbt", "agreed", ""),)),
    ],
)
def test_an_unusable_text_anywhere_takes_the_whole_round_back(
    store: Path, draft: RoundDraft
) -> None:
    before = fingerprint(store)

    with pytest.raises(Misuse):
        add(store, draft)

    assert fingerprint(store) == before
