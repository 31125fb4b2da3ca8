"""Say what a merge would write, and what both stores have changed, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from negotrack.record.merging.along import along
from negotrack.record.merging.conflicts import (
    Both,
    Conflict,
    Side,
    Versions,
    newer,
    same,
    versions_of,
)
from negotrack.record.merging.held import Journal, read_journal
from negotrack.record.merging.lacking import Lacking, Place, lacking, refuse_contradiction
from negotrack.record.merging.present import present_rows
from negotrack.store.reader import Reader
from negotrack.store.rows import Columns


@dataclass(frozen=True, slots=True)
class Plan:
    """The entries that are new here, the rows as they would become, and the conflicts."""

    entries: tuple[str, ...]
    rows: dict[Place, Columns | None]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Two stores with their journals, ours first, and what each lacks of the other."""

    stores: tuple[Reader, Reader]
    journals: tuple[Journal, Journal]
    old: Lacking
    new: Lacking

    @classmethod
    def of(cls, ours: Reader, theirs: Reader) -> _Meeting:
        """Compare two stores; raise Refused when their journals contradict each other."""
        mine, other = read_journal(ours), read_journal(theirs)
        refuse_contradiction(mine, other)
        old, new = lacking(ours, mine, other), lacking(theirs, other, mine)
        return cls((ours, theirs), (mine, other), old, new)

    def now(self, places: Iterable[Place]) -> Iterator[tuple[Place, Both]]:
        """Give what both have in some places."""
        wanted = sorted(places)
        ours, theirs = (present_rows(reader, wanted) for reader in self.stores)
        for place in wanted:
            yield place, (ours.get(place), theirs.get(place))

    def side(self, place: Place, now: Both) -> Side | None:
        """Say whose version of a row stays; None when that has to be asked."""
        ours, theirs = place in self.old.rows, place in self.new.rows
        if ours != theirs:
            return "ours" if ours else "theirs"
        side = newer(place, now, self._versions(place)) if ours else None
        if side is None and place[0] == "source" and None in now:
            # Who let go of a source did not know that the other goes on with it.
            return "ours" if now[1] is None else "theirs"
        return side

    def _versions(self, place: Place) -> tuple[Versions, Versions]:
        ours, theirs = zip(self.stores, self.journals, strict=True)
        return versions_of(place, *ours), versions_of(place, *theirs)


def plan(ours: Reader, theirs: Reader) -> Plan:
    """Compare two stores; raise Refused when their journals contradict each other."""
    meeting = _Meeting.of(ours, theirs)
    new = meeting.new
    wanted: dict[Place, Columns | None] = {}
    conflicts = []
    for place, now in meeting.now(new.rows | new.settled):
        side = "ours" if same(place, now) else meeting.side(place, now)
        if side == "theirs":
            wanted[place] = now[1]
        elif side is None:
            conflicts.append(Conflict(*place, *now))
    conflicts = _with_what_goes_along(meeting, conflicts, wanted)
    if not wanted and not conflicts and new.only_merges:
        # To take over that they took over what is here would be new to them, and so for ever.
        return Plan((), {}, ())
    return Plan(new.entries, wanted, tuple(conflicts))


def _with_what_goes_along(
    meeting: _Meeting, conflicts: list[Conflict], wanted: dict[Place, Columns | None]
) -> list[Conflict]:
    """Let the rows that went with a row be settled with it, out of what is wanted anyway."""
    gone_here = gone_there = None
    found = []
    for conflict in conflicts:
        place = (conflict.table, conflict.key)
        rows: Mapping[Place, Columns | None] = {}
        if conflict.ours is None and conflict.theirs is not None:
            gone_here = gone_here or _gone_here(meeting)
            rows = along(place, conflict.theirs, gone_here)
        elif conflict.theirs is None and conflict.ours is not None:
            gone_there = gone_there or _gone_there(meeting, wanted)
            rows = dict.fromkeys(along(place, conflict.ours, gone_there))
            for each in rows:
                wanted.pop(each, None)
        found.append(replace(conflict, along=rows))
    return found


def _gone_here(meeting: _Meeting) -> dict[Place, Columns]:
    """Give the rows that we took away and they have left as they were."""
    return {
        place: now[1]
        for place, now in meeting.now(meeting.old.rows)
        if now[0] is None and now[1] is not None and meeting.side(place, now) == "ours"
    }


def _gone_there(meeting: _Meeting, wanted: Mapping[Place, Columns | None]) -> dict[Place, Columns]:
    """Give the rows that they took away and we have left as they were."""
    return present_rows(meeting.stores[0], [place for place, row in wanted.items() if row is None])
