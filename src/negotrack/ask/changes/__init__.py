"""What is new in a negotiation since a day?

By events, the pictures of two days in one record are compared. By recording, the picture that the
record gave on the one day is compared with the picture that it gave on the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from negotrack.ask.changes.corrections import Correction, corrections
from negotrack.ask.changes.news import WHATS, News, news
from negotrack.ask.changes.reach import reach
from negotrack.ask.negotiations import Negotiation
from negotrack.ask.picture import Picture, picture
from negotrack.domain.instants import Instant, begin_of, end_of
from negotrack.store.reader import Reader

__all__ = ["WHATS", "Changes", "Correction", "News", "Period", "by_events", "by_recording"]


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of a comparison."""

    since: date
    until: date

    @property
    def eve(self) -> date:
        """Give the day before, whose end is what the last day's is compared with."""
        return self.since - timedelta(days=1)

    @property
    def recorded(self) -> tuple[Instant, Instant]:
        """Give its first and its last moment, for what was recorded in it."""
        return begin_of(self.since), end_of(self.until)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new in a negotiation within a period, by events or by recording."""

    negotiation: Negotiation
    period: Period
    by_recording: bool
    news: tuple[News, ...]
    corrections: tuple[Correction, ...]


def by_events(reader: Reader, about: Negotiation, period: Period) -> Changes:
    """Give what happened in a period: how things stand on its last day, and stood on its eve."""
    before = picture(reader, about.code, period.eve, period.eve)
    after = picture(reader, about.code, period.until, period.eve)
    return _changes(reader, about, period, (before, after), by_recording=False)


def by_recording(then: Reader | None, now: Reader, about: Negotiation, period: Period) -> Changes:
    """Give what became known in a period: `then` knew its eve, `now` knows its last day.

    None stands for a record that had been told nothing.
    """
    if then is None:
        before, after = Picture(period.eve), picture(now, about.code, period.until)
    else:
        since = min(period.eve, reach(now, *period.recorded) or period.eve)
        before = picture(then, about.code, period.eve, since)
        after = picture(now, about.code, period.until, since)
    return _changes(now, about, period, (before, after), by_recording=True)


def _changes(
    reader: Reader,
    about: Negotiation,
    period: Period,
    pictures: tuple[Picture, Picture],
    *,
    by_recording: bool,
) -> Changes:
    return Changes(
        negotiation=about,
        period=period,
        by_recording=by_recording,
        news=tuple(news(*pictures)),
        corrections=tuple(corrections(reader, about.code, *period.recorded)),
    )
