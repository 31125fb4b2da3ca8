"""The sheets in which a record travels: one per kind of fact, with every column it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from negotrack.domain.fields import Kind
from negotrack.domain.kinds import KINDS
from negotrack.domain.names import nearest
from negotrack.errors import Misuse


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of one kind of fact: its name in the plural, and its columns in their order.

    `sets` are the columns that hold several codes with blanks between them, each kept as rows of
    another table.
    """

    name: str
    kind: Kind
    columns: tuple[str, ...]
    sets: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """Give the table that keeps this kind."""
        return self.kind.table

    @property
    def own_columns(self) -> tuple[str, ...]:
        """Give the columns that are the table's own."""
        return tuple(column for column in self.columns if column not in self.sets)


# In the order in which one may refer to another.
_IN_ORDER: Final = {
    "source": "sources",
    "partner": "partners",
    "alias": "aliases",
    "group": "groups",
    "negotiation": "negotiations",
    "participant": "participants",
    "chapter": "chapters",
    "rule": "rules",
    "milestone": "milestones",
    "round": "rounds",
    "outcome": "outcomes",
    "status": "statuses",
    "milestone-date": "milestone-dates",
    "request": "requests",
    "request-change": "request-changes",
    "follow-up": "follow-ups",
    "note": "notes",
}
# Whether a statement takes back what was reached before follows from how it was recorded.
_NOT_AMENDED: Final = {"status": ("resets",)}


def _columns(kind: Kind) -> Iterator[str]:
    yield from kind.key
    yield from kind.of
    for field in kind.fields:
        if not field.part:
            yield from field.columns
        elif field.many and field.name == "partner":
            yield "partners"
    yield from _NOT_AMENDED.get(kind.name, ())


def _sheet(kind: Kind, name: str) -> Sheet:
    columns = tuple(dict.fromkeys(_columns(kind)))
    return Sheet(name, kind, columns, tuple(each for each in columns if each == "partners"))


_KINDS: Final = {kind.name: kind for kind in KINDS}
SHEETS: Final = tuple(_sheet(_KINDS[name], plural) for name, plural in _IN_ORDER.items())


def sheet_named(name: str) -> Sheet:
    """Give the sheet of a kind, named in the plural or singular; raise Misuse with the nearest."""
    by_name = {sheet.name: sheet for sheet in SHEETS} | {sheet.kind.name: sheet for sheet in SHEETS}
    wanted = name.strip().lower().replace("_", "-").replace(" ", "-")
    if wanted in by_name:
        return by_name[wanted]
    names = [sheet.name for sheet in SHEETS]
    close = nearest(wanted, names)
    hint = f"Nearest: {', '.join(close)}." if close else f"The kinds: {', '.join(names)}."
    raise Misuse(f"'{name[:60]}' is no kind of fact. {hint}")
