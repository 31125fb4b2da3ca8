"""The blockers: whom the rule waits for, the indispensable ones first."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from negotrack.ask.blockers import Blocker, Blockers
from negotrack.ask.rounds import Round
from negotrack.domain.rules import LimbJudgement
from negotrack.domain.spoken import short
from negotrack.domain.verdict import Verdict
from negotrack.render.layout import part
from negotrack.render.listing import Listing
from negotrack.render.phrases import count_line, listed, plural
from negotrack.render.rules import question_heading, sentence_of

# Sets of more participants than this are told by their number alone.
SHOWN_AT_MOST = 12


def blockers_text(found: Blockers) -> Group:
    """Lay out whom a rule waits for and why."""
    indispensable = [b for b in found.blockers if b.indispensable]
    helpful = [b for b in found.blockers if not b.indispensable]
    counted = count_line(found.closed, found.total, found.negotiation.closed_from)
    head = question_heading(found.negotiation, found.rule, found.question, counted)
    parts: list[RenderableType] = [head, Text(), _verdict(found, indispensable, helpful)]
    if indispensable:
        parts.append(part(f"Indispensable: {len(indispensable)}", _table(indispensable)))
    if helpful:
        able = found.judgement.smallest.example is not None
        title = f"{_more(found)} of these {len(helpful)}" if able else "Outstanding"
        parts.append(part(title, _table(helpful)))
    return Group(*parts)


def _more(found: Blockers) -> str:
    bound = "" if found.judgement.smallest.exact else "at most "
    return f"{bound}{found.judgement.more_needed} more"


def _verdict(found: Blockers, indispensable: Sequence[Blocker], helpful: Sequence[Blocker]) -> Text:
    if not found.total:
        return Text("There are no participants yet.")
    said = sentence_of(found.judgement)
    if found.judgement.met is Verdict.YES:
        return said
    said.append(f"\n{_needed(found, indispensable, helpful)}")
    if found.judgement.objecting:
        said.append(f"\nFormally objecting: {listed(found.judgement.objecting)}.", "bold red")
    alternatives = found.judgement.limbs
    for number, limb in enumerate(alternatives, start=1):
        if len(alternatives) > 1:
            said.append(_by_limb(limb, number))
        if limb.conditions:
            said.append(f"\nWaits for time as well: {'; '.join(limb.conditions)}.")
    return said.append(_smallest(found))


def _needed(found: Blockers, indispensable: Sequence[Blocker], helpful: Sequence[Blocker]) -> str:
    verb = "is" if found.judgement.more_needed == 1 else "are"
    codes = [blocker.member.partner for blocker in indispensable]
    if found.judgement.smallest.example is None:
        return "No closing of participants can meet it."
    if codes and helpful:
        return (
            f"{listed(codes)} {'is' if len(codes) == 1 else 'are'} indispensable, and "
            f"{_more(found)} of the other {len(helpful)} {verb} needed."
        )
    if codes:
        return f"It waits for {plural(len(codes), 'participant')}, each indispensable."
    if not found.judgement.more_needed:
        return "It waits for no participant."
    return (
        f"{_more(found)} of {len(helpful)} {verb} needed, none of them indispensable.".capitalize()
    )


def _by_limb(limb: LimbJudgement, number: int) -> str:
    if limb.more_needed is None:
        return f"\nAlternative {number}: no closing can meet it."
    whom = f" of {len(limb.outstanding)}" if limb.more_needed else ""
    return f"\nAlternative {number}: {plural(limb.more_needed, 'participant')}{whom}."


def _smallest(found: Blockers) -> str:
    """Say the smallest sets where the rule asks for more than one thing."""
    sets, limbs = found.judgement.smallest, found.judgement.limbs
    asks_once = len(limbs) == 1 and len(limbs[0].sentences) == 1
    if asks_once or not sets.example or not found.judgement.more_needed:
        return ""
    if sets.count is None:
        known = "" if sets.exact else "at most "
        counted = f"The smallest sets have {known}{sets.size}; there are too many to count"
    else:
        counted = f"{plural(sets.count, 'smallest set')} of {sets.size}"
    if len(sets.example) > SHOWN_AT_MOST:
        return f"\n{counted}."
    return f"\n{counted}, such as {listed(sets.example)}."


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
    return Listing(headings, rows)


def _status(blocker: Blocker) -> str:
    status, _, perhaps = blocker.member.standing.stated
    return f"perhaps {status}" if perhaps else status or "not recorded"


def _since(blocker: Blocker) -> str:
    _, when, _ = blocker.member.standing.stated
    return short(when) if when else ""


def _on(held: Round | None) -> str:
    return short(held.when) if held else ""
