"""Read a CSV file row by row: any delimiter, UTF-8 with or without BOM, never more than a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from negotrack.record.importing.delimiters import delimiter_of
from negotrack.record.importing.tables import (
    LONGEST_LINE,
    NumberedCells,
    Table,
    tidy_header,
    unreadable,
)

_SAMPLE: Final = 65_536
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
# The line by which some programs tell Excel the delimiter.
_SAID: Final = re.compile(r"sep=(.)[\r\n]*", re.IGNORECASE)
_BROKEN: Final = {
    "unexpected end of data": "a quotation mark opens here and is never closed.",
    "expected after": "something stands between a closing quotation mark and the next cell.",
    "field larger": "a cell is too large; perhaps a quotation mark is never closed.",
}


def csv_table(file: io.BufferedReader, head: bytes, name: str) -> Table:
    """Read the header of a CSV file, and give its rows as they are asked for.

    `head` is what the file begins with. Raise ImportProblems for what is no text.
    """
    if b"\0" in head and not head.startswith(_UTF_16):
        raise unreadable(name, "it is no text. Save it as CSV in UTF-8.")
    lines = _lines(file, head, name)
    sample, cut = _sample(head)
    said = _SAID.fullmatch(sample[0]) if sample else None
    if said:
        next(lines)
    reader = csv.reader(
        lines,
        delimiter=said[1] if said else delimiter_of(sample[: -1 if cut else None] or sample),
        strict=True,
    )
    rows = _rows(reader, name, above=1 if said else 0)
    first = next(rows, None)
    return Table(tidy_header(name, first[1] if first else ()), rows, marked=True)


def _rows(reader: Iterator[list[str]], name: str, above: int) -> Iterator[NumberedCells]:
    """Give the rows that say something, each with the number of the line it begins on."""
    while True:
        line = reader.line_num + 1 + above  # type: ignore[attr-defined]
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            why = next((said for sign, said in _BROKEN.items() if sign in str(fault)), f"{fault}.")
            raise unreadable(f"{name}, line {line},", why) from fault
        if any(cells) and not "".join(cells).isspace():
            yield line, cells


def _sample(head: bytes) -> tuple[list[str], bool]:
    text = head.decode("utf-16" if head.startswith(_UTF_16) else "utf-8-sig", errors="replace")
    return list(io.StringIO(text[:_SAMPLE], newline="")), len(head) >= _SAMPLE


def _lines(file: io.BufferedReader, head: bytes, name: str) -> Iterator[str]:
    # Lines end with \n nearly always; only where they do not, the slower way has to tell.
    if head.startswith(_UTF_16) or (b"\r" in head and b"\n" not in head):
        encoding = "utf-16" if head.startswith(_UTF_16) else "utf-8-sig"
        return _decoded(io.TextIOWrapper(file, encoding, newline=""), name)
    return _utf8(file, name)


def _utf8(file: BinaryIO, name: str) -> Iterator[str]:
    number, encoding = 1, "utf-8-sig"
    while raw := file.readline(LONGEST_LINE):
        _refuse_endless(len(raw), name, number)
        try:
            line = raw.decode(encoding)
        except UnicodeDecodeError as fault:
            letter = f"0x{fault.object[fault.start]:02x}"
            why = f"the byte {letter} in line {number} is no UTF-8. Save it as CSV in UTF-8."
            raise unreadable(name, why) from fault
        yield line
        number, encoding = number + 1, "utf-8"


def _decoded(text: io.TextIOWrapper, name: str) -> Iterator[str]:
    number = 1
    try:
        while line := text.readline(LONGEST_LINE):
            _refuse_endless(len(line), name, number)
            yield line
            number += 1
    except UnicodeError as fault:
        why = f"after line {number} it is no {text.encoding} text."
        raise unreadable(name, why) from fault
    finally:
        # The file is closed by whoever has opened it, who may have done so by now.
        if not text.closed:
            text.detach()


def _refuse_endless(length: int, name: str, number: int) -> None:
    if length >= LONGEST_LINE:
        raise unreadable(name, f"line {number} is longer than {LONGEST_LINE:,} characters.")
