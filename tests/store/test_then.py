"""A store as it was known: a private copy gives back what was, and the store is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest

from negotrack.domain.dates import when
from negotrack.domain.instants import end_of
from negotrack.errors import NotFound, Refused, StoreProblem
from negotrack.record.add_note import add_note
from negotrack.store.journal import Recording, recording
from negotrack.store.tables import Partner, PartnerName, Round, Setting, Source
from negotrack.store.then import then_reader
from tests.record.desk import record, take_back
from tests.record.test_undo import ACTIONS, Action
from tests.store.past import TODAY, at, known, known_on, newest
from tests.store.reading import changes, entries, fingerprint, rows, tables


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_before_an_action_its_rows_are_as_they_were(store: Path, action: Action) -> None:
    instants = [(newest(store), tables(store))]
    record(store, action)
    instants.append((newest(store), tables(store)))
    take_back(store)
    instants.append((newest(store), tables(store)))

    for recorded_at, told in instants:
        assert known_on(store, recorded_at) == told


def test_all_actions_one_after_another_are_told_for_each_instant(store: Path) -> None:
    instants = [(newest(store), tables(store))]
    for action in ACTIONS.values():
        with suppress(Refused):
            record(store, action)
        instants.append((newest(store), tables(store)))

    for recorded_at, told in instants:
        assert known_on(store, recorded_at) == told


def test_an_action_is_known_from_its_own_microsecond_on(store: Path) -> None:
    before = tables(store)
    record(store, ACTIONS["a note"])
    after, recorded_at = tables(store), newest(store)

    assert known_on(store, recorded_at) == after
    just_before = recorded_at[:-2] + chr(ord(recorded_at[-2]) - 1) + "Z"
    assert known_on(store, just_before) == before


def test_texts_that_sql_and_json_would_trip_over_come_back_as_they_were(store: Path) -> None:
    odd = [
        "it's",
        '"quoted"',
        "Nhật Bản\nnext line\ttab",
        "[1, 2]",
        "null",
        "007",
        "\\u0041",
        "$.x",
    ]

    def rename(action: Recording, _: str) -> None:
        for number, text in enumerate(odd):
            action.add(PartnerName(partner="JP", name=text))
            action.add(Partner(code=f"X{number}", name=text, kind="economy", source="wto-2004-06"))

    def take_away(action: Recording, _: str) -> None:
        for number, text in enumerate(odd):
            name, partner = action.get(PartnerName, "JP", text), action.get(Partner, f"X{number}")
            assert name is not None
            assert partner is not None
            action.remove(name)
            action.remove(partner)

    record(store, rename)
    told, recorded_at = tables(store), newest(store)
    record(store, take_away)

    assert tables(store) != told
    assert known_on(store, recorded_at) == told


def test_rows_that_follow_another_follow_it_back(store: Path) -> None:
    before, recorded_at = tables(store), newest(store)

    def postpone(action: Recording, _: str) -> None:
        planned = action.get(Round, "us-art-2025-11-ministerial-online")
        assert planned is not None
        action.change(planned, date="2026", earliest="2026-01-01", latest="2026-12-31")

    record(store, postpone)
    assert any(
        change["table_name"] == "round_partner"
        for change in changes(store, entries(store)[-1]["id"])
    )

    assert known_on(store, recorded_at) == before


def test_a_row_changed_many_times_is_what_the_first_later_change_found(store: Path) -> None:
    told = {}
    for number in range(12):
        with recording(store, "rename") as action:
            chosen = action.get(Setting, "negotiation")
            assert chosen is not None
            action.change(chosen, value=f"N{number}")
        told[newest(store)] = f"N{number}"

    for recorded_at, value in told.items():
        reader = then_reader(store, at(recorded_at))
        assert [row["value"] for row in reader.rows("SELECT value FROM setting")] == [value]


def test_the_views_tell_what_was_known_as_well(store: Path) -> None:
    said = (
        "SELECT status FROM standing"
        " WHERE negotiation = 'WTO' AND partner = 'JP' AND chapter IS NULL"
    )
    recorded_at = newest(store)
    former = rows(store, said)
    record(store, ACTIONS["a status"])
    assert rows(store, said) == [{"status": "concluded"}]

    assert [dict(row) for row in then_reader(store, at(recorded_at)).rows(said)] == former  # type: ignore[call-overload]


def test_an_entry_taken_over_has_no_effect_of_its_own(store: Path) -> None:
    record(store, ACTIONS["a note"])
    told, recorded_at = tables(store), newest(store)
    record(store, ACTIONS["a choice"])
    with closing(sqlite3.connect(store)) as stranger, stranger:
        stranger.execute(
            "INSERT INTO entry SELECT 'afar0000', '2099-01-01T00:00:00.000000Z', 'x', 'x', 'x',"
            " NULL, id, '', '' FROM entry ORDER BY recorded_at DESC LIMIT 1"
        )
        stranger.execute(
            "INSERT INTO change VALUES ('afar0000', 1, 'setting', 'negotiation',"
            ' \'{"name": "negotiation", "value": "NOWHERE"}\', NULL)'
        )

    assert known_on(store, recorded_at) == told
    assert known(then_reader(store, end_of(TODAY))) == tables(store)


def test_before_the_beginning_nothing_was_known(store: Path, empty_store: Path) -> None:
    with pytest.raises(NotFound, match=r"told nothing: its first entry is of 20\d\d-"):
        then_reader(store, end_of(date(2005, 5, 12)))
    with pytest.raises(NotFound, match="told nothing: its journal is empty"):
        then_reader(empty_store, end_of(TODAY))


def test_a_store_of_ones_own_is_empty_of_facts_that_came_later(empty_store: Path) -> None:
    def begin(action: Recording, source: str) -> None:
        action.add(Source(code="first", title="First"))

    record(empty_store, begin)
    told, recorded_at = tables(empty_store), newest(empty_store)
    for code in ("second", "third"):
        record(empty_store, lambda a, _, code=code: a.add(Source(code=code, title=code)))  # type: ignore[misc]

    assert known_on(empty_store, recorded_at) == told


def test_nothing_is_written_into_or_beside_the_store(store: Path) -> None:
    begun = newest(store)
    record(store, ACTIONS["a round with everything"])
    before, touched = fingerprint(store), store.stat().st_mtime_ns

    reader = then_reader(store, at(begun))
    reader.rows("SELECT * FROM round")

    assert (fingerprint(store), store.stat().st_mtime_ns) == (before, touched)
    assert [each.name for each in store.parent.iterdir() if each.is_file()] == [store.name]
    reader.close()


def test_a_colleague_may_write_while_the_past_is_read(store: Path) -> None:
    recorded_at, told = newest(store), tables(store)
    reader = then_reader(store, at(recorded_at))

    record(store, lambda a, s: add_note(a, "WTO", None, "Meanwhile", when("2025-11"), s))

    assert len(entries(store)) == 1
    assert known(reader) == told


def test_the_past_may_be_read_while_a_colleague_prepares_to_write(store: Path) -> None:
    recorded_at, told = newest(store), tables(store)
    with closing(sqlite3.connect(store, isolation_level=None)) as colleague:
        colleague.execute("BEGIN IMMEDIATE")
        colleague.execute("UPDATE setting SET value = 'US-ART'")
        assert known_on(store, recorded_at) == told
        colleague.execute("ROLLBACK")


def test_a_store_locked_for_everybody_is_waited_for_and_then_given_up(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEGOTRACK_TIMEOUT", "0.1")
    with closing(sqlite3.connect(store, isolation_level=None)) as colleague:
        colleague.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreProblem, match="locked by another program"):
            then_reader(store, end_of(TODAY))
        colleague.execute("ROLLBACK")


def test_a_store_that_another_tool_has_put_into_wal_can_be_read_back(store: Path) -> None:
    recorded_at, told = newest(store), tables(store)
    with closing(sqlite3.connect(store)) as tool:
        tool.execute("PRAGMA journal_mode = WAL")
    record(store, ACTIONS["a note"])

    assert known_on(store, recorded_at) == told
