"""Which stages of a negotiation are reached, and which are planned for when?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from negotrack.ask.rows import ANNOUNCED, when_of
from negotrack.domain.dates import When
from negotrack.domain.verdict import Verdict
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class MilestoneDate:
    """One source's statement of when a milestone was reached or is planned."""

    state: str
    when: When
    note: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of the negotiation with everything that is said about its date by a day."""

    code: str
    title: str
    stage: int | None
    note: str | None
    source: str
    reached: Verdict
    dates: tuple[MilestoneDate, ...]

    @property
    def first_reached(self) -> MilestoneDate | None:
        """Give the statement that makes it reached earliest, or None."""
        return min(
            (stated for stated in self.dates if stated.state == "reached"),
            key=lambda stated: (stated.when.latest, stated.when.earliest),
            default=None,
        )

    @property
    def planned(self) -> MilestoneDate | None:
        """Give the latest plan, while the milestone is not reached."""
        if self.reached is Verdict.YES:
            return None
        return max(
            (stated for stated in self.dates if stated.state == "planned"),
            key=lambda stated: (stated.when.latest, stated.when.earliest),
            default=None,
        )

    def overdue(self, day: date) -> bool:
        """Say whether the planned day has passed and nothing says that it was reached."""
        return (
            self.reached is Verdict.NO
            and self.planned is not None
            and self.planned.when.latest < day
        )


def milestones(reader: Reader, negotiation: str, day: date) -> list[Milestone]:
    """Give the milestones of a negotiation as known by a day: in the order of their dates."""
    stated: defaultdict[str, list[MilestoneDate]] = defaultdict(list)
    for row in reader.rows(
        "SELECT m.* FROM milestone_date m WHERE m.negotiation = :negotiation"
        f" AND CASE m.state WHEN 'planned' THEN {ANNOUNCED.format('m')}"
        " ELSE m.earliest <= :day END ORDER BY m.latest, m.earliest, m.id",
        negotiation=negotiation,
        day=day.isoformat(),
    ):
        stated[row["milestone"]].append(
            MilestoneDate(row["state"], when_of(row), row["note"], row["source"])
        )
    found = [
        Milestone(
            code=row["code"],
            title=row["title"],
            stage=row["stage"],
            note=row["note"],
            source=row["source"],
            reached=_reached(stated[row["code"]], day),
            dates=tuple(stated[row["code"]]),
        )
        for row in reader.rows(
            "SELECT * FROM milestone WHERE negotiation = :negotiation ORDER BY stage, code",
            negotiation=negotiation,
        )
    ]
    return sorted(found, key=_place)


def current_stage(found: list[Milestone]) -> Milestone | None:
    """Give the highest numbered stage that is reached for certain."""
    reached = [m for m in found if m.stage is not None and m.reached is Verdict.YES]
    return max(reached, key=lambda m: m.stage or 0, default=None)


def _reached(stated: list[MilestoneDate], day: date) -> Verdict:
    claims = [each.when for each in stated if each.state == "reached"]
    if any(when.certain_by(day) for when in claims):
        return Verdict.YES
    return Verdict.POSSIBLY if claims else Verdict.NO


def _place(milestone: Milestone) -> tuple[bool, str, int]:
    """Put dated milestones in the order of their days, and undated ones after them by stage."""
    told = milestone.first_reached or milestone.planned
    return (told is None, told.when.latest.isoformat() if told else "", milestone.stage or 99)
