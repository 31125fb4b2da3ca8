"""Turn a planned round into a held one, with what it did."""

from __future__ import annotations

from dataclasses import replace

from negotrack.domain.texts import line, optional
from negotrack.errors import Refused
from negotrack.record.add_round import RoundDraft, add_results, alike
from negotrack.record.dates import days
from negotrack.store.journal import Recording
from negotrack.store.tables import Round, RoundPartner


def plan_of(action: Recording, draft: RoundDraft) -> str | None:
    """Name the one planned round that a held one is, by partners, level and dates, or None."""
    held_alike = alike(action, draft, ("held",))
    plans = alike(action, draft, ("planned",))
    return plans[0] if draft.state == "held" and len(plans) == 1 and not held_alike else None


def hold_round(action: Recording, key: str, draft: RoundDraft, source: str) -> Round:
    """Write that a planned round took place; what the draft leaves out stays as planned.

    Raise Refused when the round is held or cancelled already.
    """
    planned = action.get(Round, key)
    if planned is None or planned.state not in ("planned", "postponed"):
        state = planned.state if planned else "unknown"
        raise Refused(f"The round {key} is {state}, not planned. Nothing was written.")
    said: dict[str, str | None] = {
        "level": draft.level,
        "mode": draft.mode,
        "label": line(draft.label, "label") if draft.label is not None else None,
        "place": line(draft.place, "place") if draft.place is not None else None,
        "heads": optional(draft.heads, "list of heads"),
        "summary": optional(draft.summary, "summary"),
    }
    new = {column: value for column, value in said.items() if value is not None}
    action.change(
        planned, state="held", track=draft.track, source=source, **new, **days(draft.when)
    )
    seated = action.rows("SELECT partner FROM round_partner WHERE round = :key", key=key)
    present = {row["partner"] for row in seated}
    for partner in dict.fromkeys(draft.partners):
        if partner not in present:
            action.add(
                RoundPartner(
                    round=key,
                    partner=partner,
                    negotiation=planned.negotiation,
                    latest=planned.latest,
                )
            )
    whole = replace(draft, partners=tuple(sorted(present | set(draft.partners))))
    add_results(action, planned, replace(whole, level=planned.level), source)
    return planned
