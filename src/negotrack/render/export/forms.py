"""The forms in which a record can be sent out, and what each is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from negotrack.ask.export.sheets import Extract
from negotrack.domain.exchange import SHEETS, Sheet
from negotrack.render.phrases import listed, plural
from negotrack.store.reader import SteadyReader

# Each is the ending of its files; the archive's is jsonl too.
FORMS: Final = ("csv", "xlsx", "json", "jsonl", "ics", "sql")
ARCHIVE: Final = "archive"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to send out: in which form, which kinds, of which negotiation if not of all."""

    form: str
    sheets: tuple[Sheet, ...] = SHEETS
    negotiation: str | None = None

    def only(self, negotiation: str) -> Wanted:
        """Give the same of one negotiation."""
        return replace(self, negotiation=negotiation)


@dataclass(frozen=True, slots=True)
class Parcel:
    """Content that is made while it is read; afterwards, what there is to say about it.

    `size` says how much it was: "3 kinds, 241 rows"; `lack` what it does not hold, if anything.
    """

    content: Iterable[bytes]
    size: Callable[[], str]
    lack: Callable[[], str] = str


def parcel(reader: SteadyReader, wanted: Wanted, *, to_file: bool) -> Parcel:
    """Give the content in a form, for a file or for stdout."""
    if wanted.form in ("sql", ARCHIVE):
        return _of_tables(reader, wanted)
    if wanted.form == "ics":
        return _calendar(reader, wanted)
    extract = Extract(reader, wanted.sheets, wanted.negotiation)
    if wanted.form == "csv":
        return _csv(extract, to_file=to_file)
    if wanted.form == "xlsx":
        from negotrack.render.export.xlsx import workbook_content

        return Parcel(workbook_content(extract), lambda: _size(wanted, extract.counts))
    from negotrack.render.export.json import json_content, lines_content

    content = json_content(extract) if wanted.form == "json" else lines_content(extract)
    return Parcel(content, lambda: _size(wanted, extract.counts))


def _size(wanted: Wanted, counts: Counter[str]) -> str:
    return f"{plural(len(wanted.sheets), 'kind')}, {plural(counts.total(), 'row')}"


def _csv(extract: Extract, *, to_file: bool) -> Parcel:
    from negotrack.render.export.csv import Cleaning, csv_for_file, csv_for_stdout

    cleaning = Cleaning()

    def lack() -> str:
        if not cleaning.count:
            return ""
        return (
            f"Left out of {plural(cleaning.count, 'cell')}: control characters, which would steer "
            "a terminal. -o FILE keeps them."
        )

    return Parcel(
        csv_for_file(extract) if to_file else csv_for_stdout(extract, cleaning),
        lambda: f"1 kind, {plural(extract.counts.total(), 'row')}",
        lack,
    )


def _calendar(reader: SteadyReader, wanted: Wanted) -> Parcel:
    from negotrack.ask.export.calendar import calendar
    from negotrack.render.export.calendar import calendar_content

    found = calendar(reader, wanted.negotiation, [sheet.kind.name for sheet in wanted.sheets])
    without = listed([plural(count, kind) for kind, count in found.left_out.items()] or [""])
    return Parcel(
        calendar_content(found, wanted.negotiation or "negotrack"),
        lambda: plural(len(found.appointments), "event"),
        lambda: without and f"Not in the calendar, for want of a known day: {without}.",
    )


def _of_tables(reader: SteadyReader, wanted: Wanted) -> Parcel:
    from negotrack.ask.export.tables import Tables
    from negotrack.render.export.archive import archive_content
    from negotrack.render.export.sql import sql_content

    tables = Tables(reader)
    if wanted.form == ARCHIVE:
        return Parcel(
            archive_content(tables),
            lambda: f"the whole record, {plural(tables.counts.total(), 'row')} with its journal,",
        )
    content = sql_content(tables, wanted.sheets, wanted.negotiation)
    return Parcel(content, lambda: _size(wanted, tables.counts))
