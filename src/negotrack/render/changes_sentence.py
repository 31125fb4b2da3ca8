"""What is new in one sentence, as a minister's office asks for it every Monday."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from negotrack.ask.changes import Changes, News, Period
from negotrack.domain.dates import spoken, when
from negotrack.render.phrases import plural

# So many partners are named in the sentence; more of them are only counted.
NAMED_AT_MOST: Final = 8

# What is told of partners, whom the sentence names; and of things, which it counts.
_NAMED: Final = (
    ("closed", "closed", False),
    ("perhaps-closed", "perhaps closed", True),
    ("reopened", "reopened", False),
    ("reopened", "perhaps reopened", True),
)
_COUNTED: Final = {
    "status": ("other status change", "other status changes"),
    "round-held": ("round held", "rounds held"),
    "round-passed": (
        "planned round passed without a record",
        "planned rounds passed without a record",
    ),
    "follow-up-due": ("follow-up fell due", "follow-ups fell due"),
    "follow-up-done": ("follow-up done", "follow-ups done"),
    "milestone": ("milestone reached", "milestones reached"),
}
_HEARD: Final = {
    "raised": ("raised",),
    "answered": ("under-consideration", "accepted", "declined"),
    "withdrawn": ("withdrawn",),
}


def sentence(found: Changes) -> str:
    """Say what is new: "WTO, 9 to 15 May 2005: 2 closed (AU, DO), 3 rounds held."."""
    recorded = "recorded " if found.by_recording else ""
    clauses = ", ".join(_clauses(found)) or "nothing new"
    return f"{found.negotiation.code}, {recorded}{period_words(found.period)}: {clauses}."


def period_words(period: Period) -> str:
    """Say a period: "9 to 15 May 2005"."""
    days = spoken(when(f"{period.since.isoformat()}/{period.until.isoformat()}"))
    return days.replace("-", " to ")


def _clauses(found: Changes) -> Iterator[str]:
    for what, word, perhaps in _NAMED:
        if told := [e for e in found.news if e.what == what and e.perhaps is perhaps]:
            named = ", ".join(sorted(code for each in told for code in each.partners))
            yield f"{len(told)} {word}" + (f" ({named})" if len(told) <= NAMED_AT_MOST else "")
    for what, words in _COUNTED.items():
        yield from _counted([each for each in found.news if each.what == what], words)
    for word, states in _HEARD.items():
        heard = [e for e in found.news if e.what == "request" and e.state in states]
        yield from _counted(heard, (f"request {word}", f"requests {word}"))
    if found.corrections:
        yield plural(len(found.corrections), "statement corrected", "statements corrected")


def _counted(told: Sequence[News], words: tuple[str, str]) -> Iterator[str]:
    """Count what has happened for certain, and apart from it what perhaps has."""
    perhaps = sum(each.perhaps for each in told)
    if certain := len(told) - perhaps:
        yield plural(certain, *words) + (f" and perhaps {perhaps} more" if perhaps else "")
    elif perhaps:
        yield f"perhaps {plural(perhaps, *words)}"
