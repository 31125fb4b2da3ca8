"""The page one reads before the meeting, every statement with the number of its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from negotrack.ask.agenda import FollowUp, Request
from negotrack.ask.board import Board
from negotrack.ask.chapters import Outcome
from negotrack.ask.milestones import Milestone
from negotrack.ask.report import Report, Section
from negotrack.ask.rounds import Round
from negotrack.domain.spoken import short
from negotrack.render.board import board_text, members_table
from negotrack.render.layout import columns, labelled, part
from negotrack.render.phrases import (
    CLOSED_STYLE,
    day,
    heading,
    round_line,
)

_RESULT_STYLE = {
    "agreed": "green",
    "major-progress": "green",
    "no-progress": "red",
    "setback": "bold red",
}


def report_text(report: Report) -> Group:
    """Lay out the page on a partner, or on a whole negotiation."""
    parts: list[RenderableType] = []
    if report.partner:
        head = (f"{report.name} ({report.partner})", "bold")
        parts += [Text.assemble(head, (f"\nas of {day(report.day)}", "dim"))]
        if not report.sections:
            parts += [Text(), "It takes part in no negotiation of this record."]
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
        yield part("Chapters", _chapters(report, section))
    as_a_whole = [outcome for outcome in section.outcomes if outcome.chapter is None]
    if as_a_whole:
        yield part("Outcomes as a whole", _outcomes(report, as_a_whole))
    if section.rounds:
        yield part(_rounds_title(section), _rounds(report, section))
    if section.requests:
        waiting = sum(request.open for request in section.requests)
        in_hand = sum(request.state == "under-consideration" for request in section.requests)
        yield part(
            f"Requests: {waiting} open, {in_hand} under consideration",
            _requests(report, section.requests),
        )
    if section.follow_ups:
        overdue = sum(each.overdue(report.day) for each in section.follow_ups)
        marked = f", {overdue} overdue" if overdue else ""
        yield part(
            f"Follow-ups: {len(section.follow_ups)} open{marked}",
            _follow_ups(report, section.follow_ups),
        )
    if section.notes:
        yield part("Notes", _notes(report, section))


def _whole(report: Report, section: Section, board: Board) -> Iterable[RenderableType]:
    yield board_text(board, (), with_members=False)
    members = members_table(board.members, lambda source: _cite(report, source))
    yield part("Participants", members)
    if board.milestones:
        yield part("Milestones", Group(*(_milestone(report, step) for step in board.milestones)))
    if section.rules:
        yield part("Rules", _rules(section))


def _standing(report: Report, section: Section) -> RenderableType:
    rows: list[tuple[str, RenderableType]] = []
    if section.member:
        member = section.member
        status = member.standing.status or "not recorded"
        words = Text.assemble((status, CLOSED_STYLE[member.closed]))
        if member.standing.since:
            words.append(f", {member.standing.since}")
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
    return (short(line.when), said.append_text(_cite(report, line.source)))


def _chapters(report: Report, section: Section) -> RenderableType:
    rows: list[tuple[RenderableType, ...]] = []
    for chapter in section.chapters:
        stands = _stands_in(report, section, chapter.code)
        if not chapter.latest:
            rows.append((chapter.title, stands or Text("no outcome yet", "dim"), "", ""))
            continue
        word = chapter.latest.result
        result = Text.assemble((word, _RESULT_STYLE.get(word, "")))
        if stands:
            result.append("\n").append_text(stands)
        note = Text(chapter.latest.note or "")
        note.append_text(_cite(report, chapter.latest.source))
        rows.append((chapter.title, result, short(chapter.latest.when), note))
    return columns(rows)


def _stands_in(report: Report, section: Section, chapter: str) -> Text:
    """Say where the partner stands in a chapter, or on a negotiation's page each that does."""
    said = Text()
    for each in section.chapter_standings:
        if each.chapter == chapter and each.standing.status and each.standing.source:
            said.append(", " if said else "")
            said.append("" if report.partner else f"{each.partner} ")
            said.append(each.standing.status).append_text(_cite(report, each.standing.source))
    return said


