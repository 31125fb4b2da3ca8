"""The kinds of fact as a workbook: a sheet per kind, texts as texts, real days beside their EDTF.

Every cell but numbers and days is a text and formatted as one, so that a spreadsheet neither runs
it nor turns a date that somebody types into a number. The same store gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from negotrack.ask.export.sheets import Extract, Value
from negotrack.domain.exchange import Sheet
from negotrack.domain.fields import Sort
from negotrack.errors import Misuse

# What a sheet holds ("Excel specifications and limits"); a cell's limit is in units of UTF-16.
MOST_ROWS: Final = 1_048_576
LONGEST_CELL: Final = 32_767
# Excel has a 29 February 1900: about the days before it, spreadsheets disagree.
FIRST_DAY: Final = date(1900, 3, 1)

_NARROWEST, _WIDEST = 6, 60
# The arrow of the filter covers the end of a heading.
_BESIDE_THE_ARROW: Final = 3
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the times in a workbook have no zone


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a page: one of the table's, or beside a date's text the day that it is."""

    name: str
    at: int
    is_day: bool = False


def columns_of(sheet: Sheet) -> list[Column]:
    """Give the columns of a kind's page; `day` stands beside `date`, `due_day` beside `due`."""
    dates = {field.column for field in sheet.kind.fields if field.sort is Sort.DATE}
    found = []
    for place, name in enumerate(sheet.columns):
        found.append(Column(name, place))
        if name in dates:
            found.append(Column("day" if name == "date" else f"{name}_day", place, is_day=True))
    return found


def workbook_content(extract: Extract) -> Iterator[bytes]:
    """Give the workbook; raise Misuse when its library is not there, or a page cannot hold it."""
    try:
        import xlsxwriter
    except ModuleNotFoundError as fault:
        raise Misuse(
            "A workbook is written with the XlsxWriter library, which is not there. "
            "`pip install 'negotrack[office]'` adds it."
        ) from fault
    written = io.BytesIO()
    # In memory: a record's text has no business in the machine's folder of temporary files.
    workbook = xlsxwriter.Workbook(written, {"in_memory": True})
    workbook.set_properties({"created": _MADE})
    looks = _Looks(workbook)
    for sheet in extract.sheets:
        _fill(workbook.add_worksheet(sheet.name), sheet, extract.rows(sheet), looks)
    workbook.close()
    yield written.getvalue()


class _Looks:
    """The formats of a workbook's cells."""

    def __init__(self, workbook: Any) -> None:
        self.heading = workbook.add_format({"num_format": "@", "bold": True, "bottom": 1})
        self.text = workbook.add_format({"num_format": "@"})
        self.number = workbook.add_format({"num_format": "0"})
        self.day = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})


def _fill(page: Any, sheet: Sheet, rows: Iterable[tuple[Value, ...]], looks: _Looks) -> None:
    columns = columns_of(sheet)
    widths = [len(column.name) + _BESIDE_THE_ARROW for column in columns]
    for place, column in enumerate(columns):
        page.write_string(0, place, column.name, looks.heading)
    last = 0
    for last, row in enumerate(rows, start=1):
        _refuse_what_does_not_fit(sheet, row, last)
        for place, column in enumerate(columns):
            width = _write(page, (last, place), _shown(row[column.at], column), looks)
            widths[place] = max(widths[place], width)
    for place, column in enumerate(columns):
        width = min(max(widths[place], _NARROWEST), _WIDEST)
        page.set_column(place, place, width, looks.day if column.is_day else looks.text)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, last, len(columns) - 1)
    # A label 5 is a text, and no mistake of the user's.
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})


def _shown(value: Value, column: Column) -> Value | date:
    """Give what a cell shows: of a date's column beside it the day, if it is one plain day."""
    if not column.is_day:
        return value
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if day >= FIRST_DAY and day.isoformat() == value else None


def _write(page: Any, cell: tuple[int, int], value: Value | date, looks: _Looks) -> int:
    """Write a cell and give the width of its longest line."""
    if value is None:
        return 0
    if isinstance(value, int):
        page.write_number(*cell, value, looks.number)
    elif isinstance(value, date):
        page.write_datetime(*cell, value, looks.day)
    else:
        page.write_string(*cell, value, looks.text)
    return max(map(len, str(value).split("\n"))) + 1


def _refuse_what_does_not_fit(sheet: Sheet, row: tuple[Value, ...], number: int) -> None:
    if number >= MOST_ROWS:
        raise Misuse(
            f"There are more {sheet.name} than the {MOST_ROWS - 1:,} that a sheet holds. "
            "Take csv or json."
        )
    for column, value in zip(sheet.columns, row, strict=True):
        if isinstance(value, str) and len(value.encode("utf-16-le")) // 2 > LONGEST_CELL:
            raise Misuse(
                f"The {column} of the {sheet.kind.name} {str(row[0])[:60]} is longer than the "
                f"{LONGEST_CELL:,} characters that a cell holds. Take csv or json."
            )
