"""Lay out new status changes beside the record, and find those that it has already.

A statement is told from others by who, in which chapter, what, when and from which source: the
rule of `set_status`. All of it is one statement of SQL for a thousand rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from negotrack.store.rows import table_of
from negotrack.store.scratch import Scratch
from negotrack.store.tables import StatusChange


class Staged(NamedTuple):
    """A status change on its way in; `resets` as given, `reopens` when the row says so.

    `cells` is the row as it was, where it may have to be given back.
    """

    line: int
    id: str | None
    negotiation: str
    partner: str
    chapter: str | None
    status: str
    date: str
    earliest: str
    latest: str
    resets: int | None
    reopens: int
    round: str | None
    note: str | None
    source: str
    cells: str | None


# What a row may be found to be: said before, said before with another note or round, under the id
# of an earlier row, a step down that is refused, a step down that takes back what was reached.
KNOWN, OTHERWISE, SAME_ID, LOWER, LOWERS = "known", "otherwise", "same id", "lower", "lowers"

_COLUMNS: Final = Staged._fields
_WRITTEN: Final = ", ".join(
    f"coalesce(s.resets, j.why = '{LOWERS}', 0)" if column.name == "resets" else f"s.{column.name}"
    for column in table_of(StatusChange).columns
)
_SAME: Final = " AND ".join(
    f"{{one}}.{column} IS {{other}}.{column}" for column in ("chapter", "status", "date", "source")
)
_OTHER: Final = (
    "(s.note IS NOT NULL AND s.note IS NOT {other}.note)"
    " OR (s.round IS NOT NULL AND s.round IS NOT {other}.round)"
)
_LIKE_RECORD: Final = (
    f"INSERT OR IGNORE INTO judged SELECT s.place, CASE WHEN {_OTHER.format(other='x')}"
    f" THEN '{OTHERWISE}' ELSE '{KNOWN}' END, x.id FROM staged s CROSS JOIN status_change x"
    " WHERE s.place > ? AND x.negotiation = s.negotiation AND x.partner = s.partner"
    " AND x.latest = s.latest AND x.earliest = s.earliest AND " + _SAME.format(one="x", other="s")
)
_ALIKE: Final = (
    "SELECT place, first, (SELECT line FROM staged f WHERE f.place = first) FROM (SELECT place,"
    " min(place) OVER (PARTITION BY negotiation, partner, chapter, status, date, source) AS first"
    " FROM staged) WHERE place <> first"
)
_LIKE_EACH_OTHER: Final = (
    f"INSERT OR IGNORE INTO judged SELECT s.place, CASE WHEN {_OTHER.format(other='f')}"
    f" THEN '{OTHERWISE}' ELSE '{KNOWN}' END, f.line FROM ({_ALIKE}) a"
    " JOIN staged s ON s.place = a.place JOIN staged f ON f.place = a.first"
)
_UNDER_ONE_ID: Final = (
    f"INSERT OR IGNORE INTO judged SELECT place, '{SAME_ID}', first FROM (SELECT place, line,"
    " min(line) OVER (PARTITION BY id) AS first FROM staged WHERE id IS NOT NULL)"
    " WHERE line <> first"
)


class Staging:
    """The rows on their way in, and what was judged of some: known already, or not to be taken."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self.size = 0
        scratch.make(f"CREATE TEMP TABLE staged (place INTEGER PRIMARY KEY, {', '.join(_COLUMNS)})")
        scratch.make("CREATE TEMP TABLE judged (place INTEGER PRIMARY KEY, why, twin)")
        marks = ", ".join("?" * len(_COLUMNS))
        self._insert = f"INSERT INTO staged ({', '.join(_COLUMNS)}) VALUES ({marks})"

    def lay_out(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take in rows, and mark those that say what the record says."""
        before = self._scratch.first("SELECT coalesce(max(place), 0) FROM staged")
        self._scratch.fill(self._insert, rows)
        self._scratch.put(_LIKE_RECORD, before[0] if before else 0)
        self.size += len(rows)

    def mark_alike(self) -> None:
        """Mark the rows that say what an earlier one of them says."""
        self._scratch.put(_LIKE_EACH_OTHER)
        self._scratch.put(_UNDER_ONE_ID)

    def mark(self, judged: Sequence[tuple[int, str, str]]) -> None:
        """Mark rows by their places."""
        self._scratch.fill("INSERT INTO judged VALUES (?, ?, ?)", judged)

    def unmarked(self, order: str) -> Iterator[tuple[Any, ...]]:
        """Give the rows that nothing was found against, in some order, without their cells."""
        return self._scratch.each(
            "SELECT s.place, s.negotiation, s.partner, s.chapter, s.status, s.earliest, s.latest,"
            " s.resets, s.reopens FROM staged s LEFT JOIN judged j ON j.place = s.place"
            f" WHERE j.place IS NULL ORDER BY {order}"
        )

    def marked(self, *why: str) -> Iterator[tuple[Any, ...]]:
        """Give the rows that were marked so: why, the twin, and the row."""
        names = ", ".join(f"s.{column}" for column in _COLUMNS)
        marks = ", ".join("?" * len(why))
        for reason, twin, *row in self._scratch.each(
            f"SELECT j.why, j.twin, {names} FROM judged j JOIN staged s ON s.place = j.place"
            f" WHERE j.why IN ({marks}) ORDER BY s.place",
            *why,
        ):
            yield reason, twin, Staged(*row)

    def count(self, why: str) -> int:
        """Count the rows that were marked so."""
        found = self._scratch.first("SELECT count(*) FROM judged WHERE why = ?", why)
        return int(found[0]) if found else 0

    def good(self) -> Iterator[tuple[Any, ...]]:
        """Give the rows to be written, in the columns of their table; some have no id yet."""
        return self._scratch.each(
            f"SELECT {_WRITTEN} FROM staged s LEFT JOIN judged j ON j.place = s.place"
            f" WHERE j.why IS NULL OR j.why = '{LOWERS}' ORDER BY s.place"
        )

    def count_good(self) -> int:
        """Count the rows to be written that carry no id of their own."""
        found = self._scratch.first(
            "SELECT count(*) FROM staged s LEFT JOIN judged j ON j.place = s.place"
            f" WHERE s.id IS NULL AND (j.why IS NULL OR j.why = '{LOWERS}')"
        )
        return int(found[0]) if found else 0

    def sources_sql(self) -> str:
        """Give the SQL that names the sources of the rows to be written."""
        return (
            "SELECT s.source FROM staged s LEFT JOIN judged j ON j.place = s.place"
            f" WHERE j.why IS NULL OR j.why = '{LOWERS}'"
        )
