"""Rounds and follow-ups as a calendar file (iCalendar, RFC 5545): whole days, no times.

A planned round is TENTATIVE, a held one CONFIRMED. A postponed one is CANCELLED like a cancelled
one, because nobody should turn up on that day; when a new day is recorded, it is planned again. A
follow-up is an event on the day it is due: most calendar programs show no to-dos from a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from negotrack.ask.export.calendar import Appointment, Calendar
from negotrack.ask.rounds import Round
from negotrack.ask.sources import Source
from negotrack.domain.instants import CLOCK
from negotrack.domain.spoken import spoken_in
from negotrack.domain.texts import without_controls
from negotrack.errors import Misuse
from negotrack.render.phrases import title_of

if TYPE_CHECKING:
    from icalendar import Event

_STATUS: Final = {
    "planned": "TENTATIVE",
    "held": "CONFIRMED",
    "postponed": "CANCELLED",
    "cancelled": "CANCELLED",
}
# When a fact was written that is not in the journal, nobody knows; but an event must say.
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


def calendar_content(found: Calendar, name: str) -> Iterator[bytes]:
    """Give the calendar file; raise Misuse when the library that writes it is not there."""
    try:
        import icalendar
    except ModuleNotFoundError as fault:
        raise Misuse(
            "A calendar is written with the icalendar library, which is not there. "
            "`pip install 'negotrack[office]'` adds it."
        ) from fault
    frame = icalendar.Calendar()
    frame.add("prodid", "-//negotrack//negotrack//EN")
    frame.add("version", "2.0")
    frame.add("x-wr-calname", without_controls(name))
    end = b"END:VCALENDAR\r\n"
    yield frame.to_ical().removesuffix(end)
    for appointment in found.appointments:
        yield _event(icalendar.Event(), appointment).to_ical()
    yield end


def _event(event: Event, appointment: Appointment) -> Event:
    """Fill an event; without a METHOD its DTSTAMP is the time of its last revision."""
    about, when = appointment.about, appointment.when
    event.add("uid", without_controls(f"{appointment.kind}-{about.id}@negotrack"))
    event.add("sequence", appointment.revision.count)
    event.add("dtstamp", _moment(appointment.revision.recorded_at))
    event.add("dtstart", when.earliest)
    if when.latest < date.max:
        event.add("dtend", when.latest + timedelta(days=1))
    event.add("categories", [without_controls(appointment.negotiation)])
    if isinstance(about, Round):
        event.add("status", _STATUS[about.state])
        if about.place:
            event.add("location", without_controls(about.place))
    else:
        event.add("status", "CONFIRMED")
        # What is due on a day leaves the day free for meetings.
        event.add("transp", "TRANSPARENT")
    event.add("summary", without_controls(f"{appointment.negotiation}: {_title(appointment)}"))
    event.add("description", without_controls("\n\n".join(_paragraphs(appointment))))
    return event


def _title(appointment: Appointment) -> str:
    about = appointment.about
    if isinstance(about, Round):
        off = f" ({about.state})" if _STATUS[about.state] == "CANCELLED" else ""
        return f"{title_of(about)}{off}"
    return f"{'done' if about.done else 'due'}: {about.text}"


def _paragraphs(appointment: Appointment) -> Iterator[str]:
    about = appointment.about
    if isinstance(about, Round):
        yield from (text for text in (about.summary, about.note) if text)
        if about.heads:
            yield f"Heads of delegation: {about.heads}"
    else:
        with_whom = f" with {about.partner}" if about.partner else ""
        yield f"Agreed{with_whom} {spoken_in(about.agreed)}."
        if about.done:
            yield f"Done {spoken_in(about.done)}."
    yield f"Source: {_cited(appointment.source)}"


def _cited(source: Source) -> str:
    return ", ".join(part for part in (source.title, source.publisher, source.address) if part)


def _moment(recorded_at: str) -> datetime:
    try:
        return datetime.strptime(recorded_at, CLOCK).replace(tzinfo=UTC)
    except ValueError:
        return _LONG_AGO
