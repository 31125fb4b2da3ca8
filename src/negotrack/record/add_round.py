"""Record a round with everything it did: outcomes, statuses, follow-ups, the next date."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from negotrack.domain.dates import When
from negotrack.domain.identity import random_id, slug, unused
from negotrack.domain.texts import line, optional
from negotrack.errors import Refused
from negotrack.record.add_follow_up import FollowUpDraft, add_follow_up
from negotrack.record.dates import days, refuse_ahead
from negotrack.record.set_status import StatusDraft, set_status
from negotrack.store.journal import Recording
from negotrack.store.tables import Negotiation, Outcome, Round, RoundPartner


@dataclass(frozen=True, slots=True)
class OutcomeDraft:
    """What the round did for one chapter."""

    chapter: str
    result: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """A round as it is told; codes are already looked up, words already checked."""

    negotiation: str
    partners: tuple[str, ...]
    when: When
    state: str
    track: str
    level: str | None = None
    mode: str | None = None
    label: str | None = None
    place: str | None = None
    heads: str | None = None
    summary: str | None = None
    outcomes: tuple[OutcomeDraft, ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()
    follow_ups: tuple[tuple[str, When | None], ...] = ()
    next: When | None = field(default=None)


def add_round(action: Recording, draft: RoundDraft, source: str, *, again: bool = False) -> Round:
    """Write a round; raise Refused when one like it is there and `again` is not said.

    Raise Refused as well for a round held on a day to come.
    """
    if draft.state == "held":
        refuse_ahead(draft.when, "A round is held")
    twins = [] if again else alike(action, draft, ("planned", "held"))
    if twins:
        raise Refused(
            f"A round like this is recorded already: {', '.join(twins)}. Say --again if this is "
            "another one, or hold-round if it was planned; nothing was written."
        )
    held = Round(
        id=_id_for(action, draft),
        negotiation=draft.negotiation,
        track=draft.track,
        level=draft.level,
        mode=draft.mode,
        label=line(draft.label, "label") if draft.label is not None else None,
        place=line(draft.place, "place") if draft.place is not None else None,
        state=draft.state,
        heads=optional(draft.heads, "list of heads"),
        summary=optional(draft.summary, "summary"),
        source=source,
        **days(draft.when),
    )
    action.add(held)
    for partner in dict.fromkeys(draft.partners):
        action.add(
            RoundPartner(
                round=held.id, partner=partner, negotiation=held.negotiation, latest=held.latest
            )
        )
    add_results(action, held, draft, source)
    return held


def add_results(action: Recording, held: Round, draft: RoundDraft, source: str) -> None:
    """Write what a round did and agreed: outcomes, statuses, follow-ups, the next round.

    Raise Refused for two outcomes of one chapter, results of a round that was not held, and a
    next round before this one.
    """
    if held.state != "held" and (draft.outcomes or draft.statuses):
        raise Refused(f"A {held.state} round has no results yet. Say --state held if it was held.")
    if draft.next and draft.next.latest < draft.when.earliest:
        raise Refused(f"The next round ({draft.next}) cannot come before this one.")
    chapters = [outcome.chapter for outcome in draft.outcomes]
    for chapter in chapters:
        if chapters.count(chapter) > 1:
            raise Refused(f"The round has two outcomes for {chapter}. Say one; add a note to it.")
    for outcome in draft.outcomes:
        action.add(
            Outcome(
                id=random_id(),
                round=held.id,
                negotiation=held.negotiation,
                chapter=outcome.chapter,
                result=outcome.result,
                note=optional(outcome.note, "note"),
                source=source,
            )
        )
    for partner, status in draft.statuses:
        if draft.partners and partner not in draft.partners:
            raise Refused(f"{partner} is not at this round. Name it with --partner, or set-status.")
        said = StatusDraft(
            held.negotiation, partner, status, _day_reached(draft.when), round=held.id
        )
        set_status(action, said, source)
    for text, due in draft.follow_ups:
        agreed = FollowUpDraft(
            negotiation=held.negotiation,
            text=text,
            agreed=draft.when,
            due=due,
            round=held.id,
            partner=draft.partners[0] if len(draft.partners) == 1 else None,
        )
        add_follow_up(action, agreed, source)
    if draft.next and not alike(action, _next_round(draft, draft.next), ("planned",)):
        add_round(action, _next_round(draft, draft.next), source, again=True)


def _next_round(draft: RoundDraft, when: When) -> RoundDraft:
    return replace(
        draft,
        when=when,
        state="planned",
        mode=None,
        label=None,
        place=None,
        heads=None,
        summary=None,
        outcomes=(),
        statuses=(),
        follow_ups=(),
        next=None,
    )


def _day_reached(when: When) -> When:
    """Give the day of a status reached at a round: one unknown day of it when it has several."""
    if "/" not in when.edtf:
        return when
    return When(
        f"[{when.earliest.isoformat()}..{when.latest.isoformat()}]", when.earliest, when.latest
    )


def alike(action: Recording, draft: RoundDraft, states: tuple[str, ...]) -> list[str]:
    """Name the rounds with the same partners and level whose dates overlap with a draft's."""
    candidates = action.rows(
        "SELECT r.id, r.state, (SELECT group_concat(a.partner, ' ') FROM round_partner a"
        "  WHERE a.round = r.id) AS partners"
        " FROM round r WHERE r.negotiation = :negotiation AND r.latest >= :earliest"
        " AND r.earliest <= :latest AND coalesce(r.level, '') = :level"
        " ORDER BY r.latest, r.id",
        negotiation=draft.negotiation,
        earliest=draft.when.earliest.isoformat(),
        latest=draft.when.latest.isoformat(),
        level=draft.level or "",
    )
    return [
        str(row["id"])
        for row in candidates
        if row["state"] in states and set((row["partners"] or "").split()) == set(draft.partners)
    ]


def _id_for(action: Recording, draft: RoundDraft) -> str:
    negotiation = action.get(Negotiation, draft.negotiation)
    first_day = draft.when.edtf.split("/")[0]
    bilateral = negotiation is not None and negotiation.kind == "bilateral"
    whom = () if bilateral else draft.partners[:3]
    wanted = slug(draft.negotiation, first_day, *whom, draft.level or draft.track)
    return unused(wanted, lambda candidate: action.get(Round, candidate) is not None)
