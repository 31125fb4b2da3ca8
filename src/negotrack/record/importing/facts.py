"""Take in rows of any kind: recognise what is there, correct what a key names, add the rest.

Kinds with a treatment of their own change one of the methods that are marked for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sqlalchemy.exc import IntegrityError

from negotrack.domain.column_words import form_of
from negotrack.domain.exchange import Sheet
from negotrack.domain.fields import Sort
from negotrack.domain.identity import random_id
from negotrack.errors import Misuse, NegotrackError
from negotrack.record.amend import Amendment, Said, amend
from negotrack.record.fact import Fact, read_fact
from negotrack.record.importing.course import CHANGED, ELSEWHERE, KNOWN, NEW, Course, Row
from negotrack.record.importing.layout import Layout
from negotrack.record.importing.problems import Problem
from negotrack.record.importing.reading import Bad, Reading
from negotrack.record.importing.row_problems import (
    refuse_strange_key,
    take_down_lacking,
    too_wide,
)
from negotrack.record.importing.row_reader import RowReader
from negotrack.record.importing.said_anew import said_anew
from negotrack.record.importing.tables import NumberedCells
from negotrack.record.importing.twins import Twins
from negotrack.record.members import admit
from negotrack.record.soundness import refuse_unsound
from negotrack.store.rows import TABLES, Columns

Key = tuple[str, ...]

# The kinds that other rows name.
_NAMED: Final = frozenset(
    {"negotiation", "partner", "alias", "group", "participant", "chapter", "round", "request"}
)


class Facts:
    """Takes in the rows of one kind of fact."""

    def __init__(self, course: Course, sheet: Sheet) -> None:
        self.course, self.sheet, self.kind = course, sheet, sheet.kind
        self.by_id = sheet.kind.key == ("id",)
        self.read = RowReader(course, sheet).read
        self.twins = Twins(course, sheet) if self.by_id else None
        self._parts: Counter[tuple[str, str]] = Counter()

    def take_all(self, layout: Layout, rows: Iterator[NumberedCells]) -> None:
        """Take in the rows of a table."""
        for line, cells in rows:
            row = Row(line, layout.said(cells), layout, cells)
            if any(cells[len(layout.header) :]):
                self.course.refuse(row, [too_wide(row)])
            elif any(row.said.values()):
                self.take(row)

    def take(self, row: Row) -> None:
        """Take in one row, whole or not at all."""
        self._parts.clear()
        try:
            with self.course.action.attempt():
                came = self.write(row)
        except Bad as bad:
            self.course.refuse(row, bad.problems)
        except NegotrackError as error:
            self.course.refuse(row, [row.problem(error)])
        except IntegrityError as fault:
            why = f"The record does not allow this ({fault.orig})."
            self.course.refuse(row, [Problem(row.line, why)])
        else:
            self.course.count(self.sheet.name, came)
            self.course.tally.update(self._parts)

    def beside(self, came: str, part: Facts, stated: str) -> str:
        """Give what came of a row that says something of a part as well.

        A new part of what is there already counts in its place.
        """
        if stated == NEW and came in (KNOWN, ELSEWHERE):
            self._parts[part.sheet.name, NEW] += 1
            return ELSEWHERE
        return came

    def finish(self) -> None:
        """Write what had to wait for later rows."""

    def write(self, row: Row) -> str:
        """Write a row and say what came of it; raise Bad or what a rule of the record says."""
        reading = self.read(row)
        reading.refuse()
        key = self.key(reading)
        held = read_fact(self.course.action, self.kind, key) if key else None
        if held is not None:
            return self.correct(reading, held)
        if key is None and self._says_enough(row) and self.twin(reading):
            return KNOWN
        self.add(reading, key)
        return NEW

    def key(self, reading: Reading) -> Key | None:
        """Give the key that a row carries; None where it carries none."""
        said = reading.row.said
        if self.by_id:
            return (said["id"],) if said.get("id") else None
        last = self.kind.key[-1]
        code = self.code(reading, said.get(last, ""))
        if not code:
            raise Misuse(f"A {self.kind.name} needs a {last}.")
        return (str(reading.negotiation), code) if self.kind.in_use else (code,)

    def code(self, reading: Reading, text: str) -> str:
        """Give the code that a row carries, as the record spells it; some kinds make one."""
        table, column = self.kind.table, self.kind.key[-1]
        within, values = (
            ("negotiation = ? AND", (reading.negotiation,)) if self.kind.in_use else ("", ())
        )
        for same in (f"{column} = ?", f"{column} = ? COLLATE NOCASE"):
            found = self.course.scratch.first(
                f"SELECT {column} FROM {table} WHERE {within} {same}", *values, text
            )
            if found:
                return str(found[0])
        return text

    def twin(self, reading: Reading) -> str | None:
        """Give the id of a fact that says all that a row without a key says; None for none."""
        return self.twins.find(reading, self.sheet.columns) if self.twins else None

    def _says_enough(self, row: Row) -> bool:
        return all(any(map(row.said.get, names)) for names in form_of(self.sheet).needs)

    def correct(self, reading: Reading, held: Fact) -> str:
        """Write what a row says otherwise than the fact that its key names."""
        said = self.differences(reading, held)
        reading.refuse()
        if not said:
            return KNOWN
        self.course.once(self.kind.name, held.key, reading.row)
        if "source" in said:
            self.course.citations.write(str(said["source"]))
        amend(self.course.action, held, Amendment(said), self.course.terms.read_date)
        self.written(held.key)
        return CHANGED

    def differences(self, reading: Reading, held: Fact) -> dict[str, Said]:
        """Give what a row says otherwise than a fact."""
        return said_anew(reading, held)

    def add(self, reading: Reading, key: Key | None) -> Fact:
        """Add a fact that the record has not, under the key that its row carries or a new one."""
        self.complete(reading)
        needs_source = any(each.sort is Sort.SOURCE for each in self.kind.fields)
        if needs_source and reading.values.get("source") is None:
            with reading.cell("source"):
                reading.values["source"] = self.course.citations.code("")
        take_down_lacking(reading, self.kind)
        reading.refuse()
        if key:
            refuse_strange_key(self.kind, key)
        key = key or (self.new_id(reading),)
        if needs_source:
            self.course.citations.write(reading.values["source"])
        row_class = TABLES[self.kind.table]
        values: Columns = dict.fromkeys(row_class.model_fields)
        values |= reading.values | dict(zip(self.kind.key, key, strict=True))
        self.course.action.add(row_class(**values))
        added = self._read_back(key)
        for each, wanted in reading.sets.items():
            admit(self.course.action, added, each, wanted)
        if reading.sets:
            added = self._read_back(key)
        refuse_unsound(self.course.action, _nothing_of(added), added)
        self.course.once(self.kind.name, key, reading.row)
        if self.twins:
            self.twins.learn(added)
        self.written(key)
        return added

    def complete(self, reading: Reading) -> None:
        """Fill in what follows for a new fact when its row does not say it."""

    def new_id(self, _reading: Reading) -> str:
        """Make the id of a new fact."""
        return random_id()

    def written(self, _key: Key) -> None:
        """See to what follows when a fact was added or corrected."""
        if self.kind.name in _NAMED:
            self.course.look_again()

    def _read_back(self, key: Key) -> Fact:
        found = read_fact(self.course.action, self.kind, key)
        if found is None:
            raise LookupError(self.kind.name)
        return found


def _nothing_of(fact: Fact) -> Fact:
    """Give a fact as it was before it was added: nothing is said of it."""
    return replace(fact, row=dict.fromkeys(fact.row), parts=dict.fromkeys(fact.parts, ()))
