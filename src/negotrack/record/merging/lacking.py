"""Find the entries that one store lacks of another, and the rows that they touched in effect."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from negotrack.errors import Refused
from negotrack.record.merging.held import Journal
from negotrack.store.reader import Reader
from negotrack.store.rows import TABLES

Place = tuple[str, str]
# A choice of each office's own, which is nothing that the other has to follow.
_OWN_CHOICES: Final = ("setting",)
_Touched = Mapping[str, Collection[Place]]


@dataclass(frozen=True, slots=True)
class Lacking:
    """The entries whose facts the other store does not hold, and the rows that they touched.

    `settled` are rows on which merges came together that the other store does not know.
    """

    entries: tuple[str, ...]
    rows: frozenset[Place]
    settled: frozenset[Place]
    only_merges: bool


def lacking(reader: Reader, mine: Journal, known: Journal) -> Lacking:
    """Give what a store holds and another does not, by the journals of both."""
    unknown = [entry for entry in mine.hashes if entry in mine.held and entry not in known.held]
    new_merges = mine.merges.intersection(unknown) - mine.undone
    joined = [entry for entry, merge in mine.via.items() if merge in new_merges]
    undoes = _undoes(reader, unknown)
    touched = _touched(
        reader, {*unknown, *joined, *(each for of in undoes.values() for each in of)}
    )
    rows = set(_in_effect(mine, unknown, undoes, touched))
    return Lacking(
        entries=tuple(unknown),
        rows=frozenset(rows | _left_sources(reader, touched, set(unknown) - mine.merges)),
        settled=frozenset(place for entry in joined for place in touched.get(entry, ())),
        only_merges=mine.merges.issuperset(unknown),
    )


def refuse_contradiction(one: Journal, other: Journal) -> None:
    """Raise Refused when two stores have one entry with two contents."""
    for entry, seal in one.hashes.items():
        if other.hashes.get(entry, seal) != seal:
            raise Refused(
                f"Entry {entry} is another one in each store: one of them was tampered with. "
                "Nothing was taken over; `negotrack check` on each says which."
            )


def _in_effect(
    mine: Journal, unknown: Collection[str], undoes: Mapping[str, set[str]], touched: _Touched
) -> Iterator[Place]:
    """Give the rows of entries whose effect is new to the other store.

    A merge only carries over what other entries did. What the other store knows neither of, an
    entry and its undo, cancels out; so does the undo of a merge, which is a store's own affair.
    """
    silent = mine.merges | mine.undone.intersection(unknown)
    for entry in unknown:
        if entry in silent:
            continue
        taken_back = {
            place for each in undoes.get(entry, set()) - silent for place in touched.get(each, ())
        }
        for place in touched.get(entry, ()):
            # With the last statement that cites it a source goes, whoever brought it.
            let_go = place[0] == "source" and taken_back
            if entry not in undoes or place in taken_back or let_go:
                yield place


def _left_sources(reader: Reader, touched: _Touched, entries: Collection[str]) -> set[Place]:
    """Give the sources that came with an entry and are still there, though it may be undone."""
    came = {place for entry in entries for place in touched.get(entry, ()) if place[0] == "source"}
    there = {row["code"] for row in reader.rows("SELECT code FROM source")} if came else set()
    return {place for place in came if place[1] in there}


def _undoes(reader: Reader, entries: Collection[str]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in reader.rows(
        f"SELECT entry, undone FROM undoing WHERE entry IN {_LISTED}", **_list(entries)
    ):
        found[row["entry"]].add(row["undone"])
    return found


def _touched(reader: Reader, entries: Collection[str]) -> _Touched:
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for row in reader.rows(
        f"SELECT entry, table_name, row_key FROM change WHERE entry IN {_LISTED}", **_list(entries)
    ):
        if row["table_name"] in TABLES and row["table_name"] not in _OWN_CHOICES:
            found[row["entry"]].append((row["table_name"], row["row_key"]))
    return found


_LISTED: Final = "(SELECT value FROM json_each(:listed))"


def _list(entries: Collection[str]) -> dict[str, str]:
    return {"listed": json.dumps(list(entries))}
