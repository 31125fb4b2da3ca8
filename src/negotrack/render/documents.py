"""The machine formats' contents: one envelope for every answer, plain values inside.

The fields are a promise, written down in docs/json.md: fields are added, never removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from negotrack.domain.dates import OPEN_FUTURE, OPEN_PAST, When

if TYPE_CHECKING:
    from negotrack.ask.blockers import Blockers
    from negotrack.ask.board import Board, Glance
    from negotrack.ask.partners import PartnerLine
    from negotrack.ask.rounds import Round
    from negotrack.ask.sources import Source

Document = dict[str, Any]


def envelope(
    schema: str,
    day: date,
    negotiation: str | None,
    items: Sequence[Document],
    **further: object,
) -> Document:
    """Wrap the items of an answer: what it is, for which day, and how many there are."""
    return {
        "schema": f"negotrack/{schema}/1",
        "generated_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "as_of": day.isoformat(),
        "known_on": None,
        "negotiation": negotiation,
        **further,
        "total": len(items),
        "items": list(items),
    }


def when_document(when: When | None) -> Document | None:
    """Give a date as its EDTF text and its two days; an open side is null."""
    if when is None:
        return None
    return {
        "edtf": when.edtf,
        "earliest": None if when.earliest == OPEN_PAST else when.earliest.isoformat(),
        "latest": None if when.latest == OPEN_FUTURE else when.latest.isoformat(),
    }


def closed_document(closed: tuple[int, int]) -> Document:
    """Give the two counts of closed participants."""
    return {"certain": closed[0], "at_most": closed[1]}


def status_document(boards: Sequence[Board], day: date) -> Document:
    """Give the boards of one or more negotiations: an item per participant."""
    only = boards[0] if len(boards) == 1 else None
    items = [
        {
            "negotiation": board.negotiation.code,
            "partner": member.partner,
            "name": member.name,
            "status": member.standing.status,
            "closed": member.closed.word,
            "since": when_document(member.standing.since),
            "source": member.standing.source,
            "perhaps": member.standing.perhaps.status if member.standing.perhaps else None,
            "perhaps_since": when_document(
                member.standing.perhaps.when if member.standing.perhaps else None
            ),
            "role": member.role,
            "votes": member.votes,
            "may_block": member.may_block,
        }
        for board in boards
        for member in board.members
    ]
    return envelope(
        "status",
        day,
        only.negotiation.code if only else None,
        items,
        closed=closed_document(only.closed) if only else None,
        boards=[_board(board) for board in boards],
    )


def _board(board: Board) -> Document:
    return {
        "negotiation": board.negotiation.code,
        "title": board.negotiation.title,
        "kind": board.negotiation.kind,
        "closed_from": board.negotiation.closed_from,
        "closed": closed_document(board.closed),
        "participants": board.total,
        "rule": {"name": board.rule.name, "expression": board.rule.expression},
        "met": board.judgement.met.word,
        "stage": board.stage.stage if board.stage else None,
        "stages": board.stages,
        "last_round": round_document(board.last, board.day) if board.last else None,
        "next_round": round_document(board.next, board.day) if board.next else None,
        "last_event": when_document(board.last_event),
    }


def blockers_document(found: Blockers) -> Document:
    """Give whom the rule waits for: an item per participant that could help to meet it."""
    items = [
        {
            "partner": blocker.member.partner,
            "name": blocker.member.name,
            "status": blocker.member.standing.status,
            "closed": blocker.member.closed.word,
            "since": when_document(blocker.member.standing.since),
            "reason": blocker.reason,
            "indispensable": blocker.indispensable,
            "open_chapters": list(blocker.chapters),
            "last_round": blocker.last.id if blocker.last else None,
            "next_round": blocker.next.id if blocker.next else None,
        }
        for blocker in found.blockers
    ]
    return envelope(
        "blockers",
        found.day,
        found.negotiation.code,
        items,
        rule={"name": found.rule.name, "expression": found.rule.expression},
        met=found.judgement.met.word,
        more_needed=found.judgement.more_needed,
        closed=closed_document(found.closed),
        counting=found.negotiation.closed_from,
        what_if=[str(each) for each in found.question.suppositions],
        sentence=found.judgement.sentence,
        limbs=[
            {
                "met": limb.met.word,
                "sentences": list(limb.sentences),
                "conditions": list(limb.conditions),
                "outstanding": list(limb.outstanding),
                "more_needed": limb.more_needed,
            }
            for limb in found.judgement.limbs
        ],
        objecting=list(found.judgement.objecting),
        smallest_sets={
            "size": found.judgement.smallest.size,
            "count": found.judgement.smallest.count,
            "exact": found.judgement.smallest.exact,
            "example": None
            if found.judgement.smallest.example is None
            else list(found.judgement.smallest.example),
        },
    )


def rounds_document(found: Sequence[Round], day: date, negotiation: str | None) -> Document:
    """Give rounds, newest first."""
    return envelope("rounds", day, negotiation, [round_document(held, day) for held in found])


def round_document(held: Round, day: date) -> Document:
    """Give one round with every field the record keeps of it."""
    return {
        "id": held.id,
        "negotiation": held.negotiation,
        "partners": list(held.partners),
        "track": held.track,
        "level": held.level,
        "mode": held.mode,
        "label": held.label,
        "date": when_document(held.when),
        "place": held.place,
        "state": held.state,
        "overdue": held.overdue(day),
        "heads": held.heads,
        "summary": held.summary,
        "note": held.note,
        "source": held.source,
    }


def partners_document(found: Iterable[PartnerLine], day: date) -> Document:
    """Give partners with their names, groups and negotiations."""
    items = [
        {
            "code": each.code,
            "alpha3": each.alpha3,
            "name": each.name,
            "kind": each.kind,
            "aliases": list(each.aliases),
            "groups": list(each.groups),
            "negotiations": list(each.negotiations),
            "source": each.source,
        }
        for each in found
    ]
    return envelope("partners", day, None, items)


def negotiations_document(found: Iterable[Glance], in_use: str | None, day: date) -> Document:
    """Give the negotiations with how many of their participants are closed."""
    items = [
        {
            "code": each.negotiation.code,
            "title": each.negotiation.title,
            "kind": each.negotiation.kind,
            "applicant": each.negotiation.applicant,
            "closed_from": each.negotiation.closed_from,
            "in_use": each.negotiation.code == in_use,
            "participants": each.total,
            "closed": closed_document(each.closed),
            "last_round": each.last.id if each.last else None,
            "next_round": each.next.id if each.next else None,
        }
        for each in found
    ]
    return envelope("negotiations", day, None, items)


def sources_document(found: Iterable[Source], day: date) -> Document:
    """Give the sources."""
    return envelope("sources", day, None, [source_document(source) for source in found])


def source_document(source: Source) -> Document:
    """Give one source."""
    return {
        "code": source.code,
        "title": source.title,
        "publisher": source.publisher,
        "date": when_document(source.when),
        "address": source.address,
        "language": source.language,
        "note": source.note,
    }
