"""Add a milestone, or one more statement of when it is planned or was reached."""

from __future__ import annotations

from dataclasses import dataclass

from negotrack.domain.dates import When
from negotrack.domain.identity import random_id
from negotrack.domain.texts import line, optional
from negotrack.errors import Refused
from negotrack.record.dates import days
from negotrack.record.taken import typed_code
from negotrack.store.journal import Recording
from negotrack.store.tables import Milestone, MilestoneDate


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    """A milestone as it is told; without a date it is only known to be one."""

    negotiation: str
    code: str
    title: str | None = None
    stage: int | None = None
    state: str = "planned"
    when: When | None = None
    note: str | None = None


def add_milestone(action: Recording, draft: MilestoneDraft, source: str) -> Milestone:
    """Write a milestone and what is said of its date; two sources that differ are both kept."""
    code = typed_code(draft.code, "milestone")
    step = action.get(Milestone, draft.negotiation, code)
    if step is not None and draft.when is None:
        raise Refused(
            f"The milestone {code} is there already. Say --reached or --planned with a date."
        )
    note = optional(draft.note, "note")
    if step is None:
        step = Milestone(
            negotiation=draft.negotiation,
            code=code,
            title=line(draft.title, "title")
            if draft.title is not None
            else code.replace("-", " ").capitalize(),
            stage=draft.stage,
            note=None if draft.when else note,
            source=source,
        )
        action.add(step)
    if draft.when:
        action.add(
            MilestoneDate(
                id=random_id(),
                negotiation=draft.negotiation,
                milestone=code,
                state=draft.state,
                note=note,
                source=source,
                **days(draft.when),
            )
        )
    return step
