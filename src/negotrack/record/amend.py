"""Correct a fact: what is said anew replaces what was said, and nothing else is touched.

Each row is written once: who undoes the entry finds each row as its one change left it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from negotrack.domain.dates import When
from negotrack.domain.fields import Field, Kind
from negotrack.errors import Misuse, Refused
from negotrack.record.described import described, listed
from negotrack.record.fact import Fact, read_fact
from negotrack.record.fields import Place, find_code, read_field
from negotrack.record.following import following
from negotrack.record.members import Outcomes, admit, amend_outcomes, dismiss
from negotrack.record.soundness import refuse_unsound
from negotrack.record.taken import refuse_taken
from negotrack.record.versions import present, refuse_changed_since
from negotrack.store.journal import Recording
from negotrack.store.rows import TABLES

# The text of a field, the members of a set, or None to empty it.
Said = str | Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Amendment:
    """What is said anew, per field; a round's outcomes per chapter.

    `since` is an instant of the journal, with the words for it, after which nobody may have
    changed the fact.
    """

    said: Mapping[str, Said]
    outcomes: Outcomes = field(default_factory=dict)
    since: tuple[str, str] | None = None


def amend(
    action: Recording, read: Fact, amendment: Amendment, read_date: Callable[[str], When]
) -> Fact:
    """Write an amendment of a fact, and give it as it is now.

    Raise MovedOn when it is no longer as it was read, and whatever its new values would have
    raised when they were first recorded.
    """
    before = present(action, read)
    if amendment.since:
        refuse_changed_since(action, before, *amendment.since)
    place = Place(action, before.negotiation, read_date)
    new = _New.of(place, before.kind, amendment.said)
    for each, codes in new.sets.items():
        dismiss(action, before, each, codes)
    if new.statement:
        _write_statement(action, before, new.statement)
    key = _write(action, before, {**new.own, **following(action, before, new.own)})
    now = _reread(action, before, key)
    for each, codes in new.sets.items():
        admit(action, now, each, codes)
    if amendment.outcomes:
        amend_outcomes(action, now, amendment.outcomes)
    after = _reread(action, before, key)
    refuse_unsound(action, before, after)
    return after


@dataclass(frozen=True, slots=True)
class _New:
    """What was said anew, read: columns of the fact, of its one statement, and its sets."""

    own: dict[str, Any]
    statement: dict[str, Any]
    sets: dict[Field, list[str]]

    @classmethod
    def of(cls, place: Place, kind: Kind, said: Mapping[str, Said]) -> _New:
        """Read what was said, field by field; raise Misuse for one that must not be empty."""
        new = cls({}, {}, {})
        for name, value in said.items():
            each = kind.field(name)
            if each.required and not value:
                raise Misuse(f"The {name} of a {kind.name} cannot be empty. Say another one.")
            if each.many:
                new.sets[each] = [find_code(place, each.names, code) for code in value or ()]
            elif value is None or isinstance(value, str):
                (new.statement if each.part else new.own).update(read_field(place, each, value))
        return new


def _write(action: Recording, fact: Fact, values: dict[str, Any]) -> tuple[str, ...]:
    """Write new columns of the fact's own row, and give its key from now on."""
    row = action.get(TABLES[fact.kind.table], *fact.key)
    if row is None:
        raise LookupError(fact.title)
    changed = fact.row | values
    key = tuple(changed[column] for column in fact.kind.key)
    if key == fact.key:
        action.change(row, **values)
    else:
        # Under another key it is another row to the journal.
        refuse_taken(action, type(row), *key, what=fact.kind.name)
        action.remove(row)
        action.add(type(row)(**changed))
    return key


def _write_statement(action: Recording, fact: Fact, values: Mapping[str, Any]) -> None:
    """Write new columns of a milestone's one dated statement; raise Refused unless it is one."""
    (part,) = fact.kind.parts
    said = fact.statements(part.table)
    if len(said) != 1:
        refusal = Refused(
            f"The {fact.title} has {len(said)} dated statements. Say which one you mean, "
            "with its id in place of the code; nothing was written:"
            if said
            else f"The {fact.title} has no date yet. `negotrack add-milestone` says one."
        )
        refusal.below = listed(
            [(row["id"], described(part.table, row), row["source"]) for row in said]
        )
        raise refusal
    row = action.get(TABLES[part.table], said[0]["id"])
    if row is not None:
        action.change(row, **values)


def _reread(action: Recording, fact: Fact, key: tuple[str, ...]) -> Fact:
    again = read_fact(action, fact.kind, key, fact.statement)
    if again is None:
        raise LookupError(fact.title)
    return again
