"""Which statements were corrected, by whom, and why?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from negotrack.ask.history.stretch import listed
from negotrack.ask.journal import RowChange, undone
from negotrack.domain.instants import Instant
from negotrack.domain.kinds import kind_of
from negotrack.store.entries import OWN
from negotrack.store.reader import Reader, Row, first

_SEAT: Final = "round_partner"
_FACTS: Final = ", ".join(
    f"'{table}'"
    for table in (
        *("round", "outcome", "status_change", "milestone_date"),
        *("request", "request_change", "follow_up", "note"),
    )
)
# Rows of facts that were there before; and seats given or taken at a round that was there before,
# is there after, and was not held in between, which gives seats as well.
_CORRECTED: Final = f"""
SELECT e.id, e.recorded_at, e.actor, e.reason, c.table_name, c.row_key, c.before, c.after
FROM entry e JOIN change c ON c.entry = e.id
WHERE e.recorded_at >= :since AND e.recorded_at <= :until AND e.{OWN} AND (
  (c.before IS NOT NULL AND c.table_name IN ({_FACTS}))
  OR (c.table_name = '{_SEAT}' AND (c.before IS NULL OR c.after IS NULL) AND NOT EXISTS (
    SELECT 1 FROM change r WHERE r.entry = c.entry AND r.table_name = 'round'
    AND r.row_key = json_extract(coalesce(c.after, c.before), '$.round')
    AND (r.before IS NULL OR r.after IS NULL
         OR json_extract(r.before, '$.state') <> json_extract(r.after, '$.state')))))
ORDER BY e.recorded_at, e.id, c.position
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """A fact that was changed, or taken away, after it had been recorded.

    `id` and `kind` are as other commands take them; `fields` the columns that differ, each with
    its value before and after, or all that a removed fact said, with None after.
    """

    kind: str
    id: str
    partners: tuple[str, ...]
    removed: bool
    fields: tuple[tuple[str, Any, Any], ...]
    entry: str
    recorded_at: str
    actor: str
    reason: str | None


def corrections(
    reader: Reader, negotiation: str, since: Instant, until: Instant
) -> list[Correction]:
    """Give the corrections of a negotiation's facts recorded within a time, oldest first.

    A plan that was held and a follow-up that was done only went on; and what was recorded and
    taken back within the time cancels out.
    """
    without = undone(reader) | _cancelling(reader, since, until)
    found: dict[tuple[str, str, str], Correction] = {}
    for row in reader.rows(_CORRECTED, since=since.text, until=until.text):
        change = RowChange(*(row["table_name"], row["row_key"]), *_read(row))
        if row["id"] in without or _went_on(change):
            continue
        of, partners = _concerns(reader, change)
        if of == negotiation:
            each = _correction(row, change, partners)
            place = (each.entry, each.kind, each.id)
            known = found.get(place)
            found[place] = replace(known, fields=known.fields + each.fields) if known else each
    return list(found.values())


def _read(row: Row) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    before, after = row["before"], row["after"]
    return json.loads(before) if before else None, json.loads(after) if after else None


def _cancelling(reader: Reader, since: Instant, until: Instant) -> set[str]:
    """Name the entries that take back only what was recorded within the same time."""
    return {
        row["entry"]
        for row in reader.rows(
            "SELECT u.entry FROM entry e JOIN undoing u ON u.entry = e.id"
            " JOIN entry t ON t.id = u.undone"
            " WHERE e.recorded_at >= :since AND e.recorded_at <= :until"
            " GROUP BY u.entry HAVING min(t.recorded_at) >= :since",
            since=since.text,
            until=until.text,
        )
    }


def _went_on(change: RowChange) -> bool:
    """Say whether this is no correction but how a plan or a follow-up goes on."""
    before, after = change.before, change.after
    if before is None or after is None:
        return False
    if change.table == "follow_up":
        return before["done"] is None and after["done"] is not None
    planned = change.table in ("round", "milestone_date") and before["state"] != after["state"]
    return planned and before["state"] in ("planned", "postponed")


def _concerns(reader: Reader, change: RowChange) -> tuple[str | None, tuple[str, ...]]:
    """Give the negotiation and the partners that a fact concerns."""
    row: Mapping[str, Any] = change.after or change.before or {}
    if change.table in ("request", "request_change"):
        request = row if change.table == "request" else _request(reader, row["request"])
        return request.get("negotiation"), (request.get("asker", ""), request.get("asked", ""))
    if row.get("partner") and change.table != _SEAT:
        return row["negotiation"], (row["partner"],)
    held = change.key if change.table == "round" else row.get("round")
    seated = reader.rows("SELECT partner FROM round_partner WHERE round = :held", held=held)
    return row["negotiation"], listed(" ".join(seat["partner"] for seat in seated))


def _request(reader: Reader, key: str) -> Mapping[str, Any]:
    """Give a request's row, from the journal when it was taken away."""
    row = first(reader, "SELECT negotiation, asker, asked FROM request WHERE id = :key", key=key)
    if row:
        return {name: row[name] for name in ("negotiation", "asker", "asked")}
    gone = first(
        reader,
        "SELECT c.before FROM change c JOIN entry e ON e.id = c.entry"
        " WHERE c.table_name = 'request' AND c.row_key = :key AND c.before IS NOT NULL"
        " ORDER BY e.recorded_at DESC LIMIT 1",
        key=key,
    )
    return json.loads(gone["before"]) if gone else {}


def _correction(row: Row, change: RowChange, partners: tuple[str, ...]) -> Correction:
    """Give what a change corrects; a seat is part of its round."""
    seat = change.table == _SEAT
    fields = [field for field in change.fields() if field[0] == "partner" or not seat]
    return Correction(
        kind=kind_of("round" if seat else change.table).name,
        id=(change.after or change.before or {})["round"] if seat else change.key,
        partners=partners,
        removed=change.after is None and not seat,
        fields=tuple(fields),
        entry=row["id"],
        recorded_at=row["recorded_at"],
        actor=row["actor"],
        reason=row["reason"],
    )
