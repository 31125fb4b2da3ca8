"""What is wrong with a row as a whole: its width, its key, what a new fact would lack."""

from __future__ import annotations

import re
from typing import Final

from negotrack.domain.fields import Kind
from negotrack.errors import Misuse
from negotrack.record.importing.course import Row
from negotrack.record.importing.problems import Problem
from negotrack.record.importing.reading import Reading, fields_of
from negotrack.record.taken import typed_code

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


def too_wide(row: Row) -> Problem:
    """Make the problem of a row with more cells than the header has names."""
    most = len(row.layout.header)
    return Problem(row.line, f"It has {len(row.cells)} cells, and the header names {most} columns.")


def refuse_strange_key(kind: Kind, key: tuple[str, ...]) -> None:
    """Raise Misuse for the key of a new fact that nobody could type."""
    if kind.key == ("id",):
        refuse_strange_id(key[0])
    elif kind.key[-1] in ("code", "name") and kind.name != "alias":
        typed_code(key[-1], kind.name)


def refuse_strange_id(key: str) -> None:
    """Raise Misuse for an id that nobody could type."""
    if not _ID.fullmatch(key):
        raise Misuse(f"'{key[:60]}' cannot be an id. Use letters, digits, hyphens and dots.")


def take_down_lacking(reading: Reading, kind: Kind) -> None:
    """Take down what a new fact needs and its row does not say."""
    lacking = [
        (each.name, column)
        for each, column in fields_of(kind)
        if each.required and reading.values.get(each.column) is None and not reading.sets.get(each)
    ]
    lacking += [(of, of) for of in kind.of if reading.values.get(of) is None]
    bad = {problem.column for problem in reading.problems}
    for name, column in lacking:
        said = reading.row.layout.name(column)
        if said not in bad:
            why = f"A {kind.name} needs a {name}."
            reading.problems.append(Problem(reading.row.line, why, said))
