"""Writing many rows at once, and taking back part of an action: the journal tells the same."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from negotrack.errors import Refused
from negotrack.store.chain import Seal, sealed
from negotrack.store.journal import recording
from negotrack.store.rows import TABLES, key_of, table_of, writer, written
from negotrack.store.scratch import Scratch
from negotrack.store.tables import PartnerName, Setting, Source
from tests.conftest import Run
from tests.store.reading import changes, entries, fingerprint, rows

TEXTS = st.text(max_size=30)
VALUES = st.one_of(st.none(), TEXTS, st.integers(-(2**63), 2**63 - 1))


@given(st.dictionaries(st.from_regex("[a-z_]{1,8}", fullmatch=True), VALUES))
def test_columns_are_written_as_json_writes_them(values: dict[str, Any]) -> None:
    assert written(values) == json.dumps(values, ensure_ascii=False, sort_keys=True)


@given(TEXTS, st.one_of(st.none(), TEXTS))
def test_a_seal_is_of_json(key: str, after: str | None) -> None:
    import hashlib

    seal = Seal()
    seal.take("round", key, None, after)
    entry = dict.fromkeys(
        ("id", "recorded_at", "actor", "command", "summary", "reason", "previous"), ""
    )
    parts = [["round", key, None, after], [""] * 7]
    plain = "".join(json.dumps(part, ensure_ascii=False) + "\n" for part in parts)
    assert seal.close(entry, []) == hashlib.sha256(plain.encode(errors="surrogatepass")).hexdigest()


@pytest.mark.parametrize("name", TABLES)
def test_many_rows_are_written_as_one_is(name: str) -> None:
    table = table_of(TABLES[name])
    row = {
        column.name: 3 if str(column.type) == "INTEGER" else 'a "b" ü\n' for column in table.columns
    }
    key, after = writer(table)(tuple(row.values()))
    assert (key, after) == (key_of(table, row), written(row))


def test_rows_that_are_added_together_are_journalled_one_by_one(run: Run, store: Path) -> None:
    with recording(store, "test") as action:
        action.add(Setting(name="before", value="x"))
        action.add_all(
            PartnerName,
            [{"partner": "JP", "name": f"Nippon {n}", "language": None} for n in range(700)],
        )
        action.add(Setting(name="after", value="x"))
        action.effect = "many rows"

    (entry,) = entries(store)
    told = changes(store, entry["id"])
    assert [change["position"] for change in told] == list(range(1, 703))
    assert told[1]["row_key"] == '["JP", "Nippon 0"]'
    assert entry["hash"] == sealed(entry, [], told)
    assert "Sound" in run("check").out


def test_nothing_together_is_nothing(store: Path) -> None:
    before = fingerprint(store)
    with recording(store, "test") as action:
        action.add_all(Source, [])
        assert not action.changed
    assert fingerprint(store) == before


class TestAttempts:
    """Part of an action that fails leaves nothing, and the rest goes on."""

    def test_what_fails_is_taken_back_and_what_does_not_stays(self, run: Run, store: Path) -> None:
        with recording(store, "test") as action:
            for number in range(4):
                try:
                    with action.attempt():
                        action.add(Setting(name=f"{number}", value="x"))
                        if number % 2:
                            raise Refused("odd")
                except Refused:
                    pass
            action.effect = "the even ones"

        found = rows(store, "SELECT name FROM setting WHERE name < 'a' ORDER BY name")
        assert [row["name"] for row in found] == ["0", "2"]
        (entry,) = entries(store)
        assert [change["position"] for change in changes(store, entry["id"])] == [1, 2]
        assert "Sound" in run("check").out

    def test_changes_that_went_to_the_journal_meanwhile_come_back(self, store: Path) -> None:
        with recording(store, "test") as action:
            action.add(Setting(name="kept", value="x"))
            with suppress(Refused), action.attempt():
                for number in range(1_200):
                    action.add(Setting(name=f"n{number}", value="x"))
                raise Refused("too many")
            action.effect = "one row"

        (entry,) = entries(store)
        told = changes(store, entry["id"])
        assert [change["row_key"] for change in told] == ["kept"]
        assert entry["hash"] == sealed(entry, [], told)

    def test_what_the_database_refuses_does_not_end_the_action(self, store: Path) -> None:
        with recording(store, "test") as action:
            with pytest.raises(IntegrityError), action.attempt():
                action.add(PartnerName(partner="nobody", name="x"))
            action.add(Setting(name="kept", value="x"))
            action.effect = "one row"
        assert rows(store, "SELECT * FROM setting WHERE name = 'kept'")

    def test_tables_of_this_run_go_back_as_well_and_are_gone_at_the_end(self, store: Path) -> None:
        with recording(store, "test") as action:
            scratch = Scratch.beside(action.session)
            scratch.make("CREATE TEMP TABLE seen (x)")
            for number in range(3):
                try:
                    with action.attempt():
                        scratch.put("INSERT INTO seen VALUES (?)", number)
                        if number == 1:
                            raise Refused("no")
                except Refused:
                    pass
            assert list(scratch.each("SELECT x FROM seen")) == [(0,), (2,)]
            assert scratch.first("SELECT max(x) FROM seen WHERE x > ?", 5) == (None,)
        assert rows(store, "SELECT name FROM sqlite_master WHERE name = 'seen'") == []

    def test_what_the_driver_refuses_is_a_sentence(self, store: Path) -> None:
        before = fingerprint(store)
        with pytest.raises(Refused, match="does not allow this"), recording(store, "x") as action:
            action.add_all(Setting, [{"name": "twice", "value": "x"}] * 2)
        assert fingerprint(store) == before
