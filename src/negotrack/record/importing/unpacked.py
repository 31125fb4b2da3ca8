"""Look into a workbook before it is opened: how large it is unpacked, how far its cells reach.

What the archive says of itself is not believed: each part is unpacked once and counted. A cell far
out makes an empty sheet of millions of rows and columns, which would be laid out in memory.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from negotrack.record.importing.tables import LARGEST, unreadable

MOST_CELLS: Final = 20_000_000
MOST_PARTS: Final = 1_000
_CHUNK: Final = 65_536
# The local header before a part (APPNOTE.TXT, 4.3.7): its last two numbers are lengths.
_LOCAL_HEADER: Final = 30
# The library makes room for as many strings as a workbook claims to have.
_CLAIM: Final = re.compile(rb"\b(?:uniqueC|c)ount\s*=\s*[\"']0*([0-9]{1,30})")
_CELL: Final = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,9})([0-9]{1,18})[\"']")


def refuse_bomb(file: BinaryIO, name: str) -> None:
    """Raise ImportProblems for a workbook that is damaged, or too large once it is unpacked."""
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise unreadable(name, f"it is packed of {len(parts):,} parts.")
            _refuse_large(sum(part.file_size for part in parts), name)
            left = LARGEST
            for part in parts:
                left -= _look_through(file, part, left, name)
    except (
        BadZipFile,
        NotImplementedError,
        OSError,
        ValueError,
        struct.error,
        zlib.error,
    ) as fault:
        raise unreadable(name, "it is a damaged workbook, or none.") from fault


def _look_through(file: BinaryIO, part: ZipInfo, most: int, name: str) -> int:
    """Unpack one part and give its size."""
    size, rows, columns, before = 0, 0, 0, b""
    for piece in _pieces(file, part):
        size += len(piece)
        if size > most:
            _refuse_large(LARGEST + 1, name)
        seen = before + piece
        for letters, digits in _CELL.findall(seen):
            columns = max(columns, _column(letters))
            rows = max(rows, int(digits))
        if any(int(many) > MOST_CELLS for many in _CLAIM.findall(seen)):
            _refuse_large(LARGEST + 1, name)
        if rows * columns > MOST_CELLS:
            raise unreadable(name, f"a sheet reaches over {rows:,} rows and {columns:,} columns.")
        before = seen[-40:]
    return size


def _pieces(file: BinaryIO, part: ZipInfo) -> Iterator[bytes]:
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or part.flag_bits & 1:
        raise BadZipFile(part.filename)
    file.seek(part.header_offset)
    *_, name_length, extra_length = struct.unpack("<26xHH", file.read(_LOCAL_HEADER))
    file.seek(name_length + extra_length, 1)
    left, unpack = part.compress_size, zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0 and (packed := file.read(min(_CHUNK, left))):
        left -= len(packed)
        if part.compress_type == ZIP_STORED:
            yield packed
        while part.compress_type == ZIP_DEFLATED and packed:
            yield unpack.decompress(packed, _CHUNK)
            packed = unpack.unconsumed_tail


def _refuse_large(size: int, name: str) -> None:
    if size > LARGEST:
        raise unreadable(name, f"unpacked it is larger than {LARGEST // 1_000_000} MB.")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
