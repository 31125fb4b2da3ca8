"""Join two records of one round: the first stays, and gets what only the second knew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from negotrack.errors import Misuse, Refused
from negotrack.store.journal import Recording
from negotrack.store.rows import TABLES, Columns, columns_of, key_of, table_of

# What may come from a round and goes over to the one that stays, with the columns by which two
# offices have written down the same.
_SAME: Final[Mapping[str, tuple[str, ...]]] = {
    "outcome": ("chapter", "partner", "result"),
    "status_change": ("partner", "chapter", "status", "date", "source"),
    "request": (),
    "follow_up": ("text", "partner", "due", "done"),
}
_FILLED: Final = ("level", "mode", "label", "place", "heads", "summary")


def join_rounds(action: Recording, kept: str, other: str) -> Counter[str]:
    """Join a round with another record of it, and count by table what went over.

    What both have is there once. Where they say something else, the first one's word stays and the
    other's is kept in its note with its source. Raise Misuse for a round with itself, Refused for
    two negotiations and for a round that was held with one that was not.
    """
    if kept == other:
        raise Misuse(f"{kept} is one round already. Name two.")
    stays, goes = action.present("round", kept), action.present("round", other)
    if stays is None or goes is None or stays["negotiation"] != goes["negotiation"]:
        raise Refused(f"{kept} and {other} are rounds of two negotiations. Nothing was written.")
    if goes["state"] == "held" != stays["state"]:
        raise Refused(
            f"{other} was held and {kept} is {stays['state']}, which has no results. "
            "Name the one first that was held; nothing was written."
        )
    moved = _move(action, stays, goes)
    _take_seats(action, stays, goes)
    action.put("round", other, None)
    action.put("round", kept, _joined(stays, goes))
    return moved


def _move(action: Recording, stays: Columns, goes: Columns) -> Counter[str]:
    moved: Counter[str] = Counter()
    for name in _SAME:
        present = _of_round(action, name, stays)
        for row in _of_round(action, name, goes):
            if any(_same(name, row, each) for each in present):
                action.put(name, row["id"], None)
                continue
            action.put(name, row["id"], _of_another(name, row, present) | {"round": stays["id"]})
            moved[name] += 1
    return moved


def _same(name: str, row: Columns, other: Columns) -> bool:
    """Say whether a row tells nothing that another does not."""
    columns = _SAME[name]
    notes = [column for column in ("note", "done_note") if column in row]
    return (
        bool(columns)
        and all(row[column] == other[column] for column in columns)
        and all(row[column] in (None, other[column]) for column in notes)
    )


def _of_another(name: str, row: Columns, present: list[Columns]) -> Columns:
    """Say in the note of an outcome whose it is, when the round has one of that chapter already."""
    about = ("chapter", "partner")
    if name != "outcome" or not any(
        all(row[column] == each[column] for column in about) for each in present
    ):
        return row
    return row | {"note": _with(row["note"], f"As recorded in {row['round']}.")}


def _take_seats(action: Recording, stays: Columns, goes: Columns) -> None:
    table = table_of(TABLES["round_partner"])
    seated = {row["partner"] for row in _of_round(action, "round_partner", stays)}
    for seat in _of_round(action, "round_partner", goes):
        action.put("round_partner", key_of(table, seat), None)
        if seat["partner"] not in seated:
            moved = seat | {"round": stays["id"], "latest": stays["latest"]}
            action.put("round_partner", key_of(table, moved), moved)


def _of_round(action: Recording, name: str, held: Columns) -> list[Columns]:
    rows = action.rows(f"SELECT * FROM {name} WHERE round = :id ORDER BY 1, 2", id=held["id"])
    return [columns_of(row) for row in rows]


def _joined(stays: Columns, goes: Columns) -> Columns:
    """Give the round that stays, with what it did not say and with what the other said else."""
    filled = {column: goes[column] for column in _FILLED if stays[column] is None}
    differs = [
        f"{column} {goes[column]}"
        for column in ("date", "state", "track", *_FILLED)
        if goes[column] is not None and (stays | filled)[column] != goes[column]
    ]
    said = f"Also recorded as {goes['id']}, according to {goes['source']}"
    note = _with(stays["note"], f"{said}: {'; '.join(differs)}." if differs else f"{said}.")
    return stays | filled | {"note": _with(note, goes["note"]) if goes["note"] else note}


def _with(note: str | None, more: str) -> str:
    return f"{note} {more}" if note else more
