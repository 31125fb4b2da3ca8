"""The tables: as the classes say, strict, and guarded against what nobody may write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect
from sqlmodel import SQLModel

from negotrack.domain.ladder import BESIDE, LADDER
from negotrack.errors import Refused
from negotrack.store.journal import recording
from negotrack.store.opening import connect
from negotrack.store.tables import JOURNALLED, Partner, Setting
from tests.store.reading import TABLES, entries, rows


@pytest.fixture
def migrated(store: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{store}")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def declared() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        SQLModel.metadata.create_all(connection)
        yield connection
    engine.dispose()


@pytest.fixture
def changed(store: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that checks foreign keys, as the program's own do."""
    with closing(connect(store, writing=True)) as connection:
        yield connection


def test_the_migrations_lead_to_the_tables_of_the_classes(migrated: Connection) -> None:
    context = MigrationContext.configure(
        migrated, opts={"include_name": lambda name, *_: name != "alembic_version"}
    )

    assert compare_metadata(context, SQLModel.metadata) == []


def constraints_of(connection: Connection, table: str) -> dict[str, Any]:
    found = inspect(connection)
    return {
        "columns": [
            (each["name"], str(each["type"]), each["nullable"], each["default"])
            for each in found.get_columns(table)
        ],
        "primary key": found.get_pk_constraint(table)["constrained_columns"],
        "checks": sorted(
            (each["name"], each["sqltext"]) for each in found.get_check_constraints(table)
        ),
        "foreign keys": sorted(
            repr(sorted(each.items())) for each in found.get_foreign_keys(table)
        ),
        "unique": sorted(map(repr, found.get_unique_constraints(table))),
        "indexes": connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? ORDER BY 1",
            (table,),
        ).all(),
    }


@pytest.mark.parametrize("table", [*TABLES, "entry", "change"])
def test_every_constraint_is_in_the_migrations_as_in_the_classes(
    migrated: Connection, declared: Connection, table: str
) -> None:
    assert constraints_of(migrated, table) == constraints_of(declared, table)


def test_every_table_is_strict(store: Path) -> None:
    lax = [
        row["name"]
        for row in rows(store, "PRAGMA table_list")
        if row["type"] == "table"
        and not row["strict"]
        and row["name"] not in ("sqlite_schema", "sqlite_temp_schema", "alembic_version")
    ]

    assert lax == []


def test_the_journal_knows_every_table(store: Path) -> None:
    made = {row["name"] for row in rows(store, "SELECT name FROM sqlite_master WHERE type='table'")}

    assert made - {"alembic_version", "entry", "undoing", "change"} == set(TABLES)
    assert len(TABLES) == len(JOURNALLED)


def test_no_identity_is_a_counted_integer(store: Path) -> None:
    counted = [
        f"{table}.{column['name']}"
        for table in TABLES
        for column in rows(store, f"PRAGMA table_info({table})")
        if column["pk"] and column["type"] != "TEXT"
    ]

    assert counted == []


BAD = {
    "a status nobody knows": "UPDATE status_change SET status = 'nearly'",
    "a status in capitals": "UPDATE status_change SET status = 'Concluded'",
    "no status": "UPDATE status_change SET status = NULL",
    "a reset that is neither yes nor no": "UPDATE status_change SET resets = 2",
    "a word beside the ladder that takes nothing back": (
        "UPDATE status_change SET status = 'suspended', resets = 0"
    ),
    "a state of a round nobody knows": "UPDATE round SET state = 'finished'",
    "a level nobody knows": "UPDATE round SET level = 'summit'",
    "a mode nobody knows": "UPDATE round SET mode = 'telex'",
    "a track nobody knows": "UPDATE round SET track = 'sideways'",
    "a result nobody knows": "UPDATE outcome SET result = 'fine'",
    "a state of a milestone nobody knows": "UPDATE milestone_date SET state = 'hoped'",
    "a stage before the first": "UPDATE milestone SET stage = 0",
    "a state of a request nobody knows": "UPDATE request_change SET state = 'ignored'",
    "a kind of negotiation nobody knows": "UPDATE negotiation SET kind = 'chat'",
    "a rung nobody knows": "UPDATE negotiation SET closed_from = 'suspended'",
    "a kind of partner nobody knows": "UPDATE partner SET kind = 'planet'",
    "a role nobody knows": "UPDATE participant SET role = 'guest'",
    "negative votes": "UPDATE participant SET votes = -1",
    "a say that is neither yes nor no": "UPDATE participant SET may_block = 2",
    "votes in words": "UPDATE participant SET votes = 'many'",
    "a stage in words": "UPDATE milestone SET stage = 'first'",
    "half a vote": "UPDATE participant SET votes = 0.5",
    "bytes for a title": "UPDATE negotiation SET title = x'00ff'",
    "a statement without a source": "UPDATE status_change SET source = NULL",
    "a partner without a name": "UPDATE partner SET name = NULL",
    "two default rules": "UPDATE rule SET is_default = 1",
    "a partner without a code": "INSERT INTO partner VALUES (NULL, NULL, 'X', 'economy', 'x')",
}


