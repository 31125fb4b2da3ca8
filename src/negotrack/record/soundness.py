"""What must hold of an amended fact: the rules under which it could have been recorded so.

Only what was changed is judged: a fact that was odd before may be corrected elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from negotrack.errors import Misuse, Refused
from negotrack.record.add_participant import refuse_blocking
from negotrack.record.add_request import refuse_asking_itself, refuse_before_raised
from negotrack.record.dates import refuse_ahead, refuse_before, when_of
from negotrack.record.described import described, listed
from negotrack.record.fact import Fact, columns_of
from negotrack.record.partner_names import refuse_anothers
from negotrack.record.rounds import refuse_elsewhere
from negotrack.record.set_status import refuse_said_before
from negotrack.store.journal import Recording
from negotrack.store.tables import StatusChange

Changed = frozenset[str]


def refuse_unsound(action: Recording, before: Fact, after: Fact) -> None:
    """Raise Refused or Misuse when a fact could not be recorded as it is after an amendment."""
    fields = after.kind.fields
    changed = frozenset(each.name for each in fields if before.text(each) != after.text(each))
    if "round" in changed:
        refuse_elsewhere(action, after.negotiation or "", after.row["round"])
    check = _CHECKS.get(after.kind.name)
    if check and changed:
        check(action, after, changed)


def refuse_without_raising(action: Recording, request: str) -> None:
    """Raise Refused for a request that nobody has raised."""
    if not action.rows(
        "SELECT id FROM request_change WHERE request = :request AND state = 'raised'",
        request=request,
    ):
        raise Refused(
            f"Nothing would say that the request {request} was raised. "
            "Correct this statement, or remove the request; nothing was written."
        )


def _round(action: Recording, held: Fact, changed: Changed) -> None:
    state = held.row["state"]
    if state == "held" and changed & {"date", "state"}:
        refuse_ahead(when_of(held.row), "A round is held")
    if state == "held" or not changed & {"state", "outcome"}:
        return
    results = [
        (kind, str(row["id"]), described(table, columns_of(row)))
        for kind, table in (("outcome", "outcome"), ("status", "status_change"))
        for row in action.rows(f"SELECT * FROM {table} WHERE round = :round", round=held.key[0])
    ]
    if results:
        refusal = Refused(
            f"A {state} round has no results, and {held.name} has these. "
            "Remove or amend them first; nothing was written:"
        )
        refusal.below = listed(results)
        raise refusal


def _outcome(action: Recording, outcome: Fact, _changed: Changed) -> None:
    chapter, partner = outcome.row["chapter"], outcome.row["partner"]
    if not chapter and not partner:
        raise Misuse("An outcome is of a chapter or of a partner. Leave one of them.")
    twins = action.rows(
        "SELECT id FROM outcome WHERE round = :round AND id <> :id"
        " AND coalesce(chapter, '') = :chapter AND coalesce(partner, '') = :partner",
        round=outcome.row["round"],
        id=outcome.key[0],
        chapter=chapter or "",
        partner=partner or "",
    )
    if twins:
        raise Refused(
            f"The round has an outcome for {chapter or partner} already, {twins[0]['id']}. "
            "Amend that one, or add a note to it; nothing was written."
        )


def _status(action: Recording, said: Fact, changed: Changed) -> None:
    if changed & {"status", "date"}:
        refuse_ahead(when_of(said.row), f"{said.row['partner']} is said to be {said.row['status']}")
    statement = action.get(StatusChange, *said.key)
    if statement is not None:
        refuse_said_before(action, statement)


def _request(_action: Recording, request: Fact, _changed: Changed) -> None:
    refuse_asking_itself(request.row["asker"], request.row["asked"])


def _request_change(action: Recording, said: Fact, changed: Changed) -> None:
    request = said.row["request"]
    refuse_without_raising(action, request)
    if not changed & {"state", "date"}:
        return
    refuse_ahead(when_of(said.row), f"The request is said to be {said.row['state']}")
    # The day it was raised may have moved behind what became of it: each is looked at.
    for row in action.rows(
        "SELECT date, earliest, latest FROM request_change"
        " WHERE request = :request AND state <> 'raised'",
        request=request,
    ):
        refuse_before_raised(action, request, when_of(row))


def _follow_up(_action: Recording, agreed: Fact, changed: Changed) -> None:
    is_done = agreed.row["done"] is not None
    if agreed.row["done_note"] and not is_done:
        raise Refused(
            f"The follow-up {agreed.name} would not be done, yet have a note on how it was. "
            "Say --clear done-note as well; nothing was written."
        )
    if is_done and changed & {"done", "agreed"}:
        done = when_of(agreed.row, "done", "done_")
        refuse_ahead(done, "It is said to be done")
        refuse_before(done, when_of(agreed.row, "agreed"), "The follow-up was agreed")


def _partner(action: Recording, partner: Fact, _changed: Changed) -> None:
    refuse_anothers(action, partner.row["code"], [partner.row["name"]], partner.row["alpha3"])


def _alias(action: Recording, alias: Fact, _changed: Changed) -> None:
    refuse_anothers(action, alias.row["partner"], [alias.row["name"]])


def _participant(_action: Recording, seat: Fact, _changed: Changed) -> None:
    refuse_blocking(seat.row["role"], may_block=bool(seat.row["may_block"]))


_CHECKS: Final[Mapping[str, Callable[[Recording, Fact, Changed], None]]] = {
    "round": _round,
    "outcome": _outcome,
    "status": _status,
    "request": _request,
    "request-change": _request_change,
    "follow-up": _follow_up,
    "partner": _partner,
    "alias": _alias,
    "participant": _participant,
}
