"""Take in status changes, by the hundred thousand: laid out beside the record, judged together.

A row with an id that the record has is a correction, and goes the way of all facts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from negotrack.domain.exchange import Sheet
from negotrack.domain.identity import ascending_ids, random_id
from negotrack.errors import Misuse
from negotrack.record.importing.course import KNOWN, NEW, Course, Row
from negotrack.record.importing.descents import mark_descents
from negotrack.record.importing.layout import Layout
from negotrack.record.importing.problems import Problem
from negotrack.record.importing.row_problems import refuse_strange_id, too_wide
from negotrack.record.importing.staging import KNOWN as SAID_BEFORE
from negotrack.record.importing.staging import LOWER, OTHERWISE, SAME_ID, Staged, Staging
from negotrack.record.importing.status_cells import StatusCells
from negotrack.record.importing.status_corrections import StatusCorrections, agrees
from negotrack.record.importing.tables import NumberedCells
from negotrack.store.tables import StatusChange

TOGETHER: Final = 1000
# Lines of one file may name different columns; more ways of doing so are worked out again.
_MOST_LAYOUTS: Final = 100
_COLUMNS: Final = (
    *("id", "negotiation", "partner", "chapter", "status", "date", "earliest", "latest"),
    *("resets", "round", "note", "source"),
)


class Statuses:
    """Takes in the rows of sheets of statuses, a thousand at a time."""

    def __init__(self, course: Course, sheet: Sheet) -> None:
        self._course, self._sheet = course, sheet
        self._staging = Staging(course.scratch)
        self._corrections = StatusCorrections(course, sheet)
        self._cells: dict[tuple[str, ...], StatusCells] = {}
        self._new: list[tuple[Any, ...]] = []
        self._keyed: list[tuple[Staged, Row]] = []

    def take_all(self, layout: Layout, rows: Iterator[NumberedCells]) -> None:
        """Take in the rows of a table."""
        if layout.lacks:
            # Only corrections can do without a partner, a status or a date.
            self._corrections.take_all(layout, rows)
            return
        reader = self._reader(layout)
        width, keyed = len(layout.header), "id" in layout.places
        keeps_cells = self._course.problems.bad_rows is not None
        for line, cells in rows:
            if len(cells) > width and any(cells[width:]):
                row = Row(line, layout.said(cells), layout, cells)
                self._course.refuse(row, [too_wide(row)])
                continue
            said = reader.read(line, cells)
            if isinstance(said, list):
                if any(map(str.strip, cells)):
                    self._course.refuse(Row(line, layout.said(cells), layout, cells), said)
                continue
            if keeps_cells:
                said = Staged._make(said)._replace(cells=json.dumps(layout.named(cells)))
            if keyed and Staged._make(said).id:
                row = Row(line, layout.said(cells), layout, cells)
                self._keyed.append((Staged._make(said), row))
            else:
                self._new.append(said)
            if len(self._new) + len(self._keyed) >= TOGETHER:
                self._flush()

    def finish(self) -> None:
        """Judge all new rows, and write those that are good unless nothing is to be written."""
        self._flush()
        self._course.progress("Comparing", self._staging.size, None)
        self._staging.mark_alike()
        mark_descents(self._course.scratch, self._staging)
        self._course.tally[self._sheet.name, KNOWN] += self._staging.count(SAID_BEFORE)
        for why, twin, said in self._staging.marked(OTHERWISE, SAME_ID, LOWER):
            self._refuse(said, _why(self._course, why, twin, said))
        if not self._course.problems.count or self._course.problems.skip:
            self._write()

    def _reader(self, layout: Layout) -> StatusCells:
        if layout.header not in self._cells:
            if len(self._cells) >= _MOST_LAYOUTS:
                self._cells.clear()
            self._cells[layout.header] = StatusCells(self._course, layout)
        return self._cells[layout.header]

    def _flush(self) -> None:
        keys = json.dumps([said.id for said, _ in self._keyed])
        there = {
            row[0]: dict(zip(_COLUMNS, row, strict=True))
            for row in self._course.scratch.each(
                f"SELECT {', '.join(_COLUMNS)} FROM status_change"
                " WHERE id IN (SELECT value FROM json_each(?))",
                keys,
            )
        }
        for said, row in self._keyed:
            if said.id not in there:
                self._take_new(said, row)
            elif agrees(said, row.layout, there[said.id]):
                self._course.count(self._sheet.name, KNOWN)
            else:
                self._corrections.take(row)
        self._keyed.clear()
        if self._new:
            self._staging.lay_out(self._new)
            self._new.clear()

    def _take_new(self, said: Staged, row: Row) -> None:
        try:
            refuse_strange_id(str(said.id))
        except Misuse as error:
            self._course.refuse(row, [row.problem(error, "id")])
        else:
            self._new.append(said)

    def _write(self) -> None:
        self._course.citations.write_all(self._staging.sources_sql())
        rows, drawn = self._staging.good(), ascending_ids(self._staging.count_good())
        while together := list(islice(rows, TOGETHER)):
            fresh = self._free(drawn, sum(row[0] is None for row in together))
            self._course.action.add_tuples(
                StatusChange, [row if row[0] else (next(fresh), *row[1:]) for row in together]
            )
            self._course.tally[self._sheet.name, NEW] += len(together)
            written = self._course.tally[self._sheet.name, NEW]
            self._course.progress("Writing", written, self._staging.size)

    def _free(self, drawn: Iterator[str], how_many: int) -> Iterator[str]:
        """Give ids that no status change has: among millions two may well be drawn alike."""
        ids = list(islice(drawn, how_many))
        taken = self._course.scratch.each(
            "SELECT s.id FROM json_each(?) j JOIN status_change s ON s.id = j.value",
            json.dumps(ids),
        )
        for (key,) in list(taken):
            ids[ids.index(key)] = f"{key}{random_id(4)}"
        return iter(ids)

    def _refuse(self, said: Staged, problem: Problem) -> None:
        named: list[tuple[str, str]] = json.loads(said.cells) if said.cells else []
        self._course.problems.refuse(self._sheet.name, named, [problem])


def _why(course: Course, why: str, twin: str | int, said: Staged) -> Problem:
    """Say what is wrong with a row that was judged beside the others."""
    if why == SAME_ID:
        sentence = f"The id {said.id} stands in {course.problems.word} {twin} as well."
        return Problem(said.line, sentence, "id")
    if why == LOWER:
        sentence = (
            f"{said.partner} is {twin} in {said.negotiation} by then, and {said.status} is lower. "
            "Say yes in a column reopen if that was taken back."
        )
        return Problem(said.line, sentence, "status", said.status)
    where = f"{course.problems.word} {twin}" if isinstance(twin, int) else f"the record, as {twin},"
    sentence = f"The same is said in {where} with another note or round. " + (
        "Keep one of them."
        if isinstance(twin, int)
        else "Give that id in a column id to correct it."
    )
    return Problem(said.line, sentence)
