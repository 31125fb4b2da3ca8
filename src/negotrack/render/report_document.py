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
    code = section.negotiation.code
    for line in section.path:
        yield _item(code, "status", line.when, line.source) | {
            "partner": line.partner,
            "state": line.status,
            "note": line.note,
            "id": line.id,
        }
    for outcome in section.outcomes:
        yield _item(code, "outcome", outcome.when, outcome.source) | {
            "partner": outcome.partner,
            "chapter": outcome.chapter,
            "state": outcome.result,
            "note": outcome.note,
            "id": outcome.round,
        }
    for held in section.rounds:
        yield _item(code, "round", held.when, held.source) | {
            "partner": " ".join(held.partners) or None,
            "state": held.state,
            "text": held.summary,
            "note": held.note,
            "overdue": held.overdue(day),
            "id": held.id,
        }
    yield from _plans(section, day)


def _plans(section: Section, day: date) -> Iterator[Document]:
    code = section.negotiation.code
    for step in section.board.milestones if section.board else ():
        for stated in step.dates:
            yield _item(code, "milestone", stated.when, stated.source) | {
                "state": stated.state,
                "text": step.title,
                "note": stated.note,
                "overdue": stated.state == "planned" and step.overdue(day),
                "id": step.code,
            }
    for request in section.requests:
        yield _item(code, "request", request.when, request.source) | {
            "partner": request.asked,
            "chapter": request.chapter,
            "state": request.state,
            "text": request.text,
            "note": request.note,
            "id": request.id,
        }
    for each in section.follow_ups:
        yield _item(code, "follow-up", each.due, each.source) | {
            "partner": each.partner,
            "state": "open",
            "text": each.text,
            "overdue": each.overdue(day),
            "id": each.id,
        }
    for note in section.notes:
        yield _item(code, "note", note.when, note.source) | {
            "partner": note.partner,
            "text": note.text,
        }


def _item(negotiation: str, kind: str, when: When | None, source: str) -> Document:
    return {
        "negotiation": negotiation,
        "kind": kind,
        "date": when_document(when),
        "partner": None,
        "chapter": None,
        "state": None,
        "text": None,
        "note": None,
        "overdue": False,
        "id": None,
        "source": source,
    }
