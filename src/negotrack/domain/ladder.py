"""The ladder of statuses: which words there are, in which order, and which ones people type."""

from __future__ import annotations

from typing import Final

from negotrack.domain.names import fold, nearest
from negotrack.errors import Misuse, NotFound

LADDER: Final = (
    "interested",
    "negotiating",
    "partly-agreed",
    "agreed-in-principle",
    "concluded",
    "initialled",
    "signed",
    "ratified",
    "deposited",
    "in-force",
)
BESIDE: Final = ("suspended", "objecting", "withdrawn", "not-applying")
OBJECTING: Final = "objecting"
STATUSES: Final = LADDER + BESIDE

# Words of the field that mean a rung: EU practice opens and (provisionally) closes chapters.
SYNONYMS: Final = {
    "opened": "negotiating",
    "open": "negotiating",
    "started": "negotiating",
    "requested": "interested",
    "agreed in principle": "agreed-in-principle",
    "provisionally closed": "concluded",
    "closed": "concluded",
    "completed": "concluded",
    "finished": "concluded",
    "initialed": "initialled",
    "approved": "ratified",
    "in force": "in-force",
    "entered into force": "in-force",
    "objected": "objecting",
    "frozen": "suspended",
}


def status_word(text: str) -> str:
    """Give the ladder's word for what was typed; raise NotFound with the nearest words."""
    wanted = fold(text)
    for status in STATUSES:
        if fold(status) == wanted:
            return status
    if wanted in SYNONYMS:
        return SYNONYMS[wanted]
    close = nearest(wanted, [*STATUSES, *SYNONYMS])
    hint = f"Nearest: {', '.join(close)}." if close else f"The words are: {', '.join(STATUSES)}."
    raise NotFound(f"'{text}' is not a status. {hint}")


def rung_word(text: str) -> str:
    """Give the rung that was typed; raise Misuse for what stands beside the ladder."""
    status = status_word(text)
    if status not in LADDER:
        raise Misuse(f"'{status}' stands beside the ladder and closes nobody. Take a rung of it.")
    return status


def rung(status: str) -> int | None:
    """Count the rung of a status from 0, or None when it stands beside the ladder."""
    return LADDER.index(status) if status in LADDER else None


def reaches(status: str | None, goal: str) -> bool:
    """Say whether a status is the goal's rung or a higher one; beside the ladder is never."""
    return status in LADDER[LADDER.index(goal) :]
