"""Merge another store into this one: its entries, and the rows that they made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from negotrack.errors import Refused
from negotrack.record.merging.conflicts import Conflict, Side, side_by_side
from negotrack.record.merging.joining import defer_keys, refuse_dangling, take_over
from negotrack.record.merging.lacking import Place
from negotrack.record.merging.plan import plan
from negotrack.record.merging.soundness import (
    refuse_losing_the_negotiation_in_use,
    refuse_more_unread,
    refuse_two_defaults,
    unread_rules,
)
from negotrack.record.merging.sources import sources_to_come, still_cited
from negotrack.store.entries import head
from negotrack.store.journal import Recording
from negotrack.store.reader import Reader
from negotrack.store.rows import TABLES, Columns

Settle = Callable[[Conflict], Side | None]
Wanted = dict[Place, Columns | None]
_IN_ORDER: Final = {name: place for place, name in enumerate(TABLES)}


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge came to: the entries taken over, the rows written, the conflicts settled."""

    entries: tuple[str, ...] = ()
    rows: tuple[Place, ...] = ()
    settled: tuple[tuple[Conflict, Side], ...] = ()


def merge(action: Recording, theirs: Reader, settle: Settle) -> Merge:
    """Take over the entries of another store that this one lacks, and what they came to.

    `settle` says for each row that both have changed whose version stays. Raise Refused listing
    those that it does not settle, and for what would not be sound: a row that refers to nothing,
    a second default rule, a rule that names nothing, a negotiation in use that is gone.
    """
    planned = plan(action, theirs)
    if not planned.entries:
        return Merge()
    settled = _settled(planned.conflicts, settle)
    wanted = planned.rows
    for conflict, side in settled:
        if side == "theirs":
            wanted |= {(conflict.table, conflict.key): conflict.theirs, **conflict.along}
    wanted |= sources_to_come(action, theirs, wanted)
    written = _write_all(action, wanted)
    here = {row["id"] for row in action.rows("SELECT id FROM entry")}
    take_over(action, theirs, [each for each in planned.entries if each not in here], head(theirs))
    return Merge(planned.entries, written, tuple(settled))


def _settled(conflicts: Iterable[Conflict], settle: Settle) -> list[tuple[Conflict, Side]]:
    settled, unsettled = [], []
    for conflict in conflicts:
        side = settle(conflict)
        if side is None:
            unsettled.append(conflict)
        else:
            settled.append((conflict, side))
    if unsettled:
        one = len(unsettled) == 1
        what = "A row was" if one else f"{len(unsettled)} rows were"
        refusal = Refused(
            f"{what} changed on both sides, each in its own way. Nothing was taken over; settle "
            f"{'it' if one else 'them'} with --ours or --theirs, or row by row on a terminal:"
        )
        refusal.below = "\n".join(line for each in unsettled for line in side_by_side(each))
        raise refusal
    return settled


def _write_all(action: Recording, wanted: Wanted) -> tuple[Place, ...]:
    """Write rows and take rows away; raise Refused when the record would not be sound then."""
    refuse_two_defaults(action, wanted)
    refuse_losing_the_negotiation_in_use(action, wanted)
    unread = unread_rules(action)
    # Rows come in the order of their tables, which rows that are taken away may not follow.
    defer_keys(action)
    written = tuple(place for place in _in_order(wanted) if _write(action, place, wanted[place]))
    refuse_dangling(action)
    refuse_more_unread(action, unread)
    return written


def _in_order(wanted: Wanted) -> list[Place]:
    """Sort rows by their tables; a default rule after the one that gives way to it."""

    def turn(place: Place) -> tuple[bool, int, bool, str]:
        row = wanted[place]
        # Only when all is written is it known whether anything rests on a source.
        let_go = place[0] == "source" and row is None
        comes_in = place[0] == "rule" and row is not None and bool(row["is_default"])
        return let_go, _IN_ORDER[place[0]], comes_in, place[1]

    return sorted(wanted, key=turn)


def _write(action: Recording, place: Place, columns: Columns | None) -> bool:
    """Write a row or take it away; say whether that changed anything."""
    if place[0] == "source" and columns is None and still_cited(action, place[1]):
        return False
    if place[0] == "round_partner" and columns is not None:
        columns = _of_its_round(action, columns)
        if action.present(*place) == columns:
            return False
    action.put(*place, columns)
    return True


def _of_its_round(action: Recording, seat: Columns) -> Columns:
    """Give a seat with the day of its round as it is here, which is settled by then."""
    held = action.present("round", seat["round"])
    if held is None:
        return seat
    return seat | {"negotiation": held["negotiation"], "latest": held["latest"]}
