"""The journal: one entry per action of a user, one change per row it touched; append-only."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index, Integer
from sqlmodel import Field, SQLModel

from negotrack.store.tables.columns import STRICT, filled, key, optional


class Entry(SQLModel, table=True):
    """One action: who took it, when, and with which command."""

    __table_args__: ClassVar[Any] = (Index("entry_recorded_at", "recorded_at"), STRICT)

    id: str = key()
    recorded_at: str = filled()
    actor: str = filled()
    command: str = filled()
    summary: str = filled()
    undoes: str | None = optional("entry.id")


class Change(SQLModel, table=True):
    """What one action did to one row: the row before and after, as JSON objects."""

    __table_args__: ClassVar[Any] = (Index("change_row", "table_name", "row_key"), STRICT)

    entry: str = key("entry.id")
    position: int = Field(sa_type=Integer, primary_key=True)
    table_name: str = filled()
    row_key: str = filled()
    before: str | None = optional()
    after: str | None = optional()
