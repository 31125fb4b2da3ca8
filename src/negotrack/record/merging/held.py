"""The entries whose facts a store holds: its own, and those it took over and has not given back.

Who undoes a merge gives back what came with it, for the own store only: the entries stay in the
journal, and a later merge brings their facts again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from negotrack.store.entries import undone
from negotrack.store.reader import Reader, Row


@dataclass(frozen=True, slots=True)
class Journal:
    """What a merge has to know of a store's entries; `hashes` has all, in the order of recording.

    `via` names for each entry that was taken over the merge that did.
    """

    hashes: Mapping[str, str]
    via: Mapping[str, str]
    merges: frozenset[str]
    undone: frozenset[str]
    held: frozenset[str]


def read_journal(reader: Reader) -> Journal:
    """Read the entries of a store."""
    entries = reader.rows(
        "SELECT id, previous, hash, via FROM entry ORDER BY recorded_at, via IS NULL, id"
    )
    gone = undone(reader)
    given_back = {row["id"] for row in entries if row["via"] in gone}
    if given_back:
        given_back -= _taken_again(entries, gone)
    return Journal(
        hashes={row["id"]: row["hash"] for row in entries},
        via={row["id"]: row["via"] for row in entries if row["via"]},
        merges=frozenset(row["id"] for row in entries if is_merge(row)),
        undone=frozenset(gone),
        held=frozenset(row["id"] for row in entries if row["id"] not in given_back),
    )


def is_merge(entry: Row) -> bool:
    """Say whether an entry is sealed upon another store's newest entry besides its own's."""
    return " " in entry["previous"]


def _taken_again(entries: Sequence[Row], gone: Collection[str]) -> set[str]:
    """Give what the merges in effect stand upon: all that the other store held by then."""
    by_hash = {row["hash"]: row for row in entries}
    waiting = [
        row["previous"].split(" ")[1]
        for row in entries
        if is_merge(row) and not row["via"] and row["id"] not in gone
    ]
    found: set[str] = set()
    while waiting:
        entry = by_hash.get(waiting.pop())
        if entry is not None and entry["id"] not in found:
            found.add(entry["id"])
            before = entry["previous"].split(" ")
            waiting += before[:1] if entry["id"] in gone else before
    return found
