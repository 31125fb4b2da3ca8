"""Correct facts of a real store, as amend and remove do."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from negotrack.domain.dates import When, parse_date
from negotrack.domain.kinds import kind_named
from negotrack.record.amend import Amendment, Said, amend
from negotrack.record.fact import Fact
from negotrack.record.finding import find_fact
from negotrack.record.remove import remove
from negotrack.store.journal import recording
from negotrack.store.reader import FileReader


def read_date(text: str) -> When:
    """Read a date as typed."""
    return parse_date(text, today=date.today())


def fact_in(path: Path, kind: str, wanted: str, in_use: str = "WTO") -> Fact:
    """Read a fact that is named as a user would."""
    return find_fact(FileReader(path), kind_named(kind), wanted, lambda: in_use)


def amended(
    path: Path,
    read: Fact,
    said: Mapping[str, Said],
    outcomes: Mapping[str, Any] | None = None,
    **more: Any,
) -> Fact:
    """Amend a fact as it was read; give it as it is then."""
    with recording(path, "amend") as action:
        action.reason = "a test"
        now = amend(action, read, Amendment(said, outcomes or {}, **more), read_date)
        action.effect = "what was said anew"
    return now


def by_sql(path: Path, sql: str) -> None:
    """Write into a store past the program, as a stranger's tool would."""
    with closing(sqlite3.connect(path)) as stranger, stranger:
        stranger.execute(sql)


def removed(path: Path, read: Fact) -> str:
    """Remove a fact as it was read; give what is said of it."""
    with recording(path, "remove") as action:
        action.reason = "a test"
        action.effect = remove(action, read)
        return action.effect
