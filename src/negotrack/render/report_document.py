"""The report as a machine reads it: one item per statement on the page, with its source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from negotrack.ask.report import Report, Section
from negotrack.domain.dates import When
from negotrack.render.documents import (
    Document,
    envelope,
    source_document,
    when_document,
)


def report_document(report: Report) -> Document:
    """Give the page: its statements, where the partner stands, and its sources."""
    only = report.sections[0].negotiation.code if len(report.sections) == 1 else None
    items = [item for section in report.sections for item in _items(section, report.day)]
    return envelope(
        "report",
        report.day,
        None if report.partner else only,
        items,
        partner=report.partner,
        name=report.name,
        standings=[_standing(section) for section in report.sections if section.member],
        sources=[source_document(source) for source in report.sources],
    )


def _standing(section: Section) -> Document:
    stands = section.member.standing if section.member else None
    return {
        "negotiation": section.negotiation.code,
        "title": section.negotiation.title,
        "status": stands.status if stands else None,
        "closed": stands.closed.word if stands else None,
        "since": when_document(stands.since) if stands else None,
        "next_round": section.next.id if section.next else None,
    }


def _items(section: Section, day: date) -> Iterator[Document]:
    def item(
        kind: str, when: When | None, source: str, state: str | None, **said: object
    ) -> Document:
        return {
            "negotiation": section.negotiation.code,
            "kind": kind,
            "date": when_document(when),
            "partner": None,
            "chapter": None,
            "state": state,
            "text": None,
            "note": None,
            "overdue": False,
            "id": None,
            "source": source,
        } | said

    for line in section.path:
        yield item(
            "status", line.when, line.source, line.status,
            partner=line.partner, note=line.note, id=line.id,
        )  # fmt: skip
    for chapter in section.chapters:
        if chapter.latest:
            yield item(
                "outcome", chapter.latest.when, chapter.latest.source, chapter.latest.result,
                chapter=chapter.code, text=chapter.title, note=chapter.latest.note,
                id=chapter.latest.round,
            )  # fmt: skip
    for outcome in section.outcomes:
        yield item(
            "outcome", outcome.when, outcome.source, outcome.result,
            partner=outcome.partner, note=outcome.note, id=outcome.round,
        )  # fmt: skip
    for step in section.board.milestones if section.board else ():
        for stated in step.dates:
            yield item(
                "milestone", stated.when, stated.source, stated.state,
                text=step.title, note=stated.note, overdue=step.overdue(day), id=step.code,
            )  # fmt: skip
    for held in section.rounds:
        yield item(
            "round", held.when, held.source, held.state,
            partner=" ".join(held.partners) or None, text=held.summary, note=held.note,
            overdue=held.overdue(day), id=held.id,
        )  # fmt: skip
    for request in section.requests:
        yield item(
            "request", request.when, request.source, request.state,
            partner=request.asked, chapter=request.chapter, text=request.text,
            note=request.note, id=request.id,
        )  # fmt: skip
    for each in section.follow_ups:
        yield item(
            "follow-up", each.due, each.source, "open",
            partner=each.partner, text=each.text, overdue=each.overdue(day), id=each.id,
        )  # fmt: skip
    for note in section.notes:
        yield item("note", note.when, note.source, None, partner=note.partner, text=note.text)
