"""Read the sheets of an XLSX workbook; python-calamine comes with the extra `office`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from negotrack.domain.names import fold, nearest
from negotrack.errors import Misuse
from negotrack.record.importing.tables import (
    NumberedCells,
    Table,
    names_kind,
    tidy_header,
    unreadable,
)
from negotrack.record.importing.unpacked import refuse_bomb

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MIDNIGHT: Final = time()


def workbook_tables(
    content: bytes, name: str, wanted: str | None, *, whole: bool
) -> tuple[list[Table], tuple[str, ...]]:
    """Give the tables of a workbook, and the names of the sheets that are left out.

    Unless one is wanted that is the first sheet or, with `whole`, every sheet of a workbook whose
    sheets are all named for kinds of fact. Raise Misuse for a sheet that is not there.
    """
    refuse_bomb(io.BytesIO(content), name)
    book = _opened(content, name)
    names = [each for each in book.sheet_names if each.strip()]
    if not names:
        raise unreadable(name, "it has no sheets.")
    if wanted is not None:
        chosen = [_named(names, wanted, name)]
    elif whole and len(names) > 1 and all(map(names_kind, names)):
        chosen = names
    else:
        chosen = names[:1]
    found = [_table(_sheet(book, each, name), name, said=len(chosen) > 1) for each in chosen]
    left_out = tuple(each for each in names if each not in chosen)
    return [table for table in found if table], () if wanted else left_out


def _opened(content: bytes, name: str) -> CalamineWorkbook:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError as fault:
        raise Misuse(
            f"Reading the workbook {name} needs python-calamine: pip install 'negotrack[office]'. "
            "Or save the sheet as CSV."
        ) from fault
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except BaseException as fault:
        raise _damaged(fault, name) from fault


def _sheet(book: CalamineWorkbook, wanted: str, name: str) -> CalamineSheet:
    try:
        return book.get_sheet_by_name(wanted)
    except BaseException as fault:
        raise _damaged(fault, name) from fault


def _damaged(fault: BaseException, name: str) -> BaseException:
    """Give the refusal of what the library cannot read; its panics are no Exceptions."""
    if isinstance(fault, Exception) or type(fault).__name__ == "PanicException":
        return unreadable(name, "it is a damaged workbook, or none.")
    return fault


def _named(names: list[str], wanted: str, name: str) -> str:
    for each in names:
        if fold(each) == fold(wanted):
            return each
    close = nearest(wanted, names)
    hint = f"Nearest: {', '.join(close)}." if close else f"Its sheets: {', '.join(names[:20])}."
    raise Misuse(f"{name} has no sheet '{wanted[:60]}'. {hint}")


def _table(sheet: CalamineSheet, name: str, *, said: bool) -> Table | None:
    rows = _rows(sheet)
    first = next(rows, None)
    if first is None and said:
        return None
    header = tidy_header(f"{name}, sheet {sheet.name},", first[1] if first else ())
    return Table(header, rows, kind=sheet.name if said else None, hint=sheet.name)


def _rows(sheet: CalamineSheet) -> Iterator[NumberedCells]:
    """Give the rows that say something, numbered as the spreadsheet numbers them."""
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = [*map(_text, values)]
        if any(cells):
            yield number, cells


def _text(value: Any) -> str:
    """Give a cell as its text: a whole number without its point, a day without midnight."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
