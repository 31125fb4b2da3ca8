"""What was agreed to do next, and what one side asks of the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from negotrack.domain.dates import when
from negotrack.errors import Misuse, Refused
from negotrack.record.add_follow_up import FollowUpDraft, add_follow_up, finish_follow_up
from negotrack.record.add_request import RequestDraft, add_request, set_request
from negotrack.store.journal import Recording
from negotrack.store.tables import FollowUp, Request, RequestChange
from tests.record.desk import record
from tests.store.reading import changes, entries, fingerprint, rows

TASK = FollowUpDraft("US-ART", "Send the offer", when("2025-11-14"), when("2025-12"), partner="US")
WISH = RequestDraft("US-ART", "US", "VN", "Lower the tariff on beef", when("2025-11-14"))


def agree(path: Path, draft: FollowUpDraft) -> FollowUp:
    def verb(action: Recording, source: str) -> FollowUp:
        return add_follow_up(action, draft, source)

    return record(path, verb)


def finish(path: Path, key: str, on: str, note: str | None = None) -> FollowUp:
    def verb(action: Recording, source: str) -> FollowUp:
        return finish_follow_up(action, key, when(on), note)

    return record(path, verb, source="wto-2004-06")


def ask(path: Path, draft: RequestDraft) -> Request:
    def verb(action: Recording, source: str) -> Request:
        return add_request(action, draft, source)

    return record(path, verb)


def answer(path: Path, request: str, state: str, on: str) -> RequestChange:
    def verb(action: Recording, source: str) -> RequestChange:
        return set_request(action, request, state, when(on), None, source)

    return record(path, verb)


def test_a_follow_up_keeps_both_its_dates(store: Path) -> None:
    agreed = agree(store, TASK)

    (row,) = rows(store, "SELECT * FROM follow_up WHERE id = :id", id=agreed.id)
    assert (row["agreed"], row["earliest"], row["latest"]) == ("2025-11-14",) * 3
    assert (row["due"], row["due_earliest"], row["due_latest"]) == (
        "2025-12",
        "2025-12-01",
        "2025-12-31",
    )
    assert row["done"] is None


def test_a_follow_up_is_done_once(store: Path) -> None:
    agreed = agree(store, TASK)
    finish(store, agreed.id, "2025-12-03", "By courier")
    before = fingerprint(store)

    with pytest.raises(Refused, match="done already"):
        finish(store, agreed.id, "2025-12-04")

    assert fingerprint(store) == before
    (row,) = rows(store, "SELECT * FROM follow_up WHERE id = :id", id=agreed.id)
    assert (row["done"], row["done_latest"], row["done_note"]) == (
        "2025-12-03",
        "2025-12-03",
        "By courier",
    )
    (change,) = changes(store, entries(store)[-1]["id"])
    assert (change["table_name"], change["row_key"]) == ("follow_up", agreed.id)


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (replace(TASK, text=" "), Misuse),
        (replace(TASK, text="x" * 100_000), Misuse),
        (replace(TASK, partner="CN"), Refused),
        (replace(TASK, round="no-such-round"), Refused),
        (replace(TASK, round="wto-2005-05-cn"), Refused),
    ],
)
def test_an_unusable_follow_up_is_refused(
    store: Path, draft: FollowUpDraft, error: type[Exception]
) -> None:
    before = fingerprint(store)

    with pytest.raises(error):
        agree(store, draft)

    assert fingerprint(store) == before


def test_a_request_begins_as_raised(store: Path) -> None:
    asked = ask(store, WISH)

    assert rows(
        store, "SELECT state, date FROM request_change WHERE request = :id", id=asked.id
    ) == [{"state": "raised", "date": "2025-11-14"}]
    assert len(entries(store)) == 1


def test_what_becomes_of_a_request_is_added_and_replaces_nothing(store: Path) -> None:
    asked = ask(store, WISH)
    answer(store, asked.id, "under-consideration", "2025-11")
    answer(store, asked.id, "declined", "2025-12-01")

    assert [
        row["state"]
        for row in rows(
            store,
            "SELECT state FROM request_change WHERE request = :id ORDER BY latest",
            id=asked.id,
        )
    ] == ["raised", "under-consideration", "declined"]


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (replace(WISH, asked="US"), Misuse),
        (replace(WISH, text=""), Misuse),
        (replace(WISH, asked="ZZ"), Refused),
        (replace(WISH, chapter="goods"), Refused),
        (replace(WISH, round="wto-2005-05-cn"), Refused),
    ],
)
def test_an_unusable_request_is_refused(
    store: Path, draft: RequestDraft, error: type[Exception]
) -> None:
    before = fingerprint(store)

    with pytest.raises(error):
        ask(store, draft)

    assert fingerprint(store) == before


@pytest.mark.parametrize(("request_id", "state"), [("no-such", "accepted"), (None, "ignored")])
def test_an_unknown_request_or_state_is_refused(
    store: Path, request_id: str | None, state: str
) -> None:
    known = ask(store, WISH).id

    with pytest.raises(Refused):
        answer(store, request_id or known, state, "2025-12-01")

    assert len(entries(store)) == 1