@pytest.mark.parametrize("sql", BAD.values(), ids=BAD.keys())
def test_the_file_itself_refuses(store: Path, sql: str) -> None:
    # A stranger's connection, without our pragmas.
    with closing(sqlite3.connect(store)) as stranger, pytest.raises(sqlite3.IntegrityError):
        stranger.execute(sql)


def dated_columns() -> list[tuple[str, str]]:
    return [
        (str(table.name), column.removesuffix("earliest"))
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns.keys()  # noqa: SIM118 - a ColumnCollection yields columns
        if column.endswith("earliest")
    ]


@pytest.mark.parametrize(("table", "prefix"), dated_columns())
@pytest.mark.parametrize(
    ("earliest", "latest"),
    [
        ("2005-05-12", "2005-05-11"),
        ("2005-05", "2005-06-01"),
        ("2005-05-01", "2005-5-31"),
        ("", ""),
    ],
)
def test_days_out_of_order_or_cut_short_are_refused(
    store: Path, table: str, prefix: str, earliest: str, latest: str
) -> None:
    with closing(sqlite3.connect(store)) as stranger, pytest.raises(sqlite3.IntegrityError):
        stranger.execute(
            f"UPDATE {table} SET {prefix}earliest = ?, {prefix}latest = ?", (earliest, latest)
        )


@pytest.mark.parametrize("status", [*LADDER, *BESIDE])
def test_every_word_of_the_ladder_is_allowed(store: Path, status: str) -> None:
    with closing(sqlite3.connect(store)) as stranger:
        stranger.execute("UPDATE status_change SET status = ?, resets = 1", (status,))


DANGLING = {
    "a partner that has a seat": "DELETE FROM partner WHERE code = 'US'",
    "a source that is cited": "DELETE FROM source WHERE code = 'vnexpress-2005-05'",
    "a negotiation with rounds": "DELETE FROM negotiation WHERE code = 'WTO'",
    "a round with outcomes": "DELETE FROM round WHERE id = 'us-art-2025-11-12-technical'",
    "the seat of a partner with a status": "DELETE FROM participant WHERE partner = 'CN'",
    "a chapter with outcomes": "DELETE FROM chapter WHERE code = 'tbt'",
    "a milestone with a date": "DELETE FROM milestone WHERE code = 'joint-statement'",
    "a group with members": "DELETE FROM partner_group",
    "a request with a state": "DELETE FROM request",
    "the key of a partner": "UPDATE partner SET code = 'USA' WHERE code = 'US'",
}


@pytest.mark.parametrize("sql", DANGLING.values(), ids=DANGLING.keys())
def test_what_others_rest_on_cannot_be_taken_away(changed: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        changed.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE status_change SET partner = 'ZZ'",
        # Cuba has a seat in the WTO talks and none in the reciprocal trade talks.
        "UPDATE status_change SET partner = 'CU' WHERE negotiation = 'US-ART'",
        "UPDATE status_change SET chapter = 'tbt' WHERE negotiation = 'WTO'",
        "UPDATE round_partner SET latest = '2001-01-01'",
        "UPDATE rule SET source = 'hearsay'",
    ],
)
def test_what_is_not_there_cannot_be_named(changed: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        changed.execute(sql)


def test_the_program_says_so_when_the_file_refuses(store: Path) -> None:
    def settle_on_a_planet() -> None:
        with recording(store, "test") as action:
            action.add(Setting(name="colour", value="blue"))
            action.add(Partner(code="XX", name="Nowhere", kind="planet", source="own-record"))

    with pytest.raises(Refused, match="nothing was written"):
        settle_on_a_planet()

    assert entries(store) == []
    assert rows(store, "SELECT name FROM setting") == [{"name": "negotiation"}]


JOURNAL_REFUSES = [
    "UPDATE entry SET actor = 'somebody else'",
    "UPDATE entry SET summary = summary",
    "DELETE FROM entry",
    "UPDATE change SET after = NULL",
    "DELETE FROM change WHERE position = 1",
    "INSERT OR REPLACE INTO entry SELECT * FROM entry",
    "REPLACE INTO change SELECT entry, position, table_name, row_key, NULL, NULL FROM change",
    "INSERT INTO entry SELECT * FROM entry WHERE true ON CONFLICT (id) DO UPDATE SET actor = 'x'",
]


@pytest.mark.parametrize("sql", JOURNAL_REFUSES)
def test_nobody_rewrites_the_journal(store: Path, sql: str) -> None:
    before = rows(store, "SELECT * FROM entry"), rows(store, "SELECT * FROM change")

    with (
        closing(sqlite3.connect(store)) as stranger,
        pytest.raises(sqlite3.IntegrityError, match="the journal is append-only"),
    ):
        stranger.execute(sql)

    assert (rows(store, "SELECT * FROM entry"), rows(store, "SELECT * FROM change")) == before
