"""Amend what belongs to a fact as a set: partners at a round or in a group, outcomes of a round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from negotrack.domain.fields import Field
from negotrack.domain.identity import random_id
from negotrack.domain.texts import prose
from negotrack.errors import NotFound, Refused
from negotrack.record.add_round import OutcomeDraft
from negotrack.record.fact import Columns, Fact, refers
from negotrack.store.journal import Recording
from negotrack.store.rows import TABLES, table_of
from negotrack.store.tables import Outcome

# Columns of the fact that its members repeat.
_REPEATED: Final = {"round_partner": ("negotiation", "latest")}

# Per chapter what is said of it anew; None takes its outcome away.
Outcomes = Mapping[str, OutcomeDraft | None]


def dismiss(action: Recording, fact: Fact, field: Field, wanted: Sequence[str]) -> None:
    """Take away the members that are not wanted any more."""
    for member in fact.parts[field.part]:
        if member[field.column] not in wanted:
            take_away(action, field.part, member)


def take_away(action: Recording, table: str, row: Columns) -> None:
    """Take away a row that was read."""
    key = [str(row[column.name]) for column in table_of(TABLES[table]).primary_key.columns]
    kept = action.get(TABLES[table], *key)
    if kept is not None:
        action.remove(kept)


def admit(action: Recording, fact: Fact, field: Field, wanted: Sequence[str]) -> None:
    """Add the members that are wanted and not there yet; `fact` is as amended so far."""
    (part,) = (part for part in fact.kind.parts if part.table == field.part)
    present = {member[field.column] for member in fact.parts[field.part]}
    repeated = {column: fact.row[column] for column in _REPEATED.get(part.table, ())}
    for code in dict.fromkeys(wanted):
        if code not in present:
            own = refers(part, fact.key) | {field.column: code} | repeated
            action.add(TABLES[part.table](**own))


def amend_outcomes(action: Recording, held: Fact, outcomes: Outcomes) -> None:
    """Add, change or take away what a round did for chapters.

    A new one has the source of its round. A draft without a note leaves the note as it is, one
    with an empty note takes it out. Raise NotFound for none to take away, Refused for a chapter
    with several outcomes.
    """
    for chapter, draft in outcomes.items():
        outcome = _outcome(action, held, chapter)
        if draft is None:
            if outcome is None:
                raise NotFound(f"The {held.title} has no outcome for {chapter} to take away.")
            action.remove(outcome)
        elif outcome is None:
            action.add(
                Outcome(
                    id=random_id(),
                    round=held.key[0],
                    negotiation=held.row["negotiation"],
                    chapter=chapter,
                    result=draft.result,
                    note=prose(draft.note, "note") if draft.note else None,
                    source=held.row["source"],
                )
            )
        else:
            note = outcome.note if draft.note is None else draft.note
            action.change(outcome, result=draft.result, note=prose(note, "note") if note else None)


def _outcome(action: Recording, held: Fact, chapter: str) -> Outcome | None:
    found = [row["id"] for row in held.outcomes if row["chapter"] == chapter]
    if len(found) > 1:
        raise Refused(
            f"The {held.title} has several outcomes for {chapter}: {', '.join(found)}. "
            "Amend or remove one of them by its id; nothing was written."
        )
    return action.get(Outcome, found[0]) if found else None
