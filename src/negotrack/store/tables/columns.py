"""The few kinds of column and constraint that every table is made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Text
from sqlmodel import Field

STRICT: Final[dict[str, Any]] = {"sqlite_strict": True}


def key(references: str | None = None) -> Any:
    """Make a text column that is (part of) the primary key."""
    return Field(sa_type=Text, primary_key=True, foreign_key=references)


def filled(references: str | None = None) -> Any:
    """Make a text column that must be filled, perhaps with a key of another table."""
    return Field(sa_type=Text, foreign_key=references)


def optional(references: str | None = None) -> Any:
    """Make a text column that may be left out."""
    return Field(default=None, sa_type=Text, nullable=True, foreign_key=references)


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """Allow only these words in a column; an empty optional column passes."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_word")


def yes_or_no(column: str) -> CheckConstraint:
    """Allow only 0 and 1 in a column."""
    return CheckConstraint(f"{column} IN (0, 1)", name=f"{column}_yes_or_no")


def days_in_order(prefix: str = "") -> CheckConstraint:
    """Hold `earliest` and `latest` to ISO days, the earlier one first."""
    earliest, latest = f"{prefix}earliest", f"{prefix}latest"
    return CheckConstraint(
        f"{earliest} <= {latest} AND length({earliest}) = 10 AND length({latest}) = 10",
        name=f"{prefix}days_in_order",
    )


def of_participant() -> ForeignKeyConstraint:
    """Hold negotiation and partner to a participant."""
    return ForeignKeyConstraint(
        ["negotiation", "partner"], ["participant.negotiation", "participant.partner"]
    )


def of_chapter() -> ForeignKeyConstraint:
    """Hold negotiation and chapter to a chapter."""
    return ForeignKeyConstraint(["negotiation", "chapter"], ["chapter.negotiation", "chapter.code"])
