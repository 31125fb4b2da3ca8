"""The terms about the day and the milestones: conditions, which no closing changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from negotrack.domain.dates import OPEN_FUTURE, OPEN_PAST, When
from negotrack.domain.rules.body import Body
from negotrack.domain.spoken import spoken
from negotrack.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    """`reached MILESTONE`."""

    milestone: str

    def verdict(self, body: Body) -> Verdict:
        """Say whether the milestone is reached."""
        return body.milestones[self.milestone].verdict

    def edges(self, body: Body) -> tuple[date, ...]:
        """Give the days on which the verdict may turn."""
        when = body.milestones[self.milestone].when
        return (when.earliest, when.latest) if when else ()

    def sentence(self, body: Body) -> str:
        """Say whether the milestone is reached."""
        return f"{self.milestone} reached: {_CONDITION[self.verdict(body)]}"


@dataclass(frozen=True, slots=True)
class After:
    """`after DATE`: the day is past it."""

    when: When

    def verdict(self, body: Body) -> Verdict:
        """Say whether the day is past the date."""
        return _past(body.day, self.when.earliest, self.when.latest)

    def edges(self, _body: Body) -> tuple[date, ...]:
        """Give the days on which the verdict may turn."""
        return _days_after(self.when.earliest, self.when.latest)

    def sentence(self, body: Body) -> str:
        """Say whether the day is past the date."""
        return f"after {spoken(self.when)}: {_CONDITION[self.verdict(body)]}"


@dataclass(frozen=True, slots=True)
class AfterMilestone:
    """`after 15 months from MILESTONE`: that long after it was reached."""

    count: int
    unit: str
    milestone: str

    def verdict(self, body: Body) -> Verdict:
        """Say whether the day is past that time; a milestone that is not reached starts none."""
        reached = body.milestones[self.milestone]
        if reached.when is None or reached.verdict is Verdict.NO:
            return Verdict.NO
        earliest, latest = self._later(reached.when.earliest), self._later(reached.when.latest)
        return min(reached.verdict, _past(body.day, earliest, latest))

    def edges(self, body: Body) -> tuple[date, ...]:
        """Give the days on which the verdict may turn."""
        when = body.milestones[self.milestone].when
        if when is None:
            return ()
        turns = _days_after(self._later(when.earliest), self._later(when.latest))
        return (when.earliest, when.latest, *turns)

    def sentence(self, body: Body) -> str:
        """Say whether that much time has passed."""
        time = f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"
        return f"after {time} from {self.milestone}: {_CONDITION[self.verdict(body)]}"

    def _later(self, day: date) -> date:
        if day in (OPEN_PAST, OPEN_FUTURE):
            return day
        from dateutil.relativedelta import relativedelta

        try:
            span = relativedelta(
                years=self.count * (self.unit == "year"),
                months=self.count * (self.unit == "month"),
                days=self.count * (self.unit == "day"),
            )
            return day + span
        except (OverflowError, ValueError):
            return OPEN_FUTURE


_CONDITION: Final = {Verdict.NO: "not yet", Verdict.POSSIBLY: "possibly", Verdict.YES: "met"}


def _days_after(*days: date) -> tuple[date, ...]:
    return tuple(day + timedelta(days=1) for day in days if OPEN_PAST < day < OPEN_FUTURE)


def _past(day: date, earliest: date, latest: date) -> Verdict:
    if day > latest:
        return Verdict.YES
    return Verdict.POSSIBLY if day > earliest else Verdict.NO


Condition = MilestoneReached | After | AfterMilestone
CONDITIONS: Final = (MilestoneReached, After, AfterMilestone)
