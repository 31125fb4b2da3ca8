"""Read one fact whole: its row and the rows that belong to it, each field as people write it.

It needs nothing but plain SQL, so that `edit` can show a fact before anything heavy is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from negotrack.domain.dates import When
from negotrack.domain.fields import Field, Kind, Part, Sort
from negotrack.errors import Refused
from negotrack.store.reader import Reader, Row

Columns = dict[str, Any]


class MovedOn(Refused):
    """A fact is no longer as it was when its correction was made."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as it is in the store: `row` and the rows of its `parts`, by their tables.

    `statement` is the id of the dated statement by which a milestone was named.
    """

    kind: Kind
    key: tuple[str, ...]
    negotiation: str | None
    row: Columns
    parts: Mapping[str, tuple[Columns, ...]]
    statement: str | None = None

    @property
    def name(self) -> str:
        """Give what people name it by."""
        return ":".join(self.key[1:] if self.kind.in_use else self.key)

    @property
    def title(self) -> str:
        """Give its kind and name: "round wto-2005-05-cn"."""
        return f"{self.kind.name} {self.name}"

    def statements(self, part: str) -> tuple[Columns, ...]:
        """Give the rows of a part in which a field that is not its own may stand."""
        rows = self.parts[part]
        return tuple(row for row in rows if self.statement in (None, row.get("id")))

    def text(self, field: Field) -> str:
        """Give a field as it is shown and can be typed again; a set has one member a line."""
        if field.sort is Sort.OUTCOME:
            return "\n".join(map(outcome_text, self.outcomes))
        if field.many:
            return "\n".join(sorted(row[field.column] for row in self.parts[field.part]))
        rows = self.statements(field.part) if field.part else (self.row,)
        return _text(field, rows[0]) if len(rows) == 1 else ""

    @property
    def outcomes(self) -> tuple[Columns, ...]:
        """Give what a round did for its chapters; what it did for a partner stands by itself."""
        rows = self.parts.get("outcome", ())
        of_chapters = (row for row in rows if row["chapter"] and not row["partner"])
        return tuple(sorted(of_chapters, key=lambda row: str(row["chapter"])))


def read_fact(
    reader: Reader, kind: Kind, key: tuple[str, ...], statement: str | None = None
) -> Fact | None:
    """Read a fact by its key; None when there is none."""
    rows = _rows(reader, kind.table, dict(zip(kind.key, key, strict=True)))
    if not rows:
        return None
    return Fact(
        kind=kind,
        key=key,
        negotiation=_negotiation(reader, kind, rows[0]),
        row=rows[0],
        parts={part.table: _rows(reader, part.table, refers(part, key)) for part in kind.parts},
        statement=statement,
    )


def refers(part: Part, key: tuple[str, ...]) -> dict[str, str]:
    """Give the columns by which the rows of a part refer to a fact."""
    return dict(zip(part.refers, key, strict=True))


def columns_of(row: Row) -> Columns:
    """Give the columns of a row, whichever reader has read it."""
    return dict(row)  # type: ignore[call-overload, no-any-return]


def when_in(row: Columns, field: Field) -> When:
    """Give the date that a field keeps in a row, where it is not empty."""
    text, earliest, latest = (row[column] for column in field.columns)
    return When(text, date.fromisoformat(earliest), date.fromisoformat(latest))


def outcome_text(outcome: Columns) -> str:
    """Write an outcome as it is typed: `CHAPTER=RESULT` or `CHAPTER=RESULT: note`."""
    note = outcome["note"]
    said = f"{outcome['chapter']}={outcome['result']}"
    # What goes on in further lines is set off from the next outcome.
    return f"{said}: {note}".replace("\n", "\n  ") if note else said


def _text(field: Field, row: Columns) -> str:
    value = row[field.column]
    if value is None:
        return ""
    if field.sort is Sort.DATE:
        return str(when_in(row, field))
    if field.sort is Sort.YES_NO:
        return "yes" if value else "no"
    return str(value)


def _rows(reader: Reader, table: str, values: Mapping[str, str]) -> tuple[Columns, ...]:
    same = " AND ".join(f"{column} = :{column}" for column in values)
    rows = reader.rows(f"SELECT * FROM {table} WHERE {same} ORDER BY 1, 2", **values)
    return tuple(map(columns_of, rows))


def _negotiation(reader: Reader, kind: Kind, row: Columns) -> str | None:
    if kind.table == "negotiation":
        return str(row["code"])
    if "request" in kind.of:
        (asked,) = reader.rows(
            "SELECT negotiation FROM request WHERE id = :request", request=row["request"]
        )
        return str(asked["negotiation"])
    found = row.get("negotiation")
    return None if found is None else str(found)
