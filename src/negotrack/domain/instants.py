"""An instant of recording: what --known-on names, a whole day or a moment of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

# As the journal writes the time of recording; such texts sort as the instants do.
CLOCK: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


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
    """Give a time of recording in the user's own time, to the second: 2025-11-14 18:02:11."""
    moment = datetime.strptime(recorded_at, CLOCK).replace(tzinfo=UTC)
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"


def end_of(day: date) -> Instant:
    """Give the last moment of a day of the user's."""
    return _instant(datetime.combine(day, time.max))


def begin_of(day: date) -> Instant:
    """Give the first moment of a day of the user's."""
    return _instant(datetime.combine(day, time.min))


def read_instant(text: str) -> Instant | None:
    """Read an ISO 8601 date and time; None when it is not one.

    A time without a zone is the user's own. One that is said to the second or the minute means
    the whole of it, as a day means the whole day: so what `log` shows at 18:02:11 is known then.
    """
    said = text.strip()
    if len(said) <= len("2025-11-14") or said[10] not in "T ":
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    clock = said[11:].rstrip("Zz").split("+")[0].split("-")[0]
    if "." in clock:
        return _instant(moment)
    whole = timedelta(seconds=1) if clock.count(":") > 1 else timedelta(minutes=1)
    return _instant(moment + whole - timedelta(microseconds=1))


def _instant(moment: datetime) -> Instant:
    try:
        return Instant(moment.astimezone(UTC).strftime(CLOCK), moment.astimezone().date())
    except (OverflowError, ValueError):
        # The first and the last days of the calendar have no other time zone.
        return Instant(moment.replace(tzinfo=UTC).strftime(CLOCK), moment.date())
