"""The journal: one entry per action of a user, one change per row it touched; append-only."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, Integer
from sqlmodel import Field, SQLModel

from negotrack.store.tables.columns import STRICT, filled, key, optional


class Entry(SQLModel, table=True):
    """One action: who took it, when, with which command, and why if that was said.

    `hash` seals its content and the entry before it, whose hash is `previous`. `via` names the
    entry that took it over from another store; then it has no effect of its own here.
    """

    __table_args__: ClassVar[Any] = (Index("entry_recorded_at", "recorded_at"), STRICT)

    id: str = key()
    recorded_at: str = filled()
    actor: str = filled()
    command: str = filled()
    summary: str = filled()
    reason: str | None = optional()
    via: str | None = optional("entry.id")
    previous: str = filled()
    hash: str = filled()


class Undoing(SQLModel, table=True):
    """One entry takes back another."""

    __table_args__: ClassVar[Any] = (Index("undoing_undone", "undone"), STRICT)

    entry: str = key("entry.id")
    undone: str = key("entry.id")


class Change(SQLModel, table=True):
    """What one action did to one row: the row before and after, as JSON objects.

    Changes are written while an action goes on and its entry at the end, when it can be sealed:
    hence the deferred key.
    """

    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(["entry"], ["entry.id"], deferrable=True, initially="DEFERRED"),
        Index("change_row", "table_name", "row_key"),
        STRICT,
    )

    entry: str = key()
    position: int = Field(sa_type=Integer, primary_key=True)
    table_name: str = filled()
    row_key: str = filled()
    before: str | None = optional()
    after: str | None = optional()
