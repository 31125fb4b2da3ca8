"""The page one reads before the meeting, every statement with the number of its source."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from negotrack.ask.board import Board
from negotrack.ask.report import Report, Section
from negotrack.domain.spoken import short
from negotrack.render.board import board_text, members_table
from negotrack.render.layout import columns, labelled, part
from negotrack.render.phrases import (
    CLOSED_STYLE,
    day,
    heading,
    round_line,
)
from negotrack.render.report_parts import (
    chapters_part,
    cite,
    follow_ups_part,
    milestone_part,
    notes_part,
    outcomes_part,
    requests_part,
    rounds_part,
    rounds_title,
    rules_part,
)


def report_text(report: Report) -> Group:
    """Lay out the page on a partner, or on a whole negotiation."""
    parts: list[RenderableType] = []
    if report.partner:
        head = (f"{report.name} ({report.partner})", "bold")
        parts += [Text.assemble(head, (f"\nas of {day(report.day)}", "dim"))]
        if not report.sections:
            parts += [Text(), f"Nothing is recorded of it by {day(report.day)}."]
    for section in report.sections:
        parts += list(_section(report, section))
    if report.sources:
        parts.append(part("Sources", _sources(report)))
    return Group(*parts)


def _section(report: Report, section: Section) -> Iterable[RenderableType]:
    if section.board:
        yield from _whole(report, section, section.board)
    else:
        yield Text()
        yield heading(section.negotiation.code, section.negotiation.title)
        yield _standing(report, section)
    if any(c.latest for c in section.chapters) or section.chapter_standings:
        yield part("Chapters", chapters_part(report, section))
    as_a_whole = [outcome for outcome in section.outcomes if outcome.chapter is None]
    if as_a_whole:
        yield part("Outcomes as a whole", outcomes_part(report, as_a_whole))
    if section.rounds:
        yield part(rounds_title(section), rounds_part(report, section))
    if section.requests:
        waiting = sum(request.open for request in section.requests)
        in_hand = sum(request.state == "under-consideration" for request in section.requests)
        yield part(
            f"Requests: {waiting} open, {in_hand} under consideration",
            requests_part(report, section.requests),
        )
    if section.follow_ups:
        overdue = sum(each.overdue(report.day) for each in section.follow_ups)
        marked = f", {overdue} overdue" if overdue else ""
        yield part(
            f"Follow-ups: {len(section.follow_ups)} open{marked}",
            follow_ups_part(report, section.follow_ups),
        )
    if section.notes:
        yield part("Notes", notes_part(report, section))


def _whole(report: Report, section: Section, board: Board) -> Iterable[RenderableType]:
    yield board_text(board, (), with_members=False)
    members = members_table(board.members, lambda source: cite(report, source))
    yield part("Participants", members)
    if board.milestones:
        steps = (milestone_part(report, step) for step in board.milestones)
        yield part("Milestones", Group(*steps))
    if section.rules:
        yield part("Rules", rules_part(section))


def _standing(report: Report, section: Section) -> RenderableType:
    rows: list[tuple[str, RenderableType]] = []
    if section.member:
        member = section.member
        status, when, perhaps = member.standing.stated
        said = f"perhaps {status}" if perhaps else status or "not recorded"
        words = Text.assemble((said, CLOSED_STYLE[member.closed]))
        if when:
            words.append(f", {when}")
        words.append(f" (closed: {member.closed.word})", "dim")
        rows.append(("Status", words))
        steps = [_path_line(report, section, place) for place in range(len(section.path))]
        rows.append(("How", columns(steps) if steps else "no statement on its status yet"))
    elif section.negotiation.applicant == report.partner:
        rows.append(("Role", "applicant"))
    rows.append(
        ("Next", round_line(section.next, report.day) if section.next else "nothing planned")
    )
    return labelled(rows)


def _path_line(report: Report, section: Section, place: int) -> tuple[RenderableType, ...]:
    line = section.path[place]
    said = Text(line.status + (" (reopened)" if line.resets else ""))
    if line.note:
        said.append(f": {line.note}")
    return (short(line.when), said.append_text(cite(report, line.source)))


def _sources(report: Report) -> RenderableType:
    rows = []
    for number, source in enumerate(report.sources, start=1):
        parts = [source.title, source.publisher, short(source.when) if source.when else None]
        said = ", ".join(part for part in parts if part)
        rows.append((f"{number}.", Text(said).append(f" {source.address or ''}", "dim")))
    return columns(rows, right=(0,))
