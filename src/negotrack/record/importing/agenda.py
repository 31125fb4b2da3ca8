"""Take in what is asked and what is to be done: requests with their states, follow-ups."""

from __future__ import annotations

from datetime import date
from typing import Any

from negotrack.domain.exchange import sheet_named
from negotrack.errors import Refused
from negotrack.record.dates import when_of
from negotrack.record.fact import Fact
from negotrack.record.importing.course import KNOWN, NEW, Course, Row
from negotrack.record.importing.facts import Facts, Key
from negotrack.record.importing.problems import Problem
from negotrack.record.importing.reading import Reading

_RAISED = "SELECT * FROM request_change WHERE request = :request AND state = 'raised'"


class Requests(Facts):
    """Requests; a sheet that people made says beside one when it was raised, and its state."""

    def __init__(self, course: Course, sheet: Any) -> None:
        super().__init__(course, sheet)
        self._changes = RequestChanges(course, sheet_named("request-changes"))
        self._unraised: list[tuple[str, Row]] = []
        self._known = ""

    def twin(self, reading: Reading) -> str | None:
        """Give the request that the same have made of the same, whatever became of it."""
        # Another source may speak of the same request.
        who_asks_what = ("negotiation", "asker", "asked", "text")
        self._known = (self.twins.find(reading, who_asks_what) if self.twins else None) or ""
        return self._known or None

    def write(self, row: Row) -> str:
        """Write a request and what is said of its state."""
        self._known = row.said.get("id", "")
        came = super().write(row)
        request, said = self._known, row.said
        if not (said.get("date") or said.get("raised")):
            if came == NEW:
                self._unraised.append((request, row))
            return came
        if not self.course.action.rows(_RAISED, request=request):
            self._state(row, request, "raised", self._day_raised(row))
            stated = NEW
        else:
            stated = self._refuse_other_day(row, request)
        if said.get("date") and said.get("state") and not self._says_raised(row):
            stated = self._state(row, request, said["state"], said["date"])
        return self.beside(came, self._changes, stated)

    def add(self, reading: Reading, key: Key | None) -> Fact:
        """Add a request, and remember its id."""
        added = super().add(reading, key)
        self._known = added.key[0]
        return added

    def finish(self) -> None:
        """Refuse the requests of which nobody has said when they were raised."""
        for request, row in self._unraised:
            if not self.course.action.rows(_RAISED, request=request):
                why = "Nothing says when it was raised. Give it a date, or a request-change."
                self.course.refuse(row, [Problem(row.line, why)])
        self._unraised = []

    def _says_raised(self, row: Row) -> bool:
        return row.said.get("state", "").casefold() == "raised"

    def _day_raised(self, row: Row) -> str:
        """Give the day it was raised; when only a later state is dated, by that day."""
        said = row.said
        if said.get("raised"):
            return said["raised"]
        if not said.get("state") or self._says_raised(row):
            return said["date"]
        self.course.guesses["requests raised by the day of their answer"] += 1
        return f"[..{self.course.terms.read_date(said['date']).latest.isoformat()}]"

    def _refuse_other_day(self, row: Row, request: str) -> str:
        """Raise Refused for a request that was raised on another day than the row says."""
        said = row.said
        text = said.get("raised") or (said["date"] if self._day_is_raised(row) else "")
        if text:
            (known,) = self.course.action.rows(_RAISED, request=request)[:1]
            if self.course.terms.read_date(text).edtf != known["date"]:
                raise Refused(f"The request {request} was raised {when_of(known)} already.")
        return KNOWN

    def _day_is_raised(self, row: Row) -> bool:
        return not row.said.get("state") or self._says_raised(row)

    def _state(self, row: Row, request: str, state: str, day: str) -> str:
        said = {column: row.said[column] for column in ("note", "source") if row.said.get(column)}
        said |= {"request": request, "state": state, "date": day}
        return self._changes.write(Row(row.line, said, row.layout, row.cells))


class RequestChanges(Facts):
    """What became of requests: answers wait for the statement that raises the request."""

    def __init__(self, course: Course, sheet: Any) -> None:
        super().__init__(course, sheet)
        self._later: list[Row] = []

    def take(self, row: Row) -> None:
        """Take in a statement, later when nobody has raised its request yet."""
        request = row.said.get("request", "")
        if row.said.get("state", "").casefold() != "raised" and not self.course.action.rows(
            _RAISED, request=request
        ):
            self._later.append(row)
        else:
            super().take(row)

    def finish(self) -> None:
        """Take in the statements that had to wait."""
        for row in self._later:
            super().take(row)
        self._later = []


class FollowUps(Facts):
    """Follow-ups: one of which nobody says when it was agreed was agreed at its round, or today."""

    def complete(self, reading: Reading) -> None:
        """Fill in when it was agreed."""
        values = reading.values
        if values.get("agreed") is not None:
            return
        found = self.course.scratch.first(
            "SELECT date, earliest, latest FROM round WHERE id = ?", values.get("round")
        )
        if not found:
            found = (date.today().isoformat(),) * 3
            self.course.guesses["follow-ups agreed today"] += 1
        values.update(zip(("agreed", "earliest", "latest"), found, strict=True))
