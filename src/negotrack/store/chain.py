"""The seal of an entry: a SHA-256 of its content and of the entry before it.

Whoever knows the newest hash knows whether any entry before it was changed or taken away since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from json.encoder import encode_basestring
from typing import Any

from negotrack.store.reader import Row

# What the first entry of a store has before it.
BEGINNING = ""


@dataclass(slots=True)
class Seal:
    """The growing seal of one entry: first its changes in their order, then its own content."""

    _sum: Any = field(default_factory=hashlib.sha256)

    def take(self, table: str, key: str, before: str | None, after: str | None) -> None:
        """Take in the next change."""
        self._write([table, key, before, after])

    def close(self, entry: Row, undone: Iterable[str]) -> str:
        """Take in the entry's own columns and what it undoes; give the hash in hexadecimal."""
        own = ("id", "recorded_at", "actor", "command", "summary", "reason", "previous")
        self._write([*(entry[column] for column in own), *sorted(undone)])
        return str(self._sum.hexdigest())

    def copy(self) -> Seal:
        """Give the seal as far as it has grown, to go back to."""
        return Seal(self._sum.copy())

    def _write(self, parts: list[str | None]) -> None:
        # As json.dumps would write the list, in a third of its time.
        written = ["null" if part is None else encode_basestring(part) for part in parts]
        self._sum.update(f"[{', '.join(written)}]\n".encode())


def sealed(entry: Row, undone: Iterable[str], changes: Iterable[Row]) -> str:
    """Give the hash that an entry must carry; changes come in the order of their positions."""
    seal = Seal()
    for change in changes:
        seal.take(change["table_name"], change["row_key"], change["before"], change["after"])
    return seal.close(entry, undone)
