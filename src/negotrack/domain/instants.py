"""An instant of recording: what --known-on names, a whole day or a moment of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from negotrack.errors import Misuse

# As the journal writes the time of recording; such texts sort as the instants do.
CLOCK: Final = "%Y-%m-%dT%H:%M:%S.%fZ"
# A day, and something behind it that begins like a time of day.
_TIMED: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]")


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment in the journal's own writing (UTC), and the user's day that it is on."""

    text: str
    day: date

    @property
    def spoken(self) -> str:
        """Give the moment for a reader, in the user's own time."""
        return spoken_time(self.text)


def spoken_time(recorded_at: str) -> str:
    """Give a time of recording in the user's own time, to the second: 2025-11-14 18:02:11.

    A text that is no time, which only a stranger can have written, is given as it is.
    """
    try:
        moment = datetime.strptime(recorded_at, CLOCK).replace(tzinfo=UTC)
        return moment.astimezone().replace(microsecond=0, tzinfo=None).isoformat(" ")
    except (OverflowError, ValueError):
        return recorded_at


def end_of(day: date) -> Instant:
    """Give the last moment of a day of the user's."""
    return _instant(datetime.combine(day, time.max))


def begin_of(day: date) -> Instant:
    """Give the first moment of a day of the user's."""
    return _instant(datetime.combine(day, time.min))


def read_instant(text: str) -> Instant | None:
    """Read an ISO 8601 date and time; None for a text that has no time of day.

    A time without a zone is the user's own. One that is said to the hour, minute or second means
    the whole of it, as a day means the whole day: so what `log` shows at 18:02:11 is known then.
    Raise Misuse for a time that there is not.
    """
    said = text.strip()
    if not _TIMED.match(said):
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as fault:
        raise Misuse(
            f"Cannot read the time '{said[:40]}'. "
            "Write a day, or a day and a time such as '2025-11-14 18:02'."
        ) from fault
    return _instant(_to_its_end(moment, re.split("[Zz+-]", said[11:])[0]))


def _to_its_end(moment: datetime, clock: str) -> datetime:
    """Give the last moment of what a time of day names, which may be a fraction of a second."""
    if "." in clock or "," in clock:
        return moment
    digits = sum(letter.isdigit() for letter in clock)
    moment = moment.replace(microsecond=999_999)
    if digits < len("180211"):
        moment = moment.replace(second=59)
    return moment.replace(minute=59) if digits < len("1802") else moment


def _instant(moment: datetime) -> Instant:
    try:
        return Instant(_written(moment.astimezone(UTC)), moment.astimezone().date())
    except (OverflowError, ValueError):
        # The first and the last days of the calendar have no other time zone.
        return Instant(_written(moment), moment.date())


def _written(moment: datetime) -> str:
    """Write a moment as the journal does: strftime would leave out the zeroes before a year."""
    return f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
