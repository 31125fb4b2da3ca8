"""Turn a planned round into a held one, with what it did."""

from __future__ import annotations

from dataclasses import replace

from negotrack.domain.texts import line, optional
from negotrack.errors import Refused
from negotrack.record.add_round import RoundDraft, add_results, alike
from negotrack.record.dates import days, refuse_ahead, when_of_columns
from negotrack.store.journal import Recording
from negotrack.store.tables import Round, RoundPartner


def plan_of(action: Recording, draft: RoundDraft) -> str | None:
    """Name the one planned round that a held one is, by partners, level and dates, or None."""
    if draft.state != "held" or alike(action, draft, ("held",)):
        return None
    plans = alike(action, draft, ("planned",))
    planned = action.get(Round, plans[0]) if len(plans) == 1 else None
    if planned is None or (planned.mode and draft.mode and planned.mode != draft.mode):
        return None
    return planned.id


def hold_round(action: Recording, key: str, draft: RoundDraft, source: str) -> Round:
    """Write that a planned round took place; what the draft leaves out stays as planned.

    The note keeps what the plan's own source had said. Raise Refused when the round is held or
    cancelled already, or is held on a day to come.
    """
    refuse_ahead(draft.when, "A round is held")
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
    plan = f"Planned for {when_of_columns(planned)} according to {planned.source}."
    action.change(
        planned,
        state="held",
        track=draft.track,
        source=source,
        note=f"{planned.note} {plan}" if planned.note else plan,
        **new,
        **days(draft.when),
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
