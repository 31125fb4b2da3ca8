"""One action is one transaction, one entry, and one true change for every row it touched."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from negotrack.domain.dates import when
from negotrack.record.add_note import add_note
from negotrack.record.add_round import RoundDraft, add_round
from negotrack.record.sources import cite
from negotrack.store.journal import Recording, recording
from negotrack.store.tables import Entry, Setting
from tests.conftest import Run
from tests.record.desk import record, take_back
from tests.record.test_undo import ACTIONS, Action
from tests.store.reading import TABLES, Rows, changes, entries, fingerprint, rows, tables

CLOCK = "%Y-%m-%dT%H:%M:%S.%fZ"
KEYS = {
    str(table.name): list(table.primary_key.columns.keys())
    for table in (SQLModel.metadata.sorted_tables)
}


def key_of(table: str, row: dict[str, object]) -> str:
    values = [row[column] for column in KEYS[table]]
    return str(values[0]) if len(values) == 1 else json.dumps(values, ensure_ascii=False)


def retold(path: Path) -> dict[str, Rows]:
    """Tell the record again from nothing but the journal."""
    held: dict[tuple[str, str], dict[str, object]] = {}
    for change in rows(
        path,
        "SELECT c.* FROM change c JOIN entry e ON e.id = c.entry WHERE e.via IS NULL"
        " ORDER BY recorded_at, position",
    ):
        place = (change["table_name"], change["row_key"])
        before, after = (json.loads(change[side] or "null") for side in ("before", "after"))
        assert held.get(place) == before, place
        assert after is None or key_of(place[0], after) == place[1]
        if after is None:
            del held[place]
        else:
            held[place] = after
    return {
        table: sorted(
            (row for (name, _), row in held.items() if name == table),
            key=lambda row: repr(sorted(row.items())),
        )
        for table in TABLES
    }


def test_the_journal_tells_the_seed_facts(store: Path) -> None:
    assert retold(store) == tables(store)


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_the_journal_tells_every_row_before_and_after(store: Path, action: Action) -> None:
    record(store, action)
    assert retold(store) == tables(store)

    take_back(store)
    assert retold(store) == tables(store)


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_an_action_is_one_entry_with_one_change_a_row(store: Path, action: Action) -> None:
    before = {(name, key_of(name, row)): row for name in TABLES for row in tables(store)[name]}
    record(store, action)
    after = {(name, key_of(name, row)): row for name in TABLES for row in tables(store)[name]}

    (entry,) = entries(store)
    told = changes(store, entry["id"])
    touched = {key for key in before | after if before.get(key) != after.get(key)}
    assert sorted((row["table_name"], row["row_key"]) for row in told) == sorted(touched)
    assert [row["position"] for row in told] == list(range(1, len(told) + 1))


def test_an_entry_says_who_when_and_with_which_command(run: Run, store: Path) -> None:
    began = datetime.now(UTC) - timedelta(seconds=1)

    run("set-status", "JP", "concluded", "--on", "2005-06-09", "--note", "it's done")

    (entry,) = entries(store)
    assert entry["actor"] == "desk officer"
    assert entry["command"] == ("set-status JP concluded --on 2005-06-09 --note 'it'\"'\"'s done'")
    assert entry["summary"].startswith("JP concluded")
    assert began < datetime.strptime(entry["recorded_at"], CLOCK).replace(tzinfo=UTC)


def test_without_a_name_the_login_is_the_actor(run: Run, store: Path) -> None:
    run("use", "US-ART", NEGOTRACK_ACTOR="  ", LOGNAME="tam")

    assert [entry["actor"] for entry in entries(store)] == ["tam"]


def test_a_name_in_another_encoding_stops_nothing(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEGOTRACK_ACTOR", "Nguy\udcean")

    record(store, ACTIONS["a note"])

    assert [entry["actor"] for entry in entries(store)] == ["Nguy?n"]


def test_an_action_that_changes_nothing_leaves_no_entry(store: Path) -> None:
    before = fingerprint(store)

    with recording(store, "test") as action:
        chosen = action.get(Setting, "negotiation")
        assert chosen is not None
        action.change(chosen, value="WTO")

    assert fingerprint(store) == before


def test_entries_are_in_order_even_when_the_clock_goes_back(store: Path) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=1)).strftime(CLOCK)
    with recording(store, "test") as action:
        action.session.add(
            Entry(
                id="ahead",
                recorded_at=ahead,
                actor="x",
                command="test",
                summary="x",
                previous="",
                hash="",
            )
        )
    record(store, ACTIONS["a note"])
    record(store, ACTIONS["a choice"])

    first, second, third = entries(store)
    assert first["id"] == "ahead"
    assert ahead < second["recorded_at"] < third["recorded_at"]


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_a_dry_run_tries_everything_and_keeps_nothing(store: Path, action: Action) -> None:
    before, touched = fingerprint(store), store.stat().st_mtime_ns

    record(store, action, dry=True)

    assert fingerprint(store) == before
    assert store.stat().st_mtime_ns == touched
    assert [each.name for each in store.parent.iterdir() if each.is_file()] == [store.name]


def test_a_dry_run_refuses_what_the_action_would(run: Run, store: Path) -> None:
    words = ("set-status", "EU", "negotiating", "--on", "2005-06-09")

    tried, done = run(*words, "--dry-run"), run(*words)

    assert (tried.code, tried.err) == (done.code, done.err)
    assert tried.code == 4


def test_a_dry_run_says_what_it_would_record(run: Run, store: Path) -> None:
    before = fingerprint(store)

    ran = run("set-status", "JP", "concluded", "--on", "2005-06-09", "--dry-run")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Would record in WTO: JP concluded")
    assert ran.out.endswith("Nothing was written (--dry-run).\n")
    assert fingerprint(store) == before


class PowerCut(Exception):
    """Something that nobody expected."""


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_an_exception_in_the_middle_leaves_nothing(store: Path, action: Action) -> None:
    before = fingerprint(store)

    def broken(recorded: Recording, source: str) -> None:
        action(recorded, source)
        raise PowerCut

    with pytest.raises(PowerCut):
        record(store, broken)

    assert fingerprint(store) == before


def test_a_program_killed_in_the_middle_leaves_nothing(store: Path) -> None:
    before = tables(store), rows(store, "SELECT * FROM entry")
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from negotrack.store.journal import recording\n"
        "from negotrack.store.tables import Source\n"
        "with recording(Path(sys.argv[1]), 'test') as action:\n"
        "    action.session.connection().exec_driver_sql('PRAGMA cache_size = 1')\n"
        "    for number in range(300):\n"
        "        action.add(Source(code=f's{number}', title='x' * 2000))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    done = subprocess.run([sys.executable, "-c", script, str(store)], check=False, timeout=60)

    assert done.returncode == -9
    # The half-written pages are there until the next one to open the store takes them back.
    assert store.with_name(f"{store.name}-journal").exists()
    assert (tables(store), rows(store, "SELECT * FROM entry")) == before


WRITERS, ACTIONS_EACH = 4, 5
COLLEAGUE = """
import sys
from pathlib import Path
from negotrack.domain.dates import when
from negotrack.record.add_note import add_note
from negotrack.record.sources import cite
from negotrack.store.journal import recording
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    with recording(Path(sys.argv[1]), f"{sys.argv[2]} {number}") as action:
        source = cite(action, "the same source")
        add_note(action, "WTO", None, f"{sys.argv[2]} {number}", when("2005-06"), source)
        action.effect = "noted"
