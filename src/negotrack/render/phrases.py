"""Say the things of a negotiation in a few words, the same words on every page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from negotrack.ask.rounds import Round
from negotrack.domain.spoken import day_in_words, short
from negotrack.domain.verdict import Verdict

_LEVELS = {
    "technical": "technical round",
    "chief-negotiator": "chief negotiators' round",
    "ministerial": "ministerial session",
    "leaders": "leaders' meeting",
    "working-party": "Working Party meeting",
}
_MODES = {"online": "online", "hybrid": "partly online", "phone": "by phone"}
CLOSED_STYLE = {Verdict.YES: "green", Verdict.POSSIBLY: "yellow", Verdict.NO: ""}


def day(of: date) -> str:
    """Say a plain day."""
    return day_in_words(of)


def title_of(held: Round) -> str:
    """Name a round: "technical round 5", "bilateral round with CN, Beijing"."""
    name = _LEVELS.get(held.level or "", f"{held.track} round")
    if held.label:
        name = f"{name} {held.label}"
    if held.partners:
        name = f"{name} with {', '.join(held.partners)}"
    parts = [name, _MODES.get(held.mode or ""), held.place]
    return ", ".join(part for part in parts if part)


def heading(code: str, title: str) -> Text:
    """Head a page or a part of it with a code and what it stands for."""
    return Text.assemble((f"{code}  ", "bold cyan"), (title, "bold"))


def round_line(held: Round, on: date) -> Text:
    """Say when and what a round was, and whether it is overdue or may still be going on."""
    return Text(f"{short(held.when)}, ").append_text(round_title(held, on))


def round_title(held: Round, on: date) -> Text:
    """Name a round, and say where it stands unless it was held or is still ahead."""
    line = Text(title_of(held))
    if held.overdue(on):
        line.append(" (overdue)", "bold red")
    elif held.under_way(on):
        line.append(" (under way or just held)", "yellow")
    elif held.state not in ("held", "planned"):
        line.append(f" ({held.state})", "yellow")
    return line


def count_line(closed: tuple[int, int], total: int, rung: str) -> str:
    """Say how many are closed: "6 of 27", "1 for certain, up to 6, of 27"."""
    certain, at_most = closed
    if certain == at_most:
        return f"{certain} of {total} {rung}"
    return f"{certain} of {total} {rung} for certain, up to {at_most}"


def listed(codes: Sequence[str]) -> str:
    """List codes the way people read them: "CA, JP and US"."""
    *others, last = codes
    return f"{', '.join(others)} and {last}" if others else last


def plural(count: int, one: str, many: str | None = None) -> str:
    """Say a count with its noun: "1 round", "3 rounds"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
