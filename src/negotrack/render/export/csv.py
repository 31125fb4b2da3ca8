"""One kind of fact as CSV: the values as the tables keep them, nothing a spreadsheet would run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from negotrack.ask.export.sheets import Extract, Value
from negotrack.domain.defusing import defused
from negotrack.domain.texts import is_control

# Without it Excel takes UTF-8 for the old code page of the machine, and saves what that makes of
# "Việt Nam". In a pipe it would only stick to the name of the first column.
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_NEEDS_QUOTES: Final = re.compile('[",\r\n]')


def csv_for_file(extract: Extract) -> Iterator[bytes]:
    """Give the header and the rows of the one sheet of an extract, to the letter."""
    yield BYTE_ORDER_MARK
    yield from map(csv_line, _rows(extract))


def csv_for_stdout(extract: Extract, cleaning: Cleaning) -> Iterator[bytes]:
    """Give the same for a pipe, which may end on a terminal."""
    for row in _rows(extract):
        yield csv_line([cleaning.clean(value) for value in row])


@dataclass(slots=True)
class Cleaning:
    """Takes out of values what would steer a terminal, and counts those that held such."""

    count: int = 0

    def clean(self, value: Value) -> Value:
        """Give a value as a terminal may have it; new lines and tabs stay."""
        if not isinstance(value, str) or value.isprintable():
            return value
        plain = "".join(each for each in value if each in "\n\t" or not is_control(each))
        self.count += plain != value
        return plain


def csv_line(values: Iterable[Value]) -> bytes:
    """Give one row (RFC 4180, but for the end of the line, which is a plain new line)."""
    return (",".join(map(_cell, values)) + "\n").encode()


def _rows(extract: Extract) -> Iterator[tuple[Value, ...]]:
    (sheet,) = extract.sheets
    yield sheet.columns
    yield from extract.rows(sheet)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    text = defused(value) if isinstance(value, str) else str(value)
    if not _NEEDS_QUOTES.search(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
