"""Set a store's clock ahead: what is recorded next is recorded on another day than the seed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from negotrack.domain.instants import CLOCK
from negotrack.store.journal import recording
from negotrack.store.tables import Entry


def a_day_ahead(path: Path) -> date:
    """Write an entry of tomorrow noon, which all later entries come after; give that day.

    No entry is ever earlier than the one before it, whatever the clock says.
    """
    tomorrow = date.today() + timedelta(days=1)
    noon = datetime.combine(tomorrow, time(12)).astimezone(UTC).strftime(CLOCK)
    entry = {"actor": "x", "command": "test", "summary": "x", "previous": "", "hash": ""}
    with recording(path, "test") as action:
        action.session.add(Entry(id="ahead", recorded_at=noon, **entry))
    return tomorrow
