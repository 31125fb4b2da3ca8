"""How far back does reach what was recorded within a time?

Two pictures of what was known on two days can differ in the facts recorded between them, and in
those whose days had not passed: whatever is older than both need not be read.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from negotrack.domain.instants import Instant
from negotrack.store.entries import OWN
from negotrack.store.reader import Reader, first

# The last days of the facts that a picture keeps as events, as they were and as they became.
_DAYS: Final = " UNION ALL ".join(
    f"SELECT json_extract({side}, '$.{day}') AS day FROM touched WHERE table_name IN ({tables})"
    for side in ("before", "after")
    for day, tables in (("latest", "'round', 'request_change'"), ("done_latest", "'follow_up'"))
)


def reach(reader: Reader, since: Instant, until: Instant) -> date | None:
    """Give the last day of the oldest fact that was touched within a time; None for no fact."""
    oldest = first(
        reader,
        "WITH touched AS (SELECT c.table_name, c.before, c.after FROM entry e"
        " JOIN change c ON c.entry = e.id"
        f" WHERE e.recorded_at >= :since AND e.recorded_at <= :until AND e.{OWN})"
        f" SELECT min(day) AS day FROM ({_DAYS}) AS days",
        since=since.text,
        until=until.text,
    )
    return date.fromisoformat(oldest["day"]) if oldest and oldest["day"] else None