def _outcomes(report: Report, told: Sequence[Outcome]) -> RenderableType:
    return columns(
        [
            (
                short(outcome.when),
                outcome.partner or "",
                Text(outcome.result, _RESULT_STYLE.get(outcome.result, "")),
                Text(outcome.note or "").append_text(_cite(report, outcome.source)),
            )
            for outcome in told
        ]
    )


def _rounds_title(section: Section) -> str:
    if section.rounds_in_all > len(section.rounds):
        return f"Rounds: the newest {len(section.rounds)} of {section.rounds_in_all:,}"
    return "Rounds"


def _rounds(report: Report, section: Section) -> RenderableType:
    return Group(*(_round(report, section, held) for held in section.rounds))


def _round(report: Report, section: Section, held: Round) -> RenderableType:
    told = round_line(held, report.day)
    told.append_text(_cite(report, held.source))
    heads = f"Heads: {held.heads}" if held.heads else None
    results = ", ".join(
        f"{outcome.chapter} {outcome.result}"
        for outcome in section.outcomes
        if outcome.round == held.id and outcome.chapter
    )
    outcomes = f"Outcomes: {results}" if results else None
    details = [Text(more, "dim") for more in (heads, held.summary, outcomes, held.note) if more]
    return Group(told, *(Padding(more, (0, 0, 0, 2)) for more in details))


def _requests(report: Report, asked: Sequence[Request]) -> RenderableType:
    rows: list[tuple[RenderableType, ...]] = []
    for request in asked:
        heard = f"\n{request.state}, {short(request.when)}"
        said = Text.assemble(request.text, (heard, "yellow" if request.open else "dim"))
        if request.note:
            said.append(f": {request.note}", "dim")
        said.append_text(_cite(report, request.source)).append(f" {request.id}", "dim")
        rows.append((f"{request.asker} > {request.asked}", said))
    return columns(rows)


def _follow_ups(report: Report, agreed: Sequence[FollowUp]) -> RenderableType:
    rows: list[tuple[RenderableType, ...]] = []
    for each in agreed:
        due = Text(f"due {short(each.due)}" if each.due else "no date")
        if each.overdue(report.day):
            due.append(" (overdue)", "bold red")
        said = Text(each.text).append_text(_cite(report, each.source))
        rows.append((due, said.append(f" {each.id}", "dim")))
    return columns(rows)


def _milestone(report: Report, step: Milestone) -> RenderableType:
    title = f"{step.stage or ' '} {step.title}"
    rows: list[tuple[RenderableType, ...]] = []
    for stated in step.dates:
        said = Text(f"{stated.state} {short(stated.when)}")
        if stated.state == "planned" and step.overdue(report.day):
            said.append(" (overdue)", "bold red")
        rows.append((said, Text.assemble((stated.note or "", "dim"), _cite(report, stated.source))))
    if not rows:
        rows.append((Text("not begun"), Text(step.note or "", "dim")))
    return Group(title, Padding(columns(rows), (0, 0, 0, 4)))


def _rules(section: Section) -> RenderableType:
    return columns(
        [(rule.name, Text(rule.expression, "bold"), rule.note or "") for rule in section.rules]
    )


def _notes(report: Report, section: Section) -> RenderableType:
    return columns(
        [
            (
                short(note.when),
                Text(f"{note.partner}: {note.text}" if note.partner else note.text).append_text(
                    _cite(report, note.source)
                ),
            )
            for note in section.notes
        ]
    )


def _cite(report: Report, source: str) -> Text:
    return Text(f" [{report.number_of(source)}]", "dim")


def _sources(report: Report) -> RenderableType:
    rows = []
    for number, source in enumerate(report.sources, start=1):
        parts = [source.title, source.publisher, short(source.when) if source.when else None]
        said = ", ".join(part for part in parts if part)
        rows.append((f"{number}.", Text(said).append(f" {source.address or ''}", "dim")))
    return columns(rows, right=(0,))
