"""Seal the journal: each entry carries its hash; an entry may undo several, or come from afar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from negotrack.store.chain import BEGINNING, sealed

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Rebuild both tables of the journal around what they hold."""
    for table in ("entry", "change"):
        for what in ("update", "delete", "replace"):
            op.execute(f"DROP TRIGGER {table}_refuses_{what}")
        op.execute(f"ALTER TABLE {table} RENAME TO former_{table}")
    op.execute("DROP INDEX entry_recorded_at")
    op.execute("DROP INDEX change_row")
    _tables()
    op.execute(
        "INSERT INTO change SELECT entry, position, table_name, row_key, before, after"
        " FROM former_change"
    )
    _copy_entries()
    op.execute("DROP TABLE former_change")
    op.execute("DROP TABLE former_entry")
    op.create_index("outcome_of_partner", "outcome", ["negotiation", "partner"], unique=False)
    for table, again in _AGAIN.items():
        _refuse(table, "update", "UPDATE")
        _refuse(table, "delete", "DELETE")
        # INSERT OR REPLACE takes the old row away without asking the triggers on DELETE.
        _refuse(table, "replace", "INSERT", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {again})")


_AGAIN = {
    "entry": "id = NEW.id",
    "undoing": "entry = NEW.entry AND undone = NEW.undone",
    "change": "entry = NEW.entry AND position = NEW.position",
}


def _tables() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["via"], ["entry.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("entry_recorded_at", "entry", ["recorded_at"], unique=False)
    op.create_table(
        "undoing",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("undone", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["entry.id"]),
        sa.ForeignKeyConstraint(["undone"], ["entry.id"]),
        sa.PrimaryKeyConstraint("entry", "undone"),
        sqlite_strict=True,
    )
    op.create_index("undoing_undone", "undoing", ["undone"], unique=False)
    op.create_table(
        "change",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["entry"], ["entry.id"], deferrable=True, initially="DEFERRED"),
        sa.PrimaryKeyConstraint("entry", "position"),
        sqlite_strict=True,
    )
    op.create_index("change_row", "change", ["table_name", "row_key"], unique=False)


def _copy_entries() -> None:
    connection = op.get_bind()
    previous = BEGINNING
    former = connection.exec_driver_sql("SELECT * FROM former_entry ORDER BY recorded_at, id")
    for row in former.mappings().all():
        entry: dict[str, Any] = {**row, "reason": None, "previous": previous}
        undone = [row["undoes"]] if row["undoes"] else []
        previous = sealed(entry, undone, _changes_of(row["id"]))
        connection.execute(
            sa.text(
                "INSERT INTO entry VALUES"
                " (:id, :recorded_at, :actor, :command, :summary, NULL, NULL, :previous, :hash)"
            ),
            {**entry, "hash": previous},
        )
        for each in undone:
            connection.execute(
                sa.text("INSERT INTO undoing VALUES (:entry, :undone)"),
                {"entry": row["id"], "undone": each},
            )


def _changes_of(entry: str) -> Iterator[Any]:
    found = op.get_bind().execute(
        sa.text("SELECT * FROM change WHERE entry = :entry ORDER BY position"), {"entry": entry}
    )
    yield from found.mappings()


def _refuse(table: str, what: str, verb: str, when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_refuses_{what} BEFORE {verb} ON {table} {when} "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )
