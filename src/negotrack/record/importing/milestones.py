"""Take in milestones: what is to be reached, and beside it a dated statement that it was."""

from __future__ import annotations

from typing import Any

from negotrack.domain.exchange import sheet_named
from negotrack.record.importing.course import Course, Row
from negotrack.record.importing.facts import Facts
from negotrack.record.importing.nouns import Titled
from negotrack.record.importing.reading import Reading

# With a date, these say something of the statement and not of the milestone.
_OF_STATEMENT = ("note", "source")


class Milestones(Titled):
    """Milestones; a row with a date is a statement too, and the note and source are its own."""

    def __init__(self, course: Course, sheet: Any) -> None:
        super().__init__(course, sheet)
        self._dates = MilestoneDates(course, sheet_named("milestone-dates"))

    def write(self, row: Row) -> str:
        """Write a milestone, and what is said of its date."""
        if not row.said.get("date"):
            return super().write(row)
        own = {column: text for column, text in row.said.items() if column not in _OF_STATEMENT}
        reading = self.read(Row(row.line, own, row.layout, row.cells))
        reading.refuse()
        key = self.key(reading)
        code = key[-1] if key else ""
        if self.course.scratch.first(
            "SELECT 1 FROM milestone WHERE negotiation = ? AND code = ?", reading.negotiation, code
        ):
            came = super().write(reading.row)
        else:
            # A new milestone is known from where its date is.
            came = super().write(
                Row(row.line, own | {"source": row.said.get("source", "")}, row.layout, row.cells)
            )
        said = {
            column: row.said[column]
            for column in ("state", "date", "note", "source")
            if row.said.get(column)
        }
        said |= {"negotiation": str(reading.negotiation), "milestone": code}
        stated = self._dates.write(Row(row.line, said, row.layout, row.cells))
        return self.beside(came, self._dates, stated)


class MilestoneDates(Facts):
    """Statements of when a milestone is planned or was reached."""

    def complete(self, reading: Reading) -> None:
        """Take a day to come for a plan, and any other for one that was reached."""
        if reading.values.get("state") is None and "earliest" in reading.values:
            ahead = self.course.is_ahead(reading.values["earliest"])
            reading.values["state"] = "planned" if ahead else "reached"
            self.course.guesses[f"milestones {reading.values['state']}"] += 1
