"""What is new between two pictures of a negotiation?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from negotrack.ask.history import Event
from negotrack.ask.picture import Picture
from negotrack.ask.rounds import Round
from negotrack.ask.standings import Member
from negotrack.domain.dates import OPEN_FUTURE, OPEN_PAST, When
from negotrack.domain.standings import Standing
from negotrack.domain.verdict import Verdict
from negotrack.domain.vocabulary import OPEN_REQUEST

# In the order in which they are told.
WHATS: Final = (
    *("closed", "perhaps-closed", "reopened", "status"),
    *("round-held", "round-passed"),
    *("follow-up-due", "follow-up-done"),
    *("milestone", "request"),
)


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is new; `perhaps` while its date leaves open whether it has happened yet.

    `state` is its word now and `former` the one before, if that was certain; of a round, `held`
    is the round itself.
    """

    what: str
    partners: tuple[str, ...]
    when: When | None
    perhaps: bool = False
    chapter: str | None = None
    state: str | None = None
    former: str | None = None
    text: str | None = None
    id: str | None = None
    source: str | None = None
    held: Round | None = None


def news(before: Picture, after: Picture) -> list[News]:
    """Compare two pictures: give what the later one says that the earlier one did not."""
    found = [
        *_statuses(before, after),
        *_events(before, after),
        *_passed(before, after),
        *_due(before, after),
        *_milestones(before, after),
    ]
    return sorted(found, key=_place)


def _statuses(before: Picture, after: Picture) -> Iterator[News]:
    for partner, member in after.members.items():
        was = before.members.get(partner)
        former = was.standing if was else None
        what = _moved(was.closed if was else Verdict.NO, member)
        if what:
            told = _status(what, partner, former, member.standing)
            yield replace(told, perhaps=member.closed is Verdict.POSSIBLY)
        elif _restated(former, member.standing):
            yield _status("status", partner, former, member.standing)
    for key, seat in after.chapters.items():
        known = before.chapters.get(key)
        former = known.standing if known else None
        if _restated(former, seat.standing):
            yield _status("status", seat.partner, former, seat.standing, seat.chapter)


def _moved(was: Verdict, member: Member) -> str | None:
    """Name how a participant with a say moved with regard to being closed."""
    now = member.closed
    if now is was or not member.has_a_say:
        return None
    if now < was:
        return "reopened"
    return "closed" if now is Verdict.YES else "perhaps-closed"


def _restated(former: Standing | None, now: Standing) -> bool:
    status, _, perhaps = now.stated
    was, _, was_perhaps = former.stated if former else (None, None, False)
    return status is not None and (status, perhaps) != (was, was_perhaps)


def _status(
    what: str, partner: str, former: Standing | None, now: Standing, chapter: str | None = None
) -> News:
    status, since, perhaps = now.stated
    return News(
        what,
        (partner,),
        since,
        perhaps=perhaps,
        chapter=chapter,
        state=status,
        former=former.status if former else None,
        source=now.perhaps.source if perhaps and now.perhaps else now.source,
    )


def _events(before: Picture, after: Picture) -> Iterator[News]:
    for key, event in after.events.items():
        known = before.events.get(key)
        was = _happened(known.when, before.day) if known else Verdict.NO
        now = _happened(event.when, after.day)
        what = _named(event)
        if what and now > was:
            yield News(
                what,
                event.partners,
                event.when,
                perhaps=now is Verdict.POSSIBLY,
                chapter=event.chapter,
                state=event.state,
                text=event.text,
                id=event.id,
                source=event.source,
                held=event.held,
            )


def _named(event: Event) -> str | None:
    if event.kind == "follow-up":
        return "follow-up-done" if event.state == "done" else None
    return {"round": "round-held", "request": "request"}[event.kind]


def _happened(when: When, day: date) -> Verdict:
    if when.certain_by(day):
        return Verdict.YES
    return Verdict.POSSIBLY if when.possible_by(day) else Verdict.NO


def _passed(before: Picture, after: Picture) -> Iterator[News]:
    for key, plan in after.passed.items():
        if key not in before.passed:
            yield News(
                "round-passed",
                plan.partners,
                plan.when,
                state=plan.state,
                text=plan.summary,
                id=plan.id,
                source=plan.source,
                held=plan,
            )


def _due(before: Picture, after: Picture) -> Iterator[News]:
    for key, each in after.due.items():
        if key not in before.due:
            yield News(
                "follow-up-due",
                (each.partner,) if each.partner else (),
                each.due,
                state="due",
                text=each.text,
                id=each.id,
                source=each.source,
            )


def _milestones(before: Picture, after: Picture) -> Iterator[News]:
    for key, step in after.milestones.items():
        was = before.milestones[key].reached if key in before.milestones else Verdict.NO
        if step.reached > was and (stated := step.first_reached):
            yield News(
                "milestone",
                (),
                stated.when,
                perhaps=step.reached is Verdict.POSSIBLY,
                state="reached",
                text=step.title,
                id=step.code,
                source=stated.source,
            )


def _place(each: News) -> tuple[int, date, date, bool, tuple[str, ...], str]:
    """Put the parts in their order, and within each the oldest first, as history does."""
    when = each.when
    latest = when.latest if when else OPEN_PAST
    earliest = when.earliest if when else OPEN_PAST
    placed = earliest if latest == OPEN_FUTURE else latest
    answers = each.what == "request" and each.state != OPEN_REQUEST
    last = each.id or each.chapter or ""
    return (WHATS.index(each.what), placed, earliest, answers, each.partners, last)
