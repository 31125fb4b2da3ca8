"""Which negotiations are there, and what are they about?"""

from __future__ import annotations

from dataclasses import dataclass

from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Negotiation:
    """One negotiation as the record keeps it."""

    code: str
    title: str
    kind: str
    applicant: str | None
    closed_from: str
    electorate: int | None
    silent_for: bool
    note: str | None
    source: str


def negotiations(reader: Reader) -> list[Negotiation]:
    """Give all negotiations in the order of their codes."""
    return [
        Negotiation(
            code=row["code"],
            title=row["title"],
            kind=row["kind"],
            applicant=row["applicant"],
            closed_from=row["closed_from"],
            electorate=row["electorate"],
            silent_for=row["silent"] == "for",
            note=row["note"],
            source=row["source"],
        )
        for row in reader.rows("SELECT * FROM negotiation ORDER BY code")
    ]


def negotiation(reader: Reader, code: str) -> Negotiation:
    """Give one negotiation by the code that a lookup has found."""
    return next(found for found in negotiations(reader) if found.code == code)
