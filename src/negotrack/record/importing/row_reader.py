"""Read a row of one kind: first what it is about, then its cells, which depend on that."""

from __future__ import annotations

from collections.abc import Iterator

from negotrack.domain.exchange import Sheet
from negotrack.errors import NotFound
from negotrack.record.importing.course import Course, Row
from negotrack.record.importing.reading import Reading, read_fields
from negotrack.record.rounds import refuse_elsewhere


class RowReader:
    """Reads the rows of one kind of fact."""

    def __init__(self, course: Course, sheet: Sheet) -> None:
        self._course, self._sheet, self._kind = course, sheet, sheet.kind

    def read(self, row: Row) -> Reading:
        """Read all cells of a row, collecting what is wrong with them."""
        reading = Reading(row)
        with reading.cell("negotiation"):
            reading.negotiation = self._negotiation(row)
        if not reading.problems:
            for column in self._kind.of:
                with reading.cell(column):
                    self._read_of(reading, column)
            read_fields(self._course, reading, self._kind)
        if "round" in self._kind.of and not reading.problems:
            with reading.cell("negotiation"):
                held_at = reading.values.get("round")
                refuse_elsewhere(self._course.action, str(reading.negotiation), held_at)
        return reading

    def _negotiation(self, row: Row) -> str | None:
        """Give the negotiation that a row is about: named, or that of the fact it is of."""
        if "negotiation" in self._sheet.columns and row.said.get("negotiation"):
            return self._course.negotiation(row.said["negotiation"])
        for table, key in self._refers(row):
            found = self._course.scratch.first(f"SELECT negotiation FROM {table} WHERE id = ?", key)
            if found:
                return str(found[0])
        return self._course.negotiation("") if "negotiation" in self._sheet.columns else None

    def _refers(self, row: Row) -> Iterator[tuple[str, str]]:
        if row.said.get("id") and "negotiation" in self._sheet.columns:
            yield self._kind.table, row.said["id"]
        if "request" in self._kind.of:
            yield "request", row.said.get("request", "")
        elif "round" in self._kind.of:
            yield "round", row.said.get("round", "")

    def _read_of(self, reading: Reading, column: str) -> None:
        """Read what a statement is of."""
        text = reading.row.said.get(column, "")
        if column == "negotiation":
            reading.values[column] = reading.negotiation
        elif column == "milestone" and text:
            reading.values[column] = self._milestone(reading.negotiation, text)
        elif text:
            names = "participant" if column == "partner" else column
            reading.values[column] = self._course.code(names, reading.negotiation, text)

    def _milestone(self, negotiation: str | None, text: str) -> str:
        found = self._course.scratch.first(
            "SELECT code FROM milestone WHERE negotiation = ? AND code = ?", negotiation, text
        )
        if not found:
            raise NotFound(f"No milestone of {negotiation} has the code '{text[:60]}'.")
        return str(found[0])
