"""A row that two stores have made different, and whose version goes on from the other one's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final, Literal

from negotrack.domain.excerpt import apart
from negotrack.domain.row_names import row_name
from negotrack.record.merging.held import Journal
from negotrack.record.merging.lacking import Place
from negotrack.store.reader import Reader
from negotrack.store.rows import Columns, written

Side = Literal["ours", "theirs"]
# Letters of a value that are shown; of a longer text those around the difference.
_LONGEST: Final = 200
# What both stores have in a place, ours first; None for no row.
Both = tuple[Columns | None, Columns | None]
# Rows as the journal writes them.
Versions = AbstractSet[str | None]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that both stores have changed, each in its own way; None stands for no row.

    Where one took it away, `along` are the rows that went with it, as theirs has them: they stay
    or come or go with the row.
    """

    table: str
    key: str
    ours: Columns | None
    theirs: Columns | None
    along: Mapping[Place, Columns | None] = field(default_factory=dict)

    def fields(self) -> list[tuple[str, object, object]]:
        """Give the columns that differ, with our value and theirs."""
        ours, theirs = self.ours or {}, self.theirs or {}
        return [
            (column, ours.get(column), theirs.get(column))
            for column in (ours or theirs)
            if ours.get(column) != theirs.get(column)
        ]


def side_by_side(conflict: Conflict) -> Iterator[str]:
    """Lay out a conflict in lines: the row, then each column with our value and theirs."""
    yield f"  {row_name(conflict.table, conflict.key)}"
    if conflict.ours is not None and conflict.theirs is not None:
        for column, mine, other in conflict.fields():
            ours, theirs = apart(_said(mine), _said(other), _LONGEST)
            yield f"    {column.replace('_', ' ')}"
            yield f"      ours:   {ours}"
            yield f"      theirs: {theirs}"
        return
    others = f", with {', '.join(row_name(*place) for place in conflict.along)}"
    gone = f"taken away{others if conflict.along else ''}"
    yield f"    ours:   {gone if conflict.ours is None else 'changed'}"
    yield f"    theirs: {gone if conflict.theirs is None else 'changed'}"


def same(place: Place, now: Both) -> bool:
    """Say whether both stores have the same in a place; the day of a seat is its round's."""
    return now[0] == now[1] or (place[0] == "round_partner" and None not in now)


def newer(place: Place, now: Both, versions: tuple[Versions, Versions]) -> Side | None:
    """Say whose version of a row is new to the other side; None when both are, or neither.

    A version that the other side has had before is one that it has moved on from. `versions` are
    those that our store has known, and theirs.
    """
    ours_is_new = _comparable(place, written(now[0])) not in versions[1]
    theirs_is_new = _comparable(place, written(now[1])) not in versions[0]
    if ours_is_new == theirs_is_new:
        return None
    return "ours" if ours_is_new else "theirs"


def versions_of(place: Place, reader: Reader, journal: Journal) -> Versions:
    """Give every version of a row that a store has held; None for one that was taken away.

    That there was no row yet is nothing that anybody has decided, so that only what an entry made
    of a row counts. A merge makes nothing that is not some other entry's.
    """
    counting = journal.held - journal.merges
    return {
        _comparable(place, row["after"])
        for row in reader.rows(
            "SELECT entry, after FROM change WHERE table_name = :name AND row_key = :key",
            name=place[0],
            key=place[1],
        )
        if row["entry"] in counting
    }


def _comparable(place: Place, version: str | None) -> str | None:
    """Give a version without what it only repeats of another row."""
    if version is None or place[0] != "round_partner":
        return version
    seat = json.loads(version)
    return written({column: seat[column] for column in ("round", "partner")})


def _said(value: object) -> str:
    return "nothing" if value is None else str(value)
