"""A source comes and goes with the statements that rest on it, whichever of them is undone first.

An entry that brings a source may be undone while others cite it by then: the source stays. It goes
with the last of them, and comes back with the first that is done again.
"""

from __future__ import annotations

from negotrack.store.entries import OWN, undone
from negotrack.store.journal import Recording
from negotrack.store.rows import TABLES, Columns, read

_CITING = tuple(name for name, each in TABLES.items() if "source" in each.model_fields)


def bring_back_source(action: Recording, source: str | None, row: Columns | None = None) -> None:
    """Bring back a source that is gone: the row given, or what it was when it went."""
    if source is None or action.present("source", source) is not None:
        return
    if row is None:
        for last in action.rows(
            "SELECT c.before FROM change c JOIN entry e ON e.id = c.entry"
            " WHERE c.table_name = 'source' AND c.row_key = :source AND c.after IS NULL"
            f" AND e.{OWN} ORDER BY e.recorded_at DESC LIMIT 1",
            source=source,
        ):
            row = read(last["before"])
    action.put("source", source, row)


def let_go_of_sources(action: Recording) -> None:
    """Take away the sources that nothing rests on, unless an entry in effect has left them there.

    Which are those that only undone entries speak of, and those that were taken away on purpose.
    """
    gone = undone(action, also=action.undone)
    stays: dict[str, bool] = {}
    for row in action.rows(
        "SELECT c.row_key, c.entry, c.after IS NOT NULL AS stays"
        " FROM change c JOIN entry e ON e.id = c.entry"
        f" WHERE c.table_name = 'source' AND e.{OWN} AND e.id NOT IN (SELECT entry FROM undoing)"
        " ORDER BY e.recorded_at, c.position"
    ):
        in_effect = row["entry"] not in gone
        stays[row["row_key"]] = (
            bool(row["stays"]) if in_effect else stays.get(row["row_key"], False)
        )
    for source, has_to_stay in stays.items():
        if not has_to_stay and not _cited(action, source):
            action.put("source", source, None)


def _cited(action: Recording, source: str) -> bool:
    return any(
        action.rows(f"SELECT source FROM {name} WHERE source = :source LIMIT 1", source=source)
        for name in _CITING
    )
