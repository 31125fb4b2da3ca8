"""Rules on the page: the question as it was asked, the verdict, a line per rule, path and power."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from negotrack.ask.blockers import Question
from negotrack.ask.negotiations import Negotiation
from negotrack.ask.path import Path, Step
from negotrack.ask.power import PowerTable
from negotrack.ask.rules import NamedRule
from negotrack.domain.rules import Judgement
from negotrack.domain.verdict import Verdict
from negotrack.render.layout import columns
from negotrack.render.listing import Listing
from negotrack.render.phrases import CLOSED_STYLE, day, heading, listed

MET: Final = {Verdict.YES: "bold green", Verdict.POSSIBLY: "bold yellow", Verdict.NO: "bold red"}


def question_heading(negotiation: Negotiation, rule: NamedRule | None, question: Question) -> Text:
    """Head a page with the rule, the day, and the world that is supposed."""
    title = f"{rule.name}: {rule.expression}" if rule else negotiation.title
    head = heading(negotiation.code, title)
    if rule and rule.note:
        head.append(f"\n{rule.note}", "dim")
    head.append(f"\nas of {day(question.day)}", "dim")
    if question.counting:
        head.append(f", counting {question.counting} as closed", "dim")
    if question.suppositions:
        worlds = "; ".join(str(each) for each in question.suppositions)
        head.append(f"\nWhat if: {worlds}. Nothing of this is recorded.", "bold magenta")
    return head


def sentence_of(judgement: Judgement) -> Text:
    """Say the verdict and its reasons, the verdict marked."""
    word, colon, reasons = judgement.sentence.partition(":")
    return Text.assemble((word, MET[judgement.met]), colon, reasons)


def rules_text(
    negotiation: Negotiation, question: Question, judged: Sequence[tuple[NamedRule, Judgement]]
) -> Group:
    """Lay out a line per rule."""
    rows: list[tuple[RenderableType, ...]] = []
    for rule, found in judged:
        said = Text.assemble((rule.expression, "bold"), "\n", sentence_of(found))
        if found.indispensable and found.more_needed:
            said.append(f"\nIndispensable: {listed(sorted(found.indispensable))}.", "dim")
        rows.append((rule.name, said))
    return Group(question_heading(negotiation, None, question), Text(), columns(rows))


def path_text(found: Path) -> Group:
    """Lay out the days on which the answer changed."""
    rows: list[list[RenderableType]] = []
    for step in found.steps:
        certain, at_most = step.closed
        counted = str(certain) if certain == at_most else f"{certain}, up to {at_most}"
        met = Text(step.met.word, CLOSED_STYLE[step.met])
        rows.append([day(step.day), counted, str(step.left), met, _changes(step)])
    head = question_heading(found.negotiation, found.rule, found.question)
    if not rows:
        return Group(head, Text("\nNothing is recorded yet."))
    return Group(head, Text(), Listing(("Day", "Closed", "Left", "Met", "What changed"), rows))


def _changes(step: Step) -> str:
    said = [f"closed: {' '.join(step.now_closed)}"] if step.now_closed else []
    said += [f"perhaps: {' '.join(step.perhaps_closed)}"] if step.perhaps_closed else []
    said += [f"reopened: {' '.join(step.reopened)}"] if step.reopened else []
    return "; ".join(said)


def power_text(found: PowerTable) -> Group:
    """Lay out everybody's Banzhaf index, the heaviest first."""
    rows: list[list[RenderableType]] = [
        [
            Text(weight.partner, "bold"),
            found.members[weight.partner].name,
            str(found.members[weight.partner].votes),
            f"{weight.index:.2%}",
            f"{weight.decisive:.2%}",
            Text("veto" if weight.veto else "", "bold red"),
        ]
        for weight in found.power.weights
    ]
    head = question_heading(found.negotiation, found.rule, found.question)
    table = Listing(("", "Name", "Votes", "Index", "Decisive", ""), rows)
    return Group(head, Text(), table, Text(), Text(_how(found), "dim"))


def _how(found: PowerTable) -> str:
    said = (
        "Index: the part of all decisive cases (Banzhaf). Decisive: how often its closing meets "
        "the rule, over every set of the others."
    )
    if found.power.samples:
        said += (
            f" Estimated from {found.power.samples:,} sets drawn at random: "
            f"'decisive' is right to within {found.power.error:.2%}."
        )
    return said
