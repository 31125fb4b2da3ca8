"""A period of one negotiation, and the parts of SQL that keep a question within it.

Each question begins at an index of the negotiation or of the partner. A fact may lie in the period
when it ends, or may end, on its first day or later, and begins, or may begin, by its last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from negotrack.store.reader import Reader, Row

# Whom a row concerns that names nobody itself: those at the table of its round.
AT_TABLE: Final = (
    "(SELECT group_concat(q.partner, ' ') FROM round_partner q WHERE q.round = {}.round)"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period of one negotiation, as it concerns one partner or everybody."""

    negotiation: str
    partner: str | None
    since: date
    until: date

    def only(self, of_partner: str) -> str:
        """Give a condition that keeps what concerns the partner, if there is one."""
        return f" AND ({of_partner})" if self.partner else ""

    def rows(self, reader: Reader, sql: str) -> list[Row]:
        """Ask about this stretch."""
        return reader.rows(
            sql,
            negotiation=self.negotiation,
            partner=self.partner,
            since=self.since.isoformat(),
            until=self.until.isoformat(),
        )


def within(alias: str, prefix: str = "") -> str:
    """Give the condition that a row's dates overlap with the period."""
    return f"{alias}.{prefix}latest >= :since AND {alias}.{prefix}earliest <= :until"


def listed(codes: str | None) -> tuple[str, ...]:
    """Give the partners that a row lists, in the order of their codes."""
    return tuple(sorted((codes or "").split()))
