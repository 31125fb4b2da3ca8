"""Write the archive form of a store by hand, so that tests can bend each line of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from negotrack.store.schema import SCHEMA_VERSION
from tests.store.reading import TABLES, rows

HEADER: dict[str, Any] = {"schema": "negotrack/archive/1", "schema_version": SCHEMA_VERSION}
JOURNAL = ("entry", "undoing", "change")
Line = dict[str, Any]


def archived(path: Path) -> list[Line]:
    """Give the lines of a store's archive: the header, each row, the trailer."""
    lines = [
        {"table": table, "row": row}
        for table in (*TABLES, *JOURNAL)
        for row in rows(path, f"SELECT * FROM {table}")
    ]
    newest = rows(
        path, "SELECT hash FROM entry WHERE via IS NULL ORDER BY recorded_at DESC, id DESC LIMIT 1"
    )
    trailer = {"rows": len(lines), "head": newest[0]["hash"] if newest else ""}
    return [HEADER, *lines, trailer]


def write_lines(path: Path, lines: list[Line] | list[str]) -> Path:
    """Write lines, or texts as they are, as JSON Lines."""
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path


def archive_of(store: Path, path: Path) -> Path:
    """Write the archive of a store."""
    return write_lines(path, archived(store))
