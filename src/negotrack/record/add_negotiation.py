"""Set up a negotiation; choose the one in use."""

from __future__ import annotations

from dataclasses import dataclass

from negotrack.domain.texts import line, optional
from negotrack.errors import Refused
from negotrack.record.taken import typed_code
from negotrack.store.journal import Recording
from negotrack.store.tables import Negotiation, Setting


@dataclass(frozen=True, slots=True)
class NegotiationDraft:
    """A negotiation as it is told."""

    code: str
    title: str
    kind: str
    closed_from: str
    applicant: str | None = None
    note: str | None = None
    electorate: int | None = None
    silent: str = "against"


def add_negotiation(action: Recording, draft: NegotiationDraft, source: str) -> Negotiation:
    """Write a negotiation; the first one of a store comes into use at once."""
    code = typed_code(draft.code, "negotiation")
    for known in action.rows("SELECT code FROM negotiation"):
        if known["code"].casefold() == code.casefold():
            raise Refused(f"The negotiation {known['code']} is there already. Nothing was written.")
    is_first = not action.rows("SELECT code FROM negotiation LIMIT 1")
    added = Negotiation(
        code=code,
        title=line(draft.title, "title"),
        kind=draft.kind,
        applicant=draft.applicant,
        closed_from=draft.closed_from,
        electorate=draft.electorate,
        silent=draft.silent,
        note=optional(draft.note, "note"),
        source=source,
    )
    action.add(added)
    if is_first:
        use_negotiation(action, code)
    return added


def use_negotiation(action: Recording, code: str) -> None:
    """Make a negotiation the one in use for everybody who opens this store."""
    chosen = action.get(Setting, "negotiation")
    if chosen is None:
        action.add(Setting(name="negotiation", value=code))
    else:
        action.change(chosen, value=code)
