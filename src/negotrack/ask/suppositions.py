"""What if a participant reached a status? Statements that are asked about and never recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from negotrack.ask.negotiations import Negotiation
from negotrack.ask.standings import members
from negotrack.domain.dates import When
from negotrack.domain.ladder import rung
from negotrack.domain.standings import Statement
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Supposition:
    """A participant that is supposed to have reached a status, on some day."""

    partner: str
    status: str
    when: When

    def __str__(self) -> str:
        return f"{self.partner} {self.status}, {self.when}"


def supposed(
    reader: Reader, negotiation: Negotiation, suppositions: Sequence[Supposition]
) -> dict[str, list[Statement]]:
    """Give the statements of a world that is not recorded; a step down takes back what was."""
    found: dict[str, list[Statement]] = {}
    for each in suppositions:
        (member,) = members(reader, negotiation, each.when.latest, each.partner)
        held, wanted = rung(member.standing.status or ""), rung(each.status)
        resets = wanted is None or (held is not None and wanted < held)
        found.setdefault(each.partner, []).append(Statement(each.status, each.when, resets=resets))
    return found


def any_day(day: date) -> When:
    """Give the day asked about, for a supposition that names none."""
    return When(day.isoformat(), day, day)
