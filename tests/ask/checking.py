"""Check a store in a test, and do to it what a stranger might."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from negotrack.ask.check import Finding, Verdict, check
from negotrack.store.reader import FileReader
from tests.record.desk import record, take_back
from tests.record.test_undo import ACTIONS

# The day before the sessions that the seed facts plan for November 2025 are long past.
DAY = date(2025, 12, 1)


def checked(
    path: Path, day: date = DAY, *, integrity_only: bool = False, expected: str | None = None
) -> Verdict:
    reader = FileReader(path)
    try:
        return check(reader, day, integrity_only=integrity_only, expected=expected)
    finally:
        reader.close()


def unsound(path: Path, *, expected: str | None = None) -> list[Finding]:
    """Give what is wrong with the file and the journal."""
    return list(checked(path, integrity_only=True, expected=expected).findings)


def told(findings: list[Finding]) -> list[tuple[str, str | None, str | None]]:
    return [(finding.what, finding.table, finding.key) for finding in findings]


def tamper(path: Path, *statements: str, triggers: bool = True) -> None:
    """Write into a store as a stranger who knows SQLite would."""
    with closing(sqlite3.connect(path)) as stranger, stranger:
        if not triggers:
            for name in ("update", "delete", "replace"):
                for table in ("entry", "change", "undoing"):
                    stranger.execute(f"DROP TRIGGER {table}_refuses_{name}")
        for statement in statements:
            stranger.execute(statement)


def some_history(path: Path) -> Path:
    """Record a status, a choice and a note, and undo one of them."""
    record(path, ACTIONS["a status"])
    record(path, ACTIONS["a choice"])
    take_back(path)
    record(path, ACTIONS["a note"])
    return path
