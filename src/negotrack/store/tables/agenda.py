"""What is asked and what is to be done: requests and follow-ups.

Every date is EDTF text beside two plain days; an open side is 0001-01-01 or 9999-12-31.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import SQLModel

from negotrack.domain.vocabulary import (
    REQUEST_STATES,
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


class Request(SQLModel, table=True):
    """Something one side asks of the other."""

    __table_args__: ClassVar[Any] = (
        of_chapter(),
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
        of_participant(),
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
