"""What happened: rounds, outcomes, status changes, milestones, requests, follow-ups, notes.

Every date is EDTF text beside two plain days; an open side is 0001-01-01 or 9999-12-31.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Integer, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from negotrack.domain.ladder import BESIDE, STATUSES
from negotrack.domain.vocabulary import (
    LEVELS,
    MILESTONE_STATES,
    MODES,
    REQUEST_STATES,
    RESULTS,
    ROUND_STATES,
    TRACKS,
)
from negotrack.store.tables.columns import (
    STRICT,
    days_in_order,
    filled,
    key,
    one_of,
    optional,
    yes_or_no,
)


def _of_participant() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["negotiation", "partner"], ["participant.negotiation", "participant.partner"]
    )


def _of_chapter() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["negotiation", "chapter"], ["chapter.negotiation", "chapter.code"])


class Round(SQLModel, table=True):
    """One session of a negotiation; its label is what sources call it, not a count."""

    __table_args__: ClassVar[Any] = (
        one_of("track", TRACKS),
        one_of("level", LEVELS),
        one_of("mode", MODES),
        one_of("state", ROUND_STATES),
        days_in_order(),
        UniqueConstraint("id", "negotiation", "latest", name="round_of_a_day"),
        Index("round_by_day", "negotiation", "latest"),
        Index("round_by_first_day", "negotiation", "state", "earliest"),
        Index("round_by_state", "negotiation", "state", "latest", "earliest"),
        STRICT,
    )

    id: str = key()
    negotiation: str = filled("negotiation.code")
    track: str = filled()
    level: str | None = optional()
    mode: str | None = optional()
    label: str | None = optional()
    date: str = filled()
    earliest: str = filled()
    latest: str = filled()
    place: str | None = optional()
    state: str = filled()
    heads: str | None = optional()
    summary: str | None = optional()
    note: str | None = optional()
    source: str = filled("source.code")


class RoundPartner(SQLModel, table=True):
    """A partner at a round; none means a plenary.

    It repeats the round's negotiation and last day, held in step by the foreign key, so that a
    partner's last round is one look into an index however many rounds there are.
    """

    __tablename__ = "round_partner"
    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(
            ["round", "negotiation", "latest"],
            ["round.id", "round.negotiation", "round.latest"],
            onupdate="CASCADE",
        ),
        _of_participant(),
        Index("round_partner_by_day", "partner", "negotiation", "latest"),
        STRICT,
    )

    round: str = key()
    partner: str = key()
    negotiation: str = filled()
    latest: str = filled()


class Outcome(SQLModel, table=True):
    """What one round did for one chapter, or for one partner as a whole."""

    __table_args__: ClassVar[Any] = (
        one_of("result", RESULTS),
        _of_participant(),
        _of_chapter(),
        Index("outcome_of_round", "round"),
        Index("outcome_of_chapter", "negotiation", "chapter"),
        STRICT,
    )

    id: str = key()
    round: str = filled("round.id")
    negotiation: str = filled("negotiation.code")
    chapter: str | None = optional()
    partner: str | None = optional()
    result: str = filled()
    note: str | None = optional()
    source: str = filled("source.code")


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
        _of_participant(),
        _of_chapter(),
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


class Request(SQLModel, table=True):
    """Something one side asks of the other."""

    __table_args__: ClassVar[Any] = (
        _of_chapter(),
        Index("request_of_negotiation", "negotiation"),
        STRICT,
    )

    id: str = key()
    negotiation: str = filled("negotiation.code")
    asker: str = filled("partner.code")
    asked: str = filled("partner.code")
    chapter: str | None = optional()
    round: str | None = optional("round.id")
    text: str = filled()
    source: str = filled("source.code")


class RequestChange(SQLModel, table=True):
    """A dated, sourced statement of what became of a request; the first one raises it."""

    __tablename__ = "request_change"
    __table_args__: ClassVar[Any] = (
        one_of("state", REQUEST_STATES),
        days_in_order(),
        Index("request_change_of", "request"),
        STRICT,
    )

    id: str = key()
    request: str = filled("request.id")
    state: str = filled()
    date: str = filled()
    earliest: str = filled()
    latest: str = filled()
    note: str | None = optional()
    source: str = filled("source.code")


class FollowUp(SQLModel, table=True):
    """What a round agreed to do next, with its due date if it has one."""

    __tablename__ = "follow_up"
    __table_args__: ClassVar[Any] = (
        days_in_order(),
        days_in_order("due_"),
        days_in_order("done_"),
        _of_participant(),
        Index("follow_up_of_negotiation", "negotiation"),
        STRICT,
    )

    id: str = key()
    negotiation: str = filled("negotiation.code")
    partner: str | None = optional()
    round: str | None = optional("round.id")
    text: str = filled()
    agreed: str = filled()
    earliest: str = filled()
    latest: str = filled()
    due: str | None = optional()
    due_earliest: str | None = optional()
    due_latest: str | None = optional()
    done: str | None = optional()
    done_earliest: str | None = optional()
    done_latest: str | None = optional()
    done_note: str | None = optional()
    source: str = filled("source.code")


class Note(SQLModel, table=True):
    """A dated, sourced statement about a negotiation that fits no other table."""

    __table_args__: ClassVar[Any] = (
        days_in_order(),
        _of_participant(),
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
