"""Recognise rows that carry no key: a fact of the record that says all that the row says."""

from __future__ import annotations

from collections.abc import Sequence

from negotrack.domain.exchange import Sheet
from negotrack.record.fact import Fact, read_fact
from negotrack.record.importing.course import Course
from negotrack.record.importing.reading import Reading


class Twins:
    """Finds the facts of one kind, by id, that say the same as a row.

    Texts are laid out in an order of their own: without one, each row would look through all.
    """

    def __init__(self, course: Course, sheet: Sheet) -> None:
        self._course, self._kind = course, sheet.kind
        self._texts = f"texts_of_{sheet.table}" if "text" in sheet.columns else ""
        if self._texts:
            course.scratch.make(f"CREATE TEMP TABLE {self._texts} (id, text)")
            course.scratch.put(f"INSERT INTO {self._texts} SELECT id, text FROM {sheet.table}")
            course.scratch.make(f"CREATE INDEX {self._texts}_text ON {self._texts} (text)")

    def find(self, reading: Reading, columns: Sequence[str]) -> str | None:
        """Give the id of a fact that says what a row says in these columns; None for none."""
        said = {
            f"x.{column} = ?": reading.values[column]
            for column in columns
            if reading.values.get(column) is not None
        }
        among = f"{self._kind.table} x"
        if self._texts:
            among = f"{self._texts} w CROSS JOIN {among} ON x.id = w.id"
            said["w.text = ?"] = reading.values["text"]
        sql = f"SELECT x.id FROM {among} WHERE {' AND '.join(said)}"
        keys = [str(key) for (key,) in self._course.scratch.each(sql, *said.values())]
        return next((key for key in keys if self._has_members(reading, key)), None)

    def learn(self, fact: Fact) -> None:
        """Take note of a fact that was added."""
        if self._texts:
            row = (fact.key[0], fact.row["text"])
            self._course.scratch.put(f"INSERT INTO {self._texts} VALUES (?, ?)", *row)

    def _has_members(self, reading: Reading, key: str) -> bool:
        if not reading.sets:
            return True
        held = read_fact(self._course.action, self._kind, (key,))
        return held is not None and all(
            {row[each.column] for row in held.parts[each.part]} == set(wanted)
            for each, wanted in reading.sets.items()
        )
