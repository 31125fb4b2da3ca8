"""One import under way: the action, what holds for every row, and what came of the rows so far."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from negotrack.domain.column_words import takes
from negotrack.domain.dates import When
from negotrack.domain.fields import Field, Sort
from negotrack.errors import Misuse, Refused
from negotrack.record.fields import Place, find_code, read_field
from negotrack.record.importing.citations import Citations
from negotrack.record.importing.layout import Layout
from negotrack.record.importing.problems import Problem, Problems
from negotrack.record.importing.remembered import Remembered
from negotrack.store.journal import Recording
from negotrack.store.lookup import find_negotiation
from negotrack.store.scratch import Scratch

# What may come of a row: a fact more, a correction, nothing; what it adds may count elsewhere.
NEW, CHANGED, KNOWN, ELSEWHERE = "new", "changed", "known", "elsewhere"

_YES_NO = {
    **dict.fromkeys(("1", "true", "y", "yes", "có", "x"), "yes"),
    **dict.fromkeys(("0", "false", "n", "no", "không"), "no"),
}


def yes_or_no(text: str) -> str:
    """Give the answer that a cell means, as people and tables write it; else the text itself."""
    return _YES_NO.get(text.strip().casefold(), text)


# What an import is doing, at which row, and of how many where that is known.
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every row: the negotiation and the source of rows that name none."""

    negotiation: str | None
    source: str | None
    read_date: Callable[[str], When]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, what it says by columns, and its cells as they are."""

    line: int
    said: dict[str, str]
    layout: Layout
    cells: Sequence[str]

    def problem(self, error: Any, column: str = "") -> Problem:
        """Make a problem of a cell of this row, or of all of it."""
        name = self.layout.name(column) if column else ""
        return Problem.of(error, self.line, name, self.said.get(column, ""))


@dataclass
class Course:
    """An import under way; `tally` counts rows by kind and by what came of them."""

    action: Recording
    terms: Terms
    problems: Problems
    scratch: Scratch
    citations: Citations
    progress: Progress = lambda _phase, _rows, _of: None
    tally: Counter[tuple[str, str]] = field(default_factory=Counter)
    guesses: Counter[str] = field(default_factory=Counter)
    _read: dict[tuple[object, str], Remembered] = field(default_factory=dict)

    @classmethod
    def begin(cls, action: Recording, terms: Terms, problems: Problems) -> Course:
        """Begin to import within an action."""
        scratch = Scratch.beside(action.session)
        scratch.make("CREATE TEMP TABLE seen (kind, key, line, PRIMARY KEY (kind, key))")
        return cls(action, terms, problems, scratch, Citations(action, scratch, terms.source))

    def place(self, negotiation: str | None) -> Place:
        """Give the place of a row, for the readers of its cells."""
        return Place(self.action, negotiation, self.terms.read_date)

    def negotiation(self, text: str) -> str:
        """Give the negotiation that a row names, or the one of rows that name none."""
        if text:
            return str(self._remembered("negotiation", "", self._negotiation)[text])
        if self.terms.negotiation is None:
            raise Misuse("No negotiation is in use. Say -n CODE, or name one in the row.")
        return self.terms.negotiation

    def code(self, names: str, negotiation: str | None, text: str) -> str:
        """Give the code of what a cell names: a partner, participant, chapter or event."""
        place = self.place(negotiation)
        found = self._remembered(names, negotiation, lambda each: find_code(place, names, each))
        return str(found[text])

    def columns(self, field: Field, negotiation: str | None, text: str) -> dict[str, Any]:
        """Give the columns of a field with what a cell says."""
        if field.sort is Sort.SOURCE:
            return {field.column: self.citations.code(text)}
        if field.sort is Sort.YES_NO:
            text = yes_or_no(text)
        place = self.place(negotiation)
        if field.sort in (Sort.LINE, Sort.PROSE, Sort.RULE):
            return read_field(place, field, text)
        read = self._remembered(field, negotiation, lambda each: read_field(place, field, each))
        columns: dict[str, Any] = read[text]
        return columns

    def refuse(self, row: Row, problems: Sequence[Problem]) -> None:
        """Leave a row out."""
        self.citations.forget()
        named = row.layout.named(row.cells)
        if self.problems.loose:
            named += [(each, "") for each in takes(row.layout.sheet) if each not in row.said]
        self.problems.refuse(row.layout.sheet.name, named, problems)

    def count(self, kind: str, came: str) -> None:
        """Count a row by its kind and by what came of it."""
        self.tally[kind, came] += 1

    def once(self, kind: str, key: Sequence[str], row: Row) -> None:
        """Raise Refused when another row of this import has written the same fact."""
        text = json.dumps(key)
        found = self.scratch.first("SELECT line FROM seen WHERE kind = ? AND key = ?", kind, text)
        if found:
            raise Refused(
                f"The {kind} {':'.join(key)} stands in {self.problems.word} {found[0]} as well, "
                "with something else. Keep one of them."
            )
        self.scratch.put("INSERT INTO seen VALUES (?, ?, ?)", kind, text, row.line)

    def look_again(self) -> None:
        """Read again what named nothing so far: there are facts now that were not there before."""
        for remembered in self._read.values():
            remembered.forget_errors()

    def is_ahead(self, earliest: str) -> bool:
        """Say whether a day is still to come."""
        return earliest > date.today().isoformat()

    def _negotiation(self, text: str) -> str:
        return find_negotiation(self.action, text)

    def _remembered(
        self, what: object, negotiation: str | None, read: Callable[[str], Any]
    ) -> Remembered:
        key = (what, negotiation or "")
        if key not in self._read:
            self._read[key] = Remembered(read)
        return self._read[key]
