"""The rounds of a negotiation: who met, when, and what it did for each chapter.

Every date is EDTF text beside two plain days; an open side is 0001-01-01 or 9999-12-31.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import SQLModel

from negotrack.domain.vocabulary import (
    LEVELS,
    MODES,
    RESULTS,
    ROUND_STATES,
    TRACKS,
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
)


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
        of_participant(),
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
        of_participant(),
        of_chapter(),
        Index("outcome_of_round", "round"),
        Index("outcome_of_chapter", "negotiation", "chapter"),
        Index("outcome_of_partner", "negotiation", "partner"),
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
