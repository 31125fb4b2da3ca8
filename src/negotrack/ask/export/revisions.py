"""How often was a round or a follow-up touched since it was recorded, and when last?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from negotrack.store.entries import OWN
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Revision:
    """The entries that touched a fact after the one that added it, and the time of the last."""

    count: int
    recorded_at: str


# Of a fact that another tool wrote past the journal.
UNTOUCHED: Final = Revision(0, "")


def revisions(reader: Reader) -> dict[tuple[str, str], Revision]:
    """Give the revision of each round and follow-up, by kind and id.

    Who takes part belongs to a round. An entry counts even when it was taken back, and so does
    the one that took it back: what was given out in between must not be the newer one.
    """
    found: dict[tuple[str, str], Revision] = {}
    last: dict[tuple[str, str], str] = {}
    for row in reader.rows(
        "SELECT c.table_name, c.row_key, c.entry, e.recorded_at"
        " FROM change c JOIN entry e ON e.id = c.entry"
        f" WHERE c.table_name IN ('round', 'round_partner', 'follow_up') AND e.{OWN}"
        " ORDER BY e.recorded_at, e.id"
    ):
        about = _about(row["table_name"], row["row_key"])
        if last.get(about) != row["entry"]:
            before = found.get(about)
            found[about] = Revision(before.count + 1 if before else 0, row["recorded_at"])
            last[about] = row["entry"]
    return found


def _about(table: str, row_key: str) -> tuple[str, str]:
    if table == "round_partner":
        # The journal writes a key of several columns as a list; the round is its first.
        return "round", json.loads(row_key)[0]
    return table.replace("_", "-"), row_key
