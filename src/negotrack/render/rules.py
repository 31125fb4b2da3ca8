"""Rules on the page: the question as it was asked, the verdict, a line per rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from negotrack.ask.blockers import Question
from negotrack.ask.negotiations import Negotiation
from negotrack.ask.rules import NamedRule
from negotrack.domain.rules import Judgement
from negotrack.domain.verdict import Verdict
from negotrack.errors import NegotrackError
from negotrack.render.layout import columns
from negotrack.render.phrases import day, heading, listed

MET: Final = {Verdict.YES: "bold green", Verdict.POSSIBLY: "bold yellow", Verdict.NO: "bold red"}


def question_heading(
    negotiation: Negotiation, rule: NamedRule | None, question: Question, counted: str = ""
) -> Text:
    """Head a page with the rule, the day, the count, and the world that is supposed."""
    title = f"{rule.name}: {rule.expression}" if rule else negotiation.title
    head = heading(negotiation.code, title)
    if rule and rule.note:
        head.append(f"\n{rule.note}", "dim")
    said = f"as of {day(question.day)}"
    head.append(f"\n{said}, {counted}" if counted else f"\n{said}", "dim")
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
    negotiation: Negotiation,
    question: Question,
    judged: Sequence[tuple[NamedRule, Judgement | NegotrackError]],
) -> Group:
    """Lay out a line per rule."""
    rows: list[tuple[RenderableType, ...]] = []
    for rule, found in judged:
        if isinstance(found, NegotrackError):
            problem = Text.assemble((rule.expression, "bold"), (f"\n{found}", "bold red"))
            rows.append((rule.name, problem))
            continue
        said = Text.assemble((rule.expression, "bold"), "\n", sentence_of(found))
        if found.indispensable and found.more_needed:
            said.append(f"\nIndispensable: {listed(sorted(found.indispensable))}.", "dim")
        rows.append((rule.name, said))
    return Group(question_heading(negotiation, None, question), Text(), columns(rows))
