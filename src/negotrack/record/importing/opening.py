"""Open a file to import, whatever it is called: its content says what it is."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from negotrack.domain.texts import without_controls
from negotrack.errors import Misuse
from negotrack.record.importing.csv_rows import csv_table
from negotrack.record.importing.json_rows import (
    has_lines,
    is_archive,
    is_json,
    json_tables,
    line_tables,
)
from negotrack.record.importing.problems import Problems
from negotrack.record.importing.tables import LARGEST, Table, unreadable
from negotrack.record.importing.workbook_rows import workbook_tables

STDIN: Final = "-"
_SAMPLE: Final = 65_536
_ZIP: Final = b"PK\x03\x04"
_STRANGE: Final = (
    (b"\xd0\xcf\x11\xe0", "it is an old Excel file, or one with a password. Save it as .xlsx."),
    (b"SQLite format 3\0", "it is a database. `negotrack merge` takes over another store."),
    (b"\x1f\x8b", "it is packed. Unpack it first."),
    (b"%PDF", "it is a PDF. Save the table in it as CSV."),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to read of a workbook: one sheet, or with `whole` every sheet that is named for a kind.

    Otherwise its first sheet.
    """

    sheet: str | None = None
    whole: bool = False


@dataclass
class Opened:
    """A file to import: its `tables` in their order; `left_out` are sheets that are not read."""

    name: str
    tables: Iterator[Table]
    left_out: tuple[str, ...] = ()
    archive: Path | None = None


@contextmanager
def opened(file: str, problems: Problems, wanted: Wanted) -> Iterator[Opened]:
    """Open a file, or stdin for `-`; raise Misuse for none, ImportProblems for what is no sheet."""
    if file == STDIN:
        if sys.stdin is None:
            raise Misuse("There is no standard input to import from. Name a file.")
        yield _look_into(sys.stdin.buffer, None, problems, wanted)
        return
    path = Path(file)
    if path.is_dir():
        raise Misuse(f"{path} is a folder. Name a file in it.")
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else "no file can be called that"
        raise Misuse(f"{path} cannot be read: {why}. Name another file.") from fault
    with stream:
        yield _look_into(stream, path, problems, wanted)


def _look_into(stream: Any, path: Path | None, problems: Problems, wanted: Wanted) -> Opened:
    name = without_controls(path.name) if path else "standard input"
    file, head = _begun(stream)
    for sign, why in _STRANGE:
        if head.startswith(sign):
            raise unreadable(name, why)
    if not head.strip():
        raise unreadable(name, "it is empty.")
    if is_archive(head):
        return Opened(name, iter(()), archive=path or Path(STDIN))
    if head.startswith(_ZIP):
        problems.word = "row"
        tables, left_out = workbook_tables(
            _whole(file, name), name, wanted.sheet, whole=wanted.whole
        )
        return Opened(name, iter(tables), left_out)
    if wanted.sheet is not None:
        raise Misuse(f"{name} is no workbook and has no sheets. Leave out --sheet.")
    if not is_json(head):
        return Opened(name, iter([csv_table(file, head, name)]))
    if has_lines(head, name):
        problems.loose = True
        return Opened(name, line_tables(file, name, problems))
    problems.word = "item"
    return Opened(name, iter(json_tables(_whole(file, name), name)))


def _begun(stream: Any) -> tuple[io.BufferedReader, bytes]:
    """Give a stream and what it begins with, which will be read again."""
    head: bytes = stream.read(_SAMPLE)
    if stream.seekable():
        stream.seek(0)
        return stream, head
    return io.BufferedReader(cast("io.RawIOBase", _Rewound(head, stream))), head


def _whole(file: io.BufferedReader, name: str) -> bytes:
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        megabytes = LARGEST // 1_000_000
        raise unreadable(
            name, f"it is larger than {megabytes} MB. CSV and JSON Lines may be larger."
        )
    return content


class _Rewound(io.RawIOBase):
    """A pipe of which the beginning has been read already."""

    def __init__(self, head: bytes, rest: Any) -> None:
        super().__init__()
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            piece, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            piece = self._rest.read1(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
