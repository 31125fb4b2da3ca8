"""The board: how a negotiation stands, read at a glance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from negotrack.ask.board import Board, Glance
from negotrack.ask.standings import Member
from negotrack.domain.ladder import LADDER
from negotrack.domain.spoken import short
from negotrack.domain.verdict import Verdict
from negotrack.domain.vocabulary import ROLES_WITHOUT_A_SAY
from negotrack.render.bar import Bar
from negotrack.render.layout import columns, labelled, part
from negotrack.render.listing import Listing
from negotrack.render.phrases import (
    CLOSED_STYLE,
    count_line,
    day,
    heading,
    listed,
    plural,
    round_line,
)

NAMED_AT_MOST = 4


def board_text(board: Board, others: Sequence[Glance], *, with_members: bool) -> Group:
    """Lay out the board of a negotiation, and a line for each other one."""
    rows: list[tuple[str, RenderableType]] = [
        ("Closed", _closed(board)),
        ("", Text()),
        ("Rule", _rule(board)),
    ]
    rows += [("Last", round_line(board.last, board.day))] if board.last else []
    rows += [("Next", round_line(board.next, board.day) if board.next else "nothing planned")]
    rows += [("Planned", _planned(board))] if _plans(board) else []
    rows += [("Chapters", _chapters(board))] if board.chapters else []
    parts: list[RenderableType] = [_heading(board), Text(), labelled(rows)]
    if with_members:
        parts.append(part("Participants", members_table(board.members)))
    if others:
        parts.append(part("Other negotiations", _others(others, board)))
    recorded = f"Last recorded event: {board.last_event}." if board.last_event else "No event yet."
    return Group(*parts, Text(), Text(recorded, "dim"))


def boards_text(boards: Sequence[Board], *, with_members: bool) -> Group:
    """Lay out the boards of several negotiations, one below the other."""
    parts: list[RenderableType] = []
    for each in boards:
        parts += [board_text(each, (), with_members=with_members), Text()]
    return Group(*parts[:-1])


def members_table(
    members: Sequence[Member], cite: Callable[[str], Text] | None = None
) -> RenderableType:
    """Lay out a row per participant: where it stands, since when, and whether it is closed.

    `cite` gives the mark of a source's note, on pages that have notes.
    """
    return Listing(
        ("", "Name", "Status", "Since", "Closed"),
        [
            (
                Text(member.partner, "bold"),
                member.name,
                _status_words(member, cite),
                short(member.standing.since) if member.standing.since else "",
                Text(member.closed.word, CLOSED_STYLE[member.closed]),
            )
            for member in members
        ],
    )


def _heading(board: Board) -> Text:
    about = board.negotiation
    head = heading(about.code, about.title)
    line = [about.kind]
    if board.stage:
        line.append(f"stage {board.stage.stage} of {board.stages}: {board.stage.title}")
    return head.append("\n" + ", ".join(line)).append(f"\nas of {day(board.day)}", "dim")


def _closed(board: Board) -> RenderableType:
    if not board.total:
        return "no participants yet"
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for member in board.members:
        groups[_group(member)].append(member.partner)
    counted = columns(
        [
            (group, str(len(groups[group])), Text(" ".join(groups[group])))
            for group in sorted(groups, key=_height)
        ],
        right=(1,),
    )
    count = Text(count_line(board.closed, board.total, board.negotiation.closed_from))
    count.stylize("bold", 0, len(count.plain.split(" of ")[0]))
    return Group(count, Bar(*board.closed, board.total), counted)


def _group(member: Member) -> str:
    if not member.has_a_say:
        return member.role
    status, _, perhaps = member.standing.stated
    return f"perhaps {status}" if perhaps else status or "not recorded"


def _height(group: str) -> tuple[int, bool]:
    """Put the highest rung first, what is only perhaps reached after it, the unrecorded last."""
    status = group.removeprefix("perhaps ")
    if status in LADDER:
        return (len(LADDER) - LADDER.index(status), status != group)
    later = ("not recorded", *ROLES_WITHOUT_A_SAY)
    return (len(LADDER) + 1 + (later.index(status) + 1 if status in later else 0), status != group)


def _status_words(member: Member, cite: Callable[[str], Text] | None) -> Text:
    stands = member.standing
    words = Text(stands.status or "not recorded")
    if cite and stands.source:
        words.append_text(cite(stands.source))
    if stands.perhaps:
        words.append(f"; perhaps {stands.perhaps.status} ({short(stands.perhaps.when)})")
    return words


def _rule(board: Board) -> Text:
    named = Text(f"{board.rule.name} ({board.rule.expression}): ")
    if not board.members:
        return named.append("nobody to wait for yet")
    if board.judgement.met is Verdict.YES:
        return named.append("met", "bold green")
    if board.judgement.met is Verdict.POSSIBLY:
        return named.append("possibly met", "bold yellow")
    named.append("not met", "bold red")
    waiting = board.judgement.outstanding
    if 0 < len(waiting) <= NAMED_AT_MOST:
        return named.append(f", waits for {listed(waiting)}")
    return named.append(f", waits for {plural(len(waiting), 'participant')}")


def _plans(board: Board) -> list[tuple[RenderableType, ...]]:
    rows: list[tuple[RenderableType, ...]] = []
    for step in board.milestones:
        if step.planned:
            title = Text(step.title)
            if step.overdue(board.day):
                title.append(" (overdue)", "bold red")
            rows.append((short(step.planned.when), title))
    return rows


def _planned(board: Board) -> RenderableType:
    return columns(_plans(board))


def _chapters(board: Board) -> RenderableType:
    by_result: defaultdict[str, list[str]] = defaultdict(list)
    for chapter in board.chapters:
        by_result[chapter.latest.result if chapter.latest else "no outcome yet"].append(
            chapter.code
        )
    return columns([(result, Text(", ".join(codes))) for result, codes in by_result.items()])


def _others(others: Sequence[Glance], board: Board) -> RenderableType:
    rows: list[tuple[RenderableType, ...]] = []
    for other in others:
        counted = count_line(other.closed, other.total, other.negotiation.closed_from)
        moved = Text()
        if other.next:
            moved = Text("next: ").append_text(round_line(other.next, board.day))
        elif other.last:
            moved = Text("last: ").append_text(round_line(other.last, board.day))
        rows.append((Text(other.negotiation.code, "bold cyan"), counted, moved))
    return columns(rows)
