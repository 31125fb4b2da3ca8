"""The entries of the journal: which are in effect, which is the newest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from negotrack.store.chain import BEGINNING
from negotrack.store.reader import Reader, Row, first

# An entry taken over from another store has no effect here but through the one that took it over.
OWN: Final = "via IS NULL"
# The entry that loaded the seed facts: it made the store and cannot be undone.
FIRST_COMMAND: Final = "init"


def undone(reader: Reader, *, also: Iterable[str] = ()) -> set[str]:
    """Name the entries that are not in effect: an undo counts while it is not undone itself.

    `also` names those that an action takes back which is not written yet.
    """
    gone = set(also)
    for row in reader.rows(
        "SELECT u.entry, u.undone FROM undoing u JOIN entry e ON e.id = u.entry"
        " ORDER BY e.recorded_at DESC, e.id DESC"
    ):
        # Whatever undoes this undo came after it, and is therefore judged already.
        if row["entry"] not in gone:
            gone.add(row["undone"])
    return gone


def last_turned(reader: Reader) -> dict[str, str]:
    """Give when each entry that was ever undone went out of effect or came back into it last."""
    turned: dict[str, str] = {}
    undid: defaultdict[str, list[str]] = defaultdict(list)
    for row in reader.rows(
        "SELECT u.entry, u.undone, e.recorded_at FROM undoing u JOIN entry e ON e.id = u.entry"
        " ORDER BY e.recorded_at, e.id"
    ):
        undid[row["entry"]].append(row["undone"])
        waiting = [row["undone"]]
        while waiting:
            # An undo that is undone brings back what it undid, and so on.
            entry = waiting.pop()
            turned[entry] = row["recorded_at"]
            waiting += undid[entry]
    return turned


def newest(reader: Reader) -> Row | None:
    """Give the newest entry of this store's own."""
    return first(
        reader, f"SELECT * FROM entry WHERE {OWN} ORDER BY recorded_at DESC, id DESC LIMIT 1"
    )


def head(reader: Reader) -> str:
    """Give the newest entry's hash, which seals all before it."""
    entry = newest(reader)
    return str(entry["hash"]) if entry else BEGINNING
