"""The lasting things of a record: sources, partners, groups, negotiations and their parts."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Integer, Text
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from negotrack.domain.ladder import LADDER
from negotrack.domain.vocabulary import NEGOTIATION_KINDS, PARTNER_KINDS, ROLES, SILENT
from negotrack.store.tables.columns import (
    STRICT,
    days_in_order,
    filled,
    key,
    one_of,
    optional,
    yes_or_no,
)


class Source(SQLModel, table=True):
    """Where a statement comes from."""

    __table_args__: ClassVar[Any] = (days_in_order(), STRICT)

    code: str = key()
    title: str = filled()
    publisher: str | None = optional()
    date: str | None = optional()
    earliest: str | None = optional()
    latest: str | None = optional()
    address: str | None = optional()
    language: str | None = optional()
    note: str | None = optional()


class Partner(SQLModel, table=True):
    """An economy or organisation, keyed by ISO 3166-1 alpha-2 where there is one."""

    __table_args__: ClassVar[Any] = (one_of("kind", PARTNER_KINDS), STRICT)

    code: str = key()
    alpha3: str | None = optional()
    name: str = filled()
    kind: str = filled()
    source: str = filled("source.code")


class PartnerName(SQLModel, table=True):
    """One more name of a partner, in any language."""

    __tablename__ = "partner_name"
    __table_args__: ClassVar[Any] = (STRICT,)

    partner: str = key("partner.code")
    name: str = key()
    language: str | None = optional()


class PartnerGroup(SQLModel, table=True):
    """A named set of partners, such as the Quad."""

    __tablename__ = "partner_group"
    __table_args__: ClassVar[Any] = (STRICT,)

    code: str = key()
    title: str = filled()
    source: str = filled("source.code")


class GroupMember(SQLModel, table=True):
    """A partner's membership of a group."""

    __tablename__ = "group_member"
    __table_args__: ClassVar[Any] = (STRICT,)

    group_code: str = key("partner_group.code")
    partner: str = key("partner.code")


class Negotiation(SQLModel, table=True):
    """One process with one goal, closed for a participant from one rung of the ladder on.

    `electorate` is the number of votes that a share is of, where the participants hold fewer;
    `silent` says whether the votes that nobody here holds count for or against.
    """

    __table_args__: ClassVar[Any] = (
        one_of("kind", NEGOTIATION_KINDS),
        one_of("closed_from", LADDER),
        CheckConstraint("electorate >= 1", name="electorate_not_empty"),
        one_of("silent", SILENT),
        STRICT,
    )

    code: str = key()
    title: str = filled()
    kind: str = filled()
    applicant: str | None = optional("partner.code")
    closed_from: str = filled()
    electorate: int | None = Field(default=None, sa_type=Integer, nullable=True)
    silent: str = Field(
        default="against", sa_type=Text, sa_column_kwargs={"server_default": "against"}
    )
    note: str | None = optional()
    source: str = filled("source.code")


class Participant(SQLModel, table=True):
    """A partner's seat in one negotiation: its role, its votes, and whether it may block."""

    __table_args__: ClassVar[Any] = (
        one_of("role", ROLES),
        yes_or_no("may_block"),
        CheckConstraint("votes >= 0", name="votes_not_negative"),
        Index("participant_partner", "partner"),
        STRICT,
    )

    negotiation: str = key("negotiation.code")
    partner: str = key("partner.code")
    role: str = filled()
    votes: int = Field(default=1, sa_type=Integer)
    may_block: int = Field(default=1, sa_type=Integer)
    source: str = filled("source.code")


class Chapter(SQLModel, table=True):
    """An issue area of one negotiation."""

    __table_args__: ClassVar[Any] = (STRICT,)

    negotiation: str = key("negotiation.code")
    code: str = key()
    title: str = filled()
    source: str = filled("source.code")


class Rule(SQLModel, table=True):
    """How a negotiation is decided: the law, the practice, or somebody's claim."""

    __table_args__: ClassVar[Any] = (
        yes_or_no("is_default"),
        Index("one_default_rule", "negotiation", unique=True, sqlite_where=sql("is_default = 1")),
        STRICT,
    )

    negotiation: str = key("negotiation.code")
    name: str = key()
    expression: str = filled()
    is_default: int = Field(default=0, sa_type=Integer)
    note: str | None = optional()
    source: str = filled("source.code")


class Milestone(SQLModel, table=True):
    """A step of a negotiation; `stage` numbers the steps that count as its main stages."""

    __table_args__: ClassVar[Any] = (
        CheckConstraint("stage >= 1", name="stage_counts_from_one"),
        STRICT,
    )

    negotiation: str = key("negotiation.code")
    code: str = key()
    title: str = filled()
    stage: int | None = Field(default=None, sa_type=Integer, nullable=True)
    note: str | None = optional()
    source: str = filled("source.code")


class Setting(SQLModel, table=True):
    """A choice kept with the record, such as the negotiation in use."""

    __table_args__: ClassVar[Any] = (STRICT,)

    name: str = key()
    value: str = filled()
