"""What a file to import comes down to, whatever its format: tables with a header and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from negotrack.domain.exchange import sheet_named
from negotrack.errors import ImportProblems, Misuse

MOST_COLUMNS: Final = 500
# What is read as a whole must not be larger, packed or unpacked.
LARGEST: Final = 100_000_000
LONGEST_LINE: Final = 1_000_000

# The number of the line, row or item, and its cells in the order of the header.
NumberedCells = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it; `kind` where the file says it, `hint` where a name may.

    `marked` says that a text may carry the mark of a formula made harmless.
    """

    header: tuple[str, ...]
    rows: Iterator[NumberedCells]
    kind: str | None = None
    hint: str = ""
    marked: bool = False


def unreadable(name: str, why: str) -> ImportProblems:
    """Make the refusal of a file as a whole."""
    return ImportProblems(f"{name} cannot be imported: {why} Nothing was written.")


@lru_cache(1000)
def names_kind(text: str) -> bool:
    """Say whether a text names a kind of fact, in the plural or singular."""
    try:
        sheet_named(text)
    except Misuse:
        return False
    return True


def tidy_header(name: str, cells: Sequence[str]) -> tuple[str, ...]:
    """Give the names over the columns on one line each; raise ImportProblems for no header."""
    header = [" ".join(cell.split()) for cell in cells]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise unreadable(name, "it has no header with the names of its columns.")
    if len(header) > MOST_COLUMNS:
        raise unreadable(name, f"it has {len(header):,} columns, more than {MOST_COLUMNS}.")
    return tuple(header)
