"""Which partners does the record know, and under which names?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner with its other names, its groups and the negotiations it takes part in."""

    code: str
    alpha3: str | None
    name: str
    kind: str
    aliases: tuple[str, ...]
    groups: tuple[str, ...]
    negotiations: tuple[str, ...]
    source: str


def partners(
    reader: Reader, negotiation: str | None = None, partner: str | None = None
) -> list[PartnerLine]:
    """Give all partners, one, or those that take part in a negotiation, by code."""
    aliases = _lists(reader, "SELECT partner, name AS one FROM partner_name ORDER BY name")
    groups = _lists(reader, "SELECT partner, group_code AS one FROM group_member ORDER BY one")
    seats = _lists(reader, "SELECT partner, negotiation AS one FROM participant ORDER BY one")
    found = [
        PartnerLine(
            code=row["code"],
            alpha3=row["alpha3"],
            name=row["name"],
            kind=row["kind"],
            aliases=tuple(aliases[row["code"]]),
            groups=tuple(groups[row["code"]]),
            negotiations=tuple(seats[row["code"]]),
            source=row["source"],
        )
        for row in reader.rows("SELECT * FROM partner ORDER BY code")
    ]
    return [
        each
        for each in found
        if (negotiation is None or negotiation in each.negotiations)
        and (partner is None or partner == each.code)
    ]


def _lists(reader: Reader, sql: str) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in reader.rows(sql):
        found[row["partner"]].append(row["one"])
    return found
