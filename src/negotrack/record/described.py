"""Say in a few words which fact a row is, beside its id in a list."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Final

from negotrack.domain.dates import short
from negotrack.domain.fields import Sort
from negotrack.domain.kinds import kind_of
from negotrack.record.fact import Columns, when_in

# What tells facts of one kind apart, in the order in which it is said.
_FIRST: Final = ("partner", "asker", "milestone", "request", "chapter")
_SECOND: Final = ("status", "result", "state", "role", "expression")
_TEXTS: Final = ("place", "title", "name", "text")
_LONGEST: Final = 48


def described(table: str, row: Columns) -> str:
    """Give the words: "JP negotiating, by May 2005"; its key is left to the id."""
    kind = kind_of(table)
    told = {column: value for column, value in row.items() if value and column not in kind.key}
    said = [" ".join(str(told[column]) for column in (*_FIRST, *_SECOND) if column in told)]
    said += [
        short(when_in(row, field))
        for field in kind.fields
        if field.sort is Sort.DATE and not field.part and field.column in told
    ][:1]
    texts = [told[column] for column in _TEXTS if column in told]
    said += [textwrap.shorten(text, _LONGEST, placeholder="…") for text in texts[:1]]
    return ", ".join(filter(None, said))


def listed(lines: Sequence[tuple[str, ...]]) -> str:
    """Lay out lines of words in columns, for below a sentence."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  "
        + "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
