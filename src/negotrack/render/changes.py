"""What is new: the sentence, then each part that has something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.text import Text

from negotrack.ask.changes import Changes, Correction, News
from negotrack.domain.dates import OPEN_FUTURE, OPEN_PAST, When
from negotrack.domain.excerpt import apart
from negotrack.domain.instants import spoken_time
from negotrack.domain.spoken import short
from negotrack.render.changes_sentence import sentence
from negotrack.render.chronicle import Chronicle, Line
from negotrack.render.history import NAMED_AT_MOST, partners_cell
from negotrack.render.layout import part
from negotrack.render.phrases import round_title, title_of

TITLES: Final = {
    "closed": "Closed",
    "perhaps-closed": "Perhaps closed",
    "reopened": "Reopened",
    "status": "Other status changes",
    "round-held": "Rounds held",
    "round-passed": "Planned rounds passed without a record",
    "follow-up-due": "Follow-ups fallen due",
    "follow-up-done": "Follow-ups done",
    "milestone": "Milestones reached",
    "request": "Requests raised or answered",
}
CORRECTED: Final = "Statements corrected"
LONGEST_VALUE: Final = 40
_DATES: Final = ("date", "agreed", "due", "done")
# What a fact says first, whatever its kind.
_TOLD: Final = ("chapter", "status", "result", "state", "date", "agreed", "text", "summary")
_TO_THE_MINUTE: Final = len("2025-11-14 18:02")
# What follows from another column of the same row, and would only repeat it.
_FOLLOWS: Final = ("earliest", "latest")


def changes_text(several: Sequence[Changes]) -> RenderableType:
    """Lay out what is new in each negotiation: a sentence, and what it counts."""
    parts: list[RenderableType] = []
    for found in several:
        parts += [_section(found), Text()]
    return Group(*parts[:-1])


def _section(found: Changes) -> Group:
    code, rest = found.negotiation.code, sentence(found)
    parts: list[RenderableType] = [Text.assemble((code, "bold cyan"), rest.removeprefix(code))]
    for what, title in TITLES.items():
        told = [_line(each, found.period.until) for each in found.news if each.what == what]
        parts += [part(title, Chronicle(told))] if told else []
    corrected = [_corrected(each) for each in found.corrections]
    parts += [part(CORRECTED, Chronicle(corrected))] if corrected else []
    return Group(*parts)


def _line(each: News, on: date) -> Line:
    cells = (
        short(each.when) if each.when else "",
        partners_cell(each.partners, asking=each.what == "request"),
    )
    return Line(cells, _words(each, on), "  ".join(filter(None, (each.id, each.source))))


def _words(each: News, on: date) -> Text:
    where = f"{each.chapter}: " if each.chapter else ""
    if each.held:
        named = each.partners if len(each.partners) > NAMED_AT_MOST else ()
        held = replace(each.held, partners=named)
        return Text(title_of(held)) if each.what == "round-passed" else round_title(held, on)
    if each.what in ("follow-up-due", "follow-up-done", "milestone"):
        words = Text(each.text or "")
    elif each.what == "request":
        words = Text(f"{where}{each.state}: {each.text}")
    else:
        return Text(f"{where}{_standing(each)}")
    return words.append(" (perhaps)", "yellow") if each.perhaps else words


def _standing(each: News) -> str:
    perhaps = "perhaps " if each.perhaps else ""
    was = f", was {each.former}" if each.former not in (None, each.state) else ""
    return f"{perhaps}{each.state or 'not recorded'}{was}"


def _corrected(each: Correction) -> Line:
    verb, style = ("removed", "red") if each.removed else ("changed", "yellow")
    said = Text.assemble(f"{each.kind} ", (verb, style), f": {'; '.join(corrected_words(each))}")
    if each.reason:
        said.append(f" ({each.reason})", "italic")
    recorded = spoken_time(each.recorded_at)[:_TO_THE_MINUTE]
    partners = partners_cell(each.partners, asking=each.kind.startswith("request"))
    return Line((recorded, partners), said, f"{each.id}  entry {each.entry} by {each.actor}")


def corrected_words(each: Correction) -> list[str]:
    """Say which fields differ, "date 9 Oct 2004 → Oct 2004"; of a removed fact what it said."""
    if each.removed:
        said = {name: before for name, before, _ in each.fields}
        told = (_value(name, said[name]) for name in _TOLD if name in said)
        return [apart(value, "", LONGEST_VALUE)[0] for value in told]
    shown = [field for field in each.fields if not field[0].endswith(_FOLLOWS)] or each.fields
    return [f"{name.replace('_', ' ')} {_turned(name, *values)}" for name, *values in shown]


def _turned(name: str, before: Any, after: Any) -> str:
    was, became = apart(_value(name, before), _value(name, after), LONGEST_VALUE)
    return f"{was} → {became}"


def _value(name: str, value: Any) -> str:
    if value is None:
        return "nothing"
    return short(When(str(value), OPEN_PAST, OPEN_FUTURE)) if name in _DATES else str(value)
