"""The parts of a report, each laid out from one section of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from negotrack.ask.agenda import FollowUp, Request
from negotrack.ask.chapters import Outcome
from negotrack.ask.milestones import Milestone
from negotrack.ask.report import Report, Section
from negotrack.ask.rounds import Round
from negotrack.domain.spoken import short
from negotrack.render.layout import columns
from negotrack.render.phrases import (
    round_line,
)

_RESULT_STYLE = {
    "agreed": "green",
    "major-progress": "green",
    "no-progress": "red",
    "setback": "bold red",
}


def chapters_part(report: Report, section: Section) -> RenderableType:
    """Lay out the chapters with their latest outcome and who stands where in them."""
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
        note.append_text(cite(report, chapter.latest.source))
        rows.append((chapter.title, result, short(chapter.latest.when), note))
    return columns(rows)


def _stands_in(report: Report, section: Section, chapter: str) -> Text:
    """Say where the partner stands in a chapter, or on a negotiation's page each that does."""
    said = Text()
    for each in section.chapter_standings:
        if each.chapter == chapter and each.standing.status and each.standing.source:
            said.append(", " if said else "")
            said.append("" if report.partner else f"{each.partner} ")
            said.append(each.standing.status).append_text(cite(report, each.standing.source))
    return said


def outcomes_part(report: Report, told: Sequence[Outcome]) -> RenderableType:
    """Lay out what rounds did for a partner as a whole."""
    return columns(
        [
            (
                short(outcome.when),
                outcome.partner or "",
                Text(outcome.result, _RESULT_STYLE.get(outcome.result, "")),
                Text(outcome.note or "").append_text(cite(report, outcome.source)),
            )
            for outcome in told
        ]
    )


def rounds_title(section: Section) -> str:
    """Head the rounds, and say when there are more than shown."""
    if section.rounds_in_all > len(section.rounds):
        return f"Rounds: the newest {len(section.rounds)} of {section.rounds_in_all:,}"
    return "Rounds"


def rounds_part(report: Report, section: Section) -> RenderableType:
    """Lay out the rounds, newest first, with what they did."""
    return Group(*(_round(report, section, held) for held in section.rounds))


def _round(report: Report, section: Section, held: Round) -> RenderableType:
    told = round_line(held, report.day)
    told.append_text(cite(report, held.source))
    heads = f"Heads: {held.heads}" if held.heads else None
    results = ", ".join(
        f"{outcome.chapter} {outcome.result}"
        for outcome in section.outcomes
        if outcome.round == held.id and outcome.chapter
    )
    outcomes = f"Outcomes: {results}" if results else None
    details = [Text(more, "dim") for more in (heads, held.summary, outcomes, held.note) if more]
    return Group(told, *(Padding(more, (0, 0, 0, 2)) for more in details))


def requests_part(report: Report, asked: Sequence[Request]) -> RenderableType:
    """Lay out the requests, both ways, with the last that was heard of each."""
    rows: list[tuple[RenderableType, ...]] = []
    for request in asked:
        heard = f"\n{request.state}, {short(request.when)}"
        said = Text.assemble(request.text, (heard, "yellow" if request.open else "dim"))
        if request.note:
            said.append(f": {request.note}", "dim")
        said.append_text(cite(report, request.source)).append(f" {request.id}", "dim")
        rows.append((f"{request.asker} > {request.asked}", said))
    return columns(rows)


def follow_ups_part(report: Report, agreed: Sequence[FollowUp]) -> RenderableType:
    """Lay out what is still to be done, overdue ones marked."""
    rows: list[tuple[RenderableType, ...]] = []
    for each in agreed:
        due = Text(f"due {short(each.due)}" if each.due else "no date")
        if each.overdue(report.day):
            due.append(" (overdue)", "bold red")
        said = Text(each.text).append_text(cite(report, each.source))
        rows.append((due, said.append(f" {each.id}", "dim")))
    return columns(rows)


def milestone_part(report: Report, step: Milestone) -> RenderableType:
    """Lay out a milestone with every statement of its date."""
    title = f"{step.stage or ' '} {step.title}"
    rows: list[tuple[RenderableType, ...]] = []
    for stated in step.dates:
        said = Text(f"{stated.state} {short(stated.when)}")
        if stated.state == "planned" and step.overdue(report.day):
            said.append(" (overdue)", "bold red")
        rows.append((said, Text.assemble((stated.note or "", "dim"), cite(report, stated.source))))
    if not rows:
        rows.append((Text("not begun"), Text(step.note or "", "dim")))
    return Group(title, Padding(columns(rows), (0, 0, 0, 4)))


def rules_part(section: Section) -> RenderableType:
    """Lay out the rules and whose they are."""
    return columns(
        [(rule.name, Text(rule.expression, "bold"), rule.note or "") for rule in section.rules]
    )


def notes_part(report: Report, section: Section) -> RenderableType:
    """Lay out the notes, newest first."""
    return columns(
        [
            (
                short(note.when),
                Text(f"{note.partner}: {note.text}" if note.partner else note.text).append_text(
                    cite(report, note.source)
                ),
            )
            for note in section.notes
        ]
    )


def cite(report: Report, source: str) -> Text:
    """Give the mark of the note that names a source."""
    return Text(f" [{report.number_of(source)}]", "dim")
