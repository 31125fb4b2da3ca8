"""Dated, sourced statements: a status, a milestone, a note.

Every date is EDTF text beside two plain days; an open side is 0001-01-01 or 9999-12-31.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Integer
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from negotrack.domain.ladder import BESIDE, STATUSES
from negotrack.domain.vocabulary import (
    MILESTONE_STATES,
)
from negotrack.store.tables.columns import (
    STRICT,
    days_in_order,
    filled,
    key,
    of_chapter,
    of_participant,
    one_of,
    optional,
    yes_or_no,
)


class StatusChange(SQLModel, table=True):
    """A dated, sourced statement that a participant reached a status.

    `resets` is 1 when it takes back what was reached before: a reopening, or a word beside
    the ladder.
    """

    __tablename__ = "status_change"
    __table_args__: ClassVar[Any] = (
        one_of("status", STATUSES),
        yes_or_no("resets"),
        CheckConstraint(
            f"resets = 1 OR status NOT IN ({', '.join(repr(word) for word in BESIDE)})",
            name="beside_the_ladder_resets",
        ),
        days_in_order(),
        of_participant(),
        of_chapter(),
        Index(
            "status_change_of_partner", "negotiation", "partner", "chapter", "latest", "earliest"
        ),
        Index(
            "status_change_resets",
            "negotiation",
            "partner",
            "chapter",
            "latest",
            sqlite_where=sql("resets = 1"),
        ),
        STRICT,
    )

    id: str = key()
    negotiation: str = filled()
    partner: str = filled()
    chapter: str | None = optional()
    status: str = filled()
    date: str = filled()
    earliest: str = filled()
    latest: str = filled()
    resets: int = Field(default=0, sa_type=Integer)
    round: str | None = optional("round.id")
    note: str | None = optional()
    source: str = filled("source.code")


class MilestoneDate(SQLModel, table=True):
    """A dated, sourced statement that a milestone is planned for, or was reached on, a day."""

    __tablename__ = "milestone_date"
    __table_args__: ClassVar[Any] = (
        one_of("state", MILESTONE_STATES),
        days_in_order(),
        ForeignKeyConstraint(
            ["negotiation", "milestone"], ["milestone.negotiation", "milestone.code"]
        ),
        Index("milestone_date_of", "negotiation", "milestone"),
        STRICT,
    )

    id: str = key()
    negotiation: str = filled()
    milestone: str = filled()
    state: str = filled()
    date: str = filled()
    earliest: str = filled()
    latest: str = filled()
    note: str | None = optional()
    source: str = filled("source.code")


class Note(SQLModel, table=True):
    """A dated, sourced statement about a negotiation that fits no other table."""

    __table_args__: ClassVar[Any] = (
        days_in_order(),
        of_participant(),
        Index("note_of_negotiation", "negotiation"),
        STRICT,
    )

    id: str = key()
    negotiation: str = filled("negotiation.code")
    partner: str | None = optional()
    date: str = filled()
    earliest: str = filled()
    latest: str = filled()
    text: str = filled()
    source: str = filled("source.code")
