"""The blockers: whom the rule waits for, the indispensable ones first."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from negotrack.ask.blockers import Blocker, Blockers
from negotrack.ask.rounds import Round
from negotrack.domain.spoken import short
from negotrack.domain.verdict import Verdict
from negotrack.render.layout import listing, part
from negotrack.render.phrases import count_line, day, heading, listed, plural

_MET = {
    Verdict.YES: ("Met", "bold green"),
    Verdict.POSSIBLY: ("Possibly met: it hangs on dates that are not known", "bold yellow"),
    Verdict.NO: ("Not met", "bold red"),
}


def blockers_text(found: Blockers) -> Group:
    """Lay out whom a rule waits for and why."""
    indispensable = [b for b in found.blockers if b.indispensable]
    helpful = [b for b in found.blockers if not b.indispensable]
    parts: list[RenderableType] = [_heading(found), Text(), _verdict(found, indispensable, helpful)]
    if indispensable:
        parts.append(part(f"Indispensable: {len(indispensable)}", _table(indispensable)))
    if helpful:
        more = found.judgement.more_needed
        parts.append(part(f"{more} more of these {len(helpful)}", _table(helpful)))
    return Group(*parts)


def _heading(found: Blockers) -> Text:
    head = heading(found.negotiation.code, f"{found.rule.name}: {found.rule.expression}")
    if found.rule.note:
        head.append(f"\n{found.rule.note}", "dim")
    return head.append(f"\nas of {day(found.day)}", "dim")


def _verdict(found: Blockers, indispensable: Sequence[Blocker], helpful: Sequence[Blocker]) -> Text:
    word, style = _MET[found.judgement.met]
    said = Text.assemble((word, style), ". ")
    said.append(count_line(found.closed, found.total, found.negotiation.closed_from) + ".")
    if not found.total:
        return said.append(" There are no participants yet.")
    if found.judgement.met is Verdict.YES:
        return said
    codes = [blocker.member.partner for blocker in indispensable]
    if codes and helpful:
        said.append(
            f" {listed(codes)} {'are' if len(codes) > 1 else 'is'} indispensable, and "
            f"{found.judgement.more_needed} more of the other {len(helpful)} "
            f"{'are' if found.judgement.more_needed != 1 else 'is'} needed."
        )
    elif codes:
        said.append(f" It waits for {plural(len(codes), 'participant')}, each indispensable.")
    else:
        said.append(
            f" {found.judgement.more_needed} more of {len(helpful)} are needed, "
            "none of them indispensable."
        )
    for sentence in found.judgement.sentences if len(found.judgement.sentences) > 1 else ():
        said.append(f"\n  {sentence}", "dim")
    return said


def _table(blockers: Sequence[Blocker]) -> RenderableType:
    with_chapters = any(blocker.chapters for blocker in blockers)
    with_last = any(blocker.last for blocker in blockers)
    with_next = any(blocker.next for blocker in blockers)
    headings = ["", "Name", "Status", "Since"]
    headings += ["Open chapters"] if with_chapters else []
    headings += ["Last round"] if with_last else []
    headings += ["Next round"] if with_next else []
    rows: list[list[RenderableType]] = []
    for blocker in blockers:
        row: list[RenderableType] = [
            Text(blocker.member.partner, "bold"),
            blocker.member.name,
            _status(blocker),
            _since(blocker),
        ]
        row += [", ".join(blocker.chapters)] if with_chapters else []
        row += [_on(blocker.last)] if with_last else []
        row += [_on(blocker.next)] if with_next else []
        rows.append(row)
    return listing(headings, rows)


def _status(blocker: Blocker) -> str:
    stands = blocker.member.standing
    if stands.perhaps and stands.closed is Verdict.POSSIBLY:
        return f"perhaps {stands.perhaps.status}"
    return stands.status or "not recorded"


def _since(blocker: Blocker) -> str:
    stands = blocker.member.standing
    if stands.perhaps and stands.closed is Verdict.POSSIBLY:
        return short(stands.perhaps.when)
    return short(stands.since) if stands.since else ""


def _on(held: Round | None) -> str:
    return short(held.when) if held else ""
