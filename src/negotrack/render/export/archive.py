"""The archive of a record: every row of every table with the journal, as JSON Lines.

The first line says which form this is, the last one how many rows came before it and with which
hash the journal ends, so that a file cut short is noticed. The same store gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from negotrack.ask.export.tables import Tables
from negotrack.render.export.json import json_line
from negotrack.store.entries import head
from negotrack.store.schema import SCHEMA_VERSION


def archive_content(tables: Tables) -> Iterator[bytes]:
    """Give the lines of an archive."""
    yield _line({"schema": "negotrack/archive/1", "schema_version": SCHEMA_VERSION})
    for table in tables.of_everything():
        for row in table.rows:
            fact = dict(zip(table.columns, row, strict=True))
            yield _line({"table": table.name, "row": fact})
    counts = tables.counts
    yield _line({"rows": counts.total(), "tables": counts, "head": head(tables.reader)})


def _line(content: object) -> bytes:
    return f"{json_line(content)}\n".encode()
