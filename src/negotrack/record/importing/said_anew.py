"""Find what a row says otherwise than the fact that its key names."""

from __future__ import annotations

from typing import Any

from negotrack.domain.fields import Field, Sort
from negotrack.record.amend import Said
from negotrack.record.fact import Fact
from negotrack.record.importing.problems import Problem
from negotrack.record.importing.reading import Reading, fields_of


def said_anew(reading: Reading, held: Fact) -> dict[str, Said]:
    """Give what a row says otherwise than a fact, as it is typed; None empties a field.

    What must not be emptied, or cannot be moved, is a problem of the row.
    """
    kind = held.kind
    said: dict[str, Said] = {}
    for each, _column in fields_of(kind):
        if each in reading.sets:
            members = {row[each.column] for row in held.parts[each.part]}
            if members != set(reading.sets[each]):
                said[each.name] = reading.sets[each]
        elif each in reading.empty:
            is_there = held.parts[each.part] if each.many else held.row[each.column] is not None
            if is_there and _empties(reading, held, each):
                said[each.name] = [] if each.many else None
        elif each.column in reading.values and each.column not in kind.key:
            value = reading.values[each.column]
            if value != held.row[each.column]:
                said[each.name] = typed(each, value)
    _refuse_empty(reading, held, said)
    _refuse_moved(reading, held)
    return said


def typed(each: Field, value: Any) -> str | None:
    """Give a value as it is typed."""
    if value is None:
        return None
    return ("no", "yes")[value] if each.sort is Sort.YES_NO else str(value)


def _empties(reading: Reading, held: Fact, each: Field) -> bool:
    """Say whether an empty cell takes out what is there, and is not just left empty.

    It does in a row with an id, and in a sheet with all columns of an export.
    """
    if each.sort is Sort.SOURCE:
        return False
    by_id = held.kind.key == ("id",)
    return by_id or (reading.row.layout.exact and not each.required)


def _refuse_empty(reading: Reading, held: Fact, said: dict[str, Said]) -> None:
    for each in map(held.kind.field, said):
        if each.required and not said[each.name]:
            why = f"The {each.name} of a {held.kind.name} cannot be empty."
            name = reading.row.layout.name(each.column)
            reading.problems.append(Problem(reading.row.line, why, name))


def _refuse_moved(reading: Reading, held: Fact) -> None:
    for column in held.kind.of:
        said = reading.values.get(column)
        if said is not None and said != held.row[column]:
            name = reading.row.layout.name(column)
            why = f"{held.name} is of {held.row[column]}, and a correction cannot move it."
            reading.problems.append(Problem(reading.row.line, why, name, str(said)))
