"""What does the record say of a negotiation on one day?

Two such pictures are compared to tell what is new, whether days or knowledge lie between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from negotrack.ask.agenda import FollowUp, follow_ups
from negotrack.ask.history import Event, HistoryFilter, history
from negotrack.ask.milestones import Milestone, milestones
from negotrack.ask.negotiations import negotiations
from negotrack.ask.rounds import Round, RoundFilter, rounds
from negotrack.ask.standings import ChapterStanding, Member, chapter_standings, members
from negotrack.store.reader import Reader

EventKey = tuple[str, str, str]

_KINDS: Final = ("round", "request", "follow-up")


@dataclass(frozen=True, slots=True)
class Picture:
    """A negotiation on a day, each thing by its key; without more than the day, nothing at all.

    `events` are rounds held, what became of requests, and follow-ups agreed and done; `passed`
    the rounds planned for a day that has passed, `due` the follow-ups that are due and not done.
    """

    day: date
    members: Mapping[str, Member] = field(default_factory=dict)
    chapters: Mapping[tuple[str, str], ChapterStanding] = field(default_factory=dict)
    milestones: Mapping[str, Milestone] = field(default_factory=dict)
    events: Mapping[EventKey, Event] = field(default_factory=dict)
    passed: Mapping[str, Round] = field(default_factory=dict)
    due: Mapping[str, FollowUp] = field(default_factory=dict)


def picture(reader: Reader, code: str, day: date, since: date | None = None) -> Picture:
    """Give the picture of a negotiation on a day; a blank one when the reader knows none.

    With `since`, events and plans that had certainly passed before that day are left out.
    """
    about = next((each for each in negotiations(reader) if each.code == code), None)
    if about is None:
        return Picture(day)
    told = history(reader, [about], HistoryFilter(kinds=_KINDS, since=since), day)
    planned = rounds(reader, RoundFilter(code, state="planned", since=since), day)
    return Picture(
        day=day,
        members={member.partner: member for member in members(reader, about, day)},
        chapters={(s.partner, s.chapter): s for s in chapter_standings(reader, about, day)},
        milestones={step.code: step for step in milestones(reader, code, day)},
        events={(event.kind, event.state, event.id): event for event in told.events},
        passed={plan.id: plan for plan in planned if plan.overdue(day)},
        due={
            each.id: each
            for each in follow_ups(reader, code, day)
            if each.due and each.due.certain_by(day)
        },
    )
