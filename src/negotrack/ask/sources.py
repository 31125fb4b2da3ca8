"""Which sources does the record rest on?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from negotrack.ask.rows import maybe_when_of
from negotrack.domain.dates import OPEN_FUTURE, OPEN_PAST, When
from negotrack.store.reader import Reader, Row


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from."""

    code: str
    title: str
    publisher: str | None
    when: When | None
    address: str | None
    language: str | None
    note: str | None


def sources(
    reader: Reader, since: date | None, until: date | None, day: date = OPEN_FUTURE
) -> list[Source]:
    """Give the sources published by a day, newest first and undated ones last.

    A bound leaves undated ones out.
    """
    found = [
        source
        for source in map(_source, reader.rows("SELECT * FROM source ORDER BY code"))
        if source.when is None or source.when.possible_by(day)
    ]
    if since or until:
        earliest, latest = since or OPEN_PAST, until or OPEN_FUTURE
        found = [
            source
            for source in found
            if source.when and source.when.latest >= earliest and source.when.earliest <= latest
        ]
    return sorted(found, key=lambda s: s.when.latest if s.when else OPEN_PAST, reverse=True)


def sources_named(reader: Reader, codes: Iterable[str]) -> dict[str, Source]:
    """Give the sources of these codes."""
    found = {}
    for code in codes:
        for row in reader.rows("SELECT * FROM source WHERE code = :code", code=code):
            found[code] = _source(row)
    return found


def _source(row: Row) -> Source:
    return Source(
        code=row["code"],
        title=row["title"],
        publisher=row["publisher"],
        when=maybe_when_of(row, "date"),
        address=row["address"],
        language=row["language"],
        note=row["note"],
    )
