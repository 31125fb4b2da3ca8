"""Correct status changes by their ids; whether they reset is taken as it is said."""

from __future__ import annotations

from typing import Any, Final

from negotrack.domain.ladder import BESIDE
from negotrack.errors import NotFound
from negotrack.record.fact import Fact
from negotrack.record.importing.course import CHANGED, KNOWN, yes_or_no
from negotrack.record.importing.facts import Facts, Key
from negotrack.record.importing.layout import Layout
from negotrack.record.importing.reading import Reading
from negotrack.record.importing.row_problems import take_down_lacking
from negotrack.record.importing.staging import Staged
from negotrack.store.tables import StatusChange

# What a correction may say, by the columns of the sheet.
_COMPARED: Final = (
    *("negotiation", "partner", "chapter", "status", "date", "resets", "round", "note", "source"),
)


def agrees(said: Staged, layout: Layout, row: dict[str, Any]) -> bool:
    """Say whether a row says nothing otherwise than the status change that its id names."""
    for column in _COMPARED:
        value = getattr(said, column)
        is_said = column in layout.places and not (column == "resets" and value is None)
        if is_said and value != row[column]:
            return False
    return True


class StatusCorrections(Facts):
    """Takes in the rows that correct a status change."""

    def correct(self, reading: Reading, held: Fact) -> str:
        """Write what a row says otherwise."""
        came = super().correct(reading, held)
        text = yes_or_no(reading.row.said.get("resets", ""))
        row = self.course.action.get(StatusChange, held.key[0])
        if row is None or text not in ("yes", "no"):
            return came
        resets = int(text == "yes" or row.status in BESIDE)
        if resets != row.resets:
            if came == KNOWN:
                self.course.once(self.kind.name, held.key, reading.row)
            self.course.action.change(row, resets=resets)
            return CHANGED
        return came

    def add(self, reading: Reading, key: Key | None) -> Fact:
        """Refuse an id that no status change has, in a sheet that says too little for a new one."""
        if key is None:
            take_down_lacking(reading, self.kind)
        reading.refuse()
        raise NotFound(f"No status has the id '{''.join(key or ())[:60]}'.")
