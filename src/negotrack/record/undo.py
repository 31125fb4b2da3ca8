"""Take back actions: every row they touched gets its former values, by an action of its own."""

from __future__ import annotations

from collections.abc import Sequence

from negotrack.domain.row_names import row_name
from negotrack.errors import NotFound, Refused
from negotrack.record.citing import bring_back_source, let_go_of_sources
from negotrack.record.dependents import Dependent, dependents
from negotrack.store.entries import FIRST_COMMAND, OWN, last_turned, undone
from negotrack.store.journal import Recording
from negotrack.store.reader import Row
from negotrack.store.rows import read


def last_undoable(action: Recording) -> str:
    """Give the entry that came into effect last and is no undo; raise NotFound for none."""
    return _last(
        action,
        f"SELECT id, recorded_at FROM entry WHERE {OWN} AND command <> '{FIRST_COMMAND}'"
        " AND id NOT IN (SELECT entry FROM undoing)",
        "There is nothing to undo.",
    )


def last_redoable(action: Recording) -> str:
    """Give the undo of an action that came into effect last; raise NotFound for none."""
    return _last(
        action,
        f"SELECT id, recorded_at FROM entry WHERE {OWN} AND id IN (SELECT entry FROM undoing"
        "  WHERE undone NOT IN (SELECT entry FROM undoing))",
        "There is nothing to redo: no undo is in effect.",
    )


def _last(action: Recording, among: str, nothing: str) -> str:
    gone, turned = undone(action), last_turned(action)
    in_effect = [
        (turned.get(row["id"], row["recorded_at"]), row["recorded_at"], row["id"])
        for row in action.rows(among)
        if row["id"] not in gone
    ]
    if not in_effect:
        raise NotFound(nothing)
    return str(max(in_effect)[-1])


def undo(action: Recording, entry: str, *, cascade: bool = False) -> str:
    """Take back an entry, with `cascade` all that rests on it too, and give its summary.

    Raise Refused for an entry that is undone already, the one that made the store, one that later
    entries rest on, and one whose rows are no longer as it left them.
    """
    (taken_back,) = action.rows("SELECT * FROM entry WHERE id = :entry", entry=entry)
    _refuse_what_cannot_go(action, taken_back)
    later = dependents(action, entry)
    if later and not cascade:
        raise _rests_on(entry, later)
    for each in [*(dependent.entry for dependent in reversed(later)), entry]:
        _invert(action, each)
        action.undone.append(each)
    let_go_of_sources(action)
    return str(taken_back["summary"])


def _refuse_what_cannot_go(action: Recording, entry: Row) -> None:
    if entry["command"] == FIRST_COMMAND:
        raise Refused("The entry that made the store cannot be undone.")
    if entry["id"] in undone(action):
        raise Refused(f"The entry {entry['id']} is undone already. Nothing was written.")
    if entry["via"]:
        raise Refused(
            f"The entry {entry['id']} came from another store, by {entry['via']}. "
            "Undo that one, or correct the fact with amend; nothing was written."
        )


def _rests_on(entry: str, later: Sequence[Dependent]) -> Refused:
    what = "A later entry rests" if len(later) == 1 else f"{len(later)} later entries rest"
    refusal = Refused(
        f"{what} on what {entry} recorded. Nothing was written; "
        f"`negotrack undo {entry} --cascade` takes back all of it:"
    )
    refusal.below = "\n".join(f"  {each.entry}  {each.summary}" for each in later)
    return refusal


def _invert(action: Recording, entry: str) -> None:
    """Give each row of an entry its former values, last change first."""
    changes = action.rows(
        "SELECT * FROM change WHERE entry = :entry ORDER BY position DESC", entry=entry
    )
    _refuse_moved_on(action, changes)
    for change in changes:
        name, key, before = change["table_name"], change["row_key"], read(change["before"])
        if name == "source" and _comes_or_goes(change):
            bring_back_source(action, key, before)
            continue
        if before is not None and "source" in before:
            bring_back_source(action, before["source"])
        action.put(name, key, before)


def _refuse_moved_on(action: Recording, changes: Sequence[Row]) -> None:
    """Raise Refused when a row is no longer what its last change made of it."""
    seen = set()
    for change in changes:
        place = (change["table_name"], change["row_key"])
        # Sources come and go with other statements too.
        told = place[0] != "source" or not _comes_or_goes(change)
        if told and place not in seen and action.present(*place) != read(change["after"]):
            raise Refused(_why_moved_on(action, change))
        seen.add(place)


def _comes_or_goes(change: Row) -> bool:
    return change["before"] is None or change["after"] is None


def _why_moved_on(action: Recording, change: Row) -> str:
    name, key = change["table_name"], change["row_key"]
    (last,) = action.rows(
        "SELECT e.id, e.summary FROM change c JOIN entry e ON e.id = c.entry"
        f" WHERE c.table_name = :name AND c.row_key = :key AND e.{OWN}"
        " ORDER BY e.recorded_at DESC LIMIT 1",
        name=name,
        key=key,
    )
    changed = f"The {row_name(name, key)} is not as this entry left it"
    if last["id"] == change["entry"]:
        return (
            f"{changed}, and no later entry says why: it was changed behind the program's back. "
            "`negotrack check` names such rows; nothing was written."
        )
    return f"{changed}: {last['id']} came later ({last['summary']}). Nothing was written."