"""


def test_colleagues_who_write_at_once_all_succeed(store: Path, environment: dict[str, str]) -> None:
    colleagues = [
        subprocess.Popen(
            [sys.executable, "-c", COLLEAGUE, str(store), f"colleague-{each}", str(ACTIONS_EACH)],
            env=environment | {"NEGOTRACK_TIMEOUT": "60"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for each in range(WRITERS)
    ]
    for colleague in colleagues:
        assert colleague.stdout is not None
        assert colleague.stdout.readline() == "ready\n"
    for colleague in colleagues:
        assert colleague.stdin is not None
        colleague.stdin.write("go\n")
        colleague.stdin.flush()
    for colleague in colleagues:
        _, said = colleague.communicate(timeout=120)
        assert (colleague.returncode, said) == (0, "")

    commands = [entry["command"] for entry in entries(store)]
    assert len(set(commands)) == WRITERS * ACTIONS_EACH
    for each in range(WRITERS):
        own = [command for command in commands if command.startswith(f"colleague-{each} ")]
        assert own == [f"colleague-{each} {number}" for number in range(ACTIONS_EACH)]
    assert len({entry["recorded_at"] for entry in entries(store)}) == len(commands)
    assert len(rows(store, "SELECT * FROM source WHERE title = 'the same source'")) == 1
    assert retold(store) == tables(store)


def test_foreign_keys_are_on_while_recording(store: Path) -> None:
    with recording(store, "test") as action:
        (row,) = action.rows("PRAGMA foreign_keys")

    assert row["foreign_keys"] == 1


def test_the_write_lock_is_taken_before_the_first_look(store: Path) -> None:
    with recording(store, "test") as action:
        assert cite(action, "wto-2004-06") == "wto-2004-06"
        with (
            closing(sqlite3.connect(store, timeout=0)) as colleague,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            colleague.execute("BEGIN IMMEDIATE")


def test_a_store_of_ones_own_has_a_journal_from_the_first_day(empty_store: Path) -> None:
    from negotrack.record.add_negotiation import NegotiationDraft, add_negotiation
    from negotrack.record.add_participant import Seat, add_participant
    from negotrack.record.add_partner import PartnerDraft, add_partner

    draft = NegotiationDraft("EFTA", "EFTA", "plurilateral", "signed")
    held = RoundDraft("EFTA", ("CH",), when("2026-01-15"), "held", "bilateral")
    record(empty_store, lambda a, s: add_negotiation(a, draft, s))
    record(empty_store, lambda a, s: add_partner(a, PartnerDraft("CH"), s))
    record(empty_store, lambda a, s: add_participant(a, "EFTA", "CH", Seat(), s))
    record(empty_store, lambda a, s: add_round(a, held, s))
    record(empty_store, lambda a, s: add_note(a, "EFTA", "CH", "Snow", when("2026-01-15"), s))

    assert retold(empty_store) == tables(empty_store)
    assert len(entries(empty_store)) == 5
