"""Read a row of any kind of fact: the columns that it fills, and all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from negotrack.domain.fields import Field, Kind
from negotrack.errors import Misuse, NegotrackError, NotFound
from negotrack.record.importing.course import Course, Row
from negotrack.record.importing.problems import Problem
from negotrack.store.rows import Columns

_SEVERAL: Final = re.compile(r"\s*[;,\n]\s*")


class Bad(Exception):
    """A row that cannot be taken, with its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass
class Reading:
    """What a row says: `values` by column, `sets` of codes, and fields that it leaves `empty`."""

    row: Row
    negotiation: str | None = None
    values: Columns = field(default_factory=dict)
    sets: dict[Field, list[str]] = field(default_factory=dict)
    empty: list[Field] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @contextmanager
    def cell(self, column: str = "") -> Iterator[None]:
        """Take down what is wrong with a cell, and go on."""
        try:
            yield
        except NegotrackError as error:
            self.problems.append(self.row.problem(error, column))

    def leaves_open(self, column: str) -> bool:
        """Say whether a row leaves it to others what a column is; an export leaves nothing open."""
        is_said = self.row.layout.exact and column in self.row.said
        return self.values.get(column) is None and not is_said

    def refuse(self) -> None:
        """Raise Bad when the row has problems."""
        if self.problems:
            raise Bad(self.problems)


def fields_of(kind: Kind) -> Iterator[tuple[Field, str]]:
    """Give the fields of a kind that stand on its sheet, each with its column there."""
    for each in kind.fields:
        if each.many and each.name == "partner":
            yield each, "partners"
        elif not each.part:
            yield each, each.column


def read_fields(course: Course, reading: Reading, kind: Kind) -> None:
    """Read the cells of a row, field by field."""
    for each, column in fields_of(kind):
        text = reading.row.said.get(column)
        if text is None:
            continue
        with reading.cell(column):
            if not text:
                reading.empty.append(each)
            elif each.many:
                reading.sets[each] = codes(course, each.names, reading.negotiation, text)
            else:
                reading.values.update(course.columns(each, reading.negotiation, text))


def codes(course: Course, names: str, negotiation: str | None, text: str) -> list[str]:
    """Read several names of one cell: one name, names with signs between, or codes with blanks."""

    def code(name: str) -> str:
        return course.code(names, negotiation, name)

    whole = _or_none(code, text)
    if whole:
        return [whole]
    parts = [part for part in _SEVERAL.split(text) if part]
    if len(parts) == 1:
        words = text.split()
        found = [_or_none(code, word) for word in words]
        # Codes all of them, else it was one name.
        return [code(word) for word in words] if any(found) else [code(text)]
    return list(dict.fromkeys(code(part) for part in parts))


def _or_none(code: Callable[[str], str], text: str) -> str | None:
    try:
        return code(text)
    except (Misuse, NotFound):
        return None
