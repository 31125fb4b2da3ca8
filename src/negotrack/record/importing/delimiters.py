"""Find out what stands between the cells of a CSV file, by reading its first rows in every way."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Final

from negotrack.domain.column_words import known_words
from negotrack.domain.names import fold

_USUAL: Final = (",", ";", "\t", "|")
# Signs that stand in a header for themselves.
_NO_DELIMITERS: Final = frozenset("\"'_-.()[]{}@&?\r\n \ufeff")
_LOOKED_AT: Final = 50


def delimiter_of(lines: Sequence[str]) -> str:
    """Give the delimiter of a file that begins with these lines.

    It is the one under which most names over the columns are known, then the one under which the
    most rows are as wide as the header, then the one that makes the most columns.
    """
    header = next((line for line in lines if line.strip()), "")
    unusual = dict.fromkeys(sign for sign in header if _may_delimit(sign))
    return max(dict.fromkeys((*_USUAL, *unusual)), key=lambda sign: _fit(lines, sign))


def _may_delimit(sign: str) -> bool:
    return sign not in _NO_DELIMITERS and not sign.isalnum() and sign < "\u0250"


def _fit(lines: Sequence[str], delimiter: str) -> tuple[int, float, int]:
    rows = []
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            if any(map(str.strip, row)):
                rows.append(row)
            if len(rows) > _LOOKED_AT:
                break
    except csv.Error:
        return 0, 0.0, 0
    if not rows or len(rows[0]) == 1:
        return 0, 0.0, 0
    header, *below = rows
    known = sum(fold(cell) in known_words() for cell in header)
    as_wide = sum(len(row) == len(header) for row in below)
    return known, as_wide / len(below) if below else 1.0, len(header)
