"""Take in rules: one of each negotiation is the default, so those that are not come last."""

from __future__ import annotations

from negotrack.errors import Refused
from negotrack.record.fact import Fact
from negotrack.record.importing.course import Row, yes_or_no
from negotrack.record.importing.facts import Facts, Key
from negotrack.record.importing.reading import Reading
from negotrack.record.rules import default_rule


class Rules(Facts):
    """Rules; a default gives way to another one, never to none."""

    _later: tuple[Row, ...] = ()

    def take(self, row: Row) -> None:
        """Take in a rule at once when it is the default, or when that is not said."""
        if yes_or_no(row.said.get("is_default", "")) in ("", "yes"):
            super().take(row)
        else:
            self._later += (row,)

    def finish(self) -> None:
        """Take in the rules that are not the default."""
        for row in self._later:
            super().take(row)
        self._later = ()

    def add(self, reading: Reading, key: Key | None) -> Fact:
        """Add a rule; the first one of a negotiation is its default."""
        default = default_rule(self.course.action, str(reading.negotiation))
        if default is None and reading.values.get("is_default") == 0:
            raise Refused(
                f"One rule of {reading.negotiation} has to be the default. Say which one."
            )
        if default is None:
            reading.values["is_default"] = 1
        elif reading.values.get("is_default"):
            self.course.action.change(default, is_default=0)
        else:
            reading.values["is_default"] = 0
        return super().add(reading, key)
