"""The table of kinds says what the store keeps, no more and no less, in words to be typed."""

from __future__ import annotations

from typing import Any

import pytest

from negotrack.domain.fields import Kind, Sort
from negotrack.domain.kinds import KINDS, kind_named, kind_of
from negotrack.errors import Misuse
from negotrack.store.rows import TABLES, table_of

# Columns that nobody says: they follow from the others, or from what the fact is of.
FOLLOWING = {"status_change": {"resets"}}
# Tables without facts of their own: members of sets, and the choice of a negotiation.
NOT_KINDS = {"round_partner", "group_member", "setting"}


def table(kind: Kind) -> Any:
    return table_of(TABLES[kind.table])


def of_every_kind() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def test_every_table_of_facts_has_a_kind() -> None:
    assert {kind.table for kind in KINDS} == set(TABLES) - NOT_KINDS
    assert [kind_of(kind.table) for kind in KINDS] == list(KINDS)
    assert [kind_named(kind.name) for kind in KINDS] == list(KINDS)


@of_every_kind()
def test_a_kind_has_every_column_of_its_table(kind: Kind) -> None:
    own = {column for field in kind.fields if not field.part for column in field.columns}
    said = {*kind.key, *kind.of, *own}

    assert said | FOLLOWING.get(kind.table, set()) == set(table(kind).columns.keys())
    assert set(kind.key) == set(table(kind).primary_key.columns.keys())


@of_every_kind()
def test_a_field_is_required_when_its_column_is(kind: Kind) -> None:
    for field in kind.fields:
        if not field.part:
            column = table(kind).columns[field.column]
            assert field.required == (not column.nullable), field.name


@of_every_kind()
def test_a_field_that_is_not_its_own_stands_in_a_part(kind: Kind) -> None:
    for field in kind.fields:
        if field.part and field.sort is not Sort.OUTCOME:
            assert field.part in {part.table for part in kind.parts}
            assert set(field.columns) <= set(table_of(TABLES[field.part]).columns.keys())


@of_every_kind()
def test_a_part_refers_to_the_key_and_nothing_refers_to_a_part(kind: Kind) -> None:
    for part in kind.parts:
        assert set(part.refers) <= set(table_of(TABLES[part.table]).columns.keys())
        assert len(part.refers) == len(kind.key)
        for other in TABLES.values():
            referred = {
                each.referred_table.name for each in table_of(other).foreign_key_constraints
            }
            assert part.table not in referred


@of_every_kind()
def test_closed_lists_are_those_that_the_store_allows(kind: Kind) -> None:
    for field in kind.fields:
        if field.sort in (Sort.WORD, Sort.STATUS):
            held = table_of(TABLES[field.part or kind.table])
            checks = [
                str(check.sqltext)  # type: ignore[attr-defined]
                for check in held.constraints
                if check.name == f"{field.column}_word"
            ]
            assert checks == [f"{field.column} IN ({', '.join(map(repr, field.words))})"]


@of_every_kind()
def test_names_of_fields_are_words_of_an_option(kind: Kind) -> None:
    assert len(set(kind.names)) == len(kind.names)
    for name in (kind.name, *kind.names):
        assert name == name.lower()
        assert name.replace("-", "").isalnum()
    # The words that amend has for itself.
    assert not {"why", "clear", "dry-run", "fact-id", "unless-changed-since"} & set(kind.names)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("statsu", "Nearest: status."), ("rounds", "Nearest: round."), ("zebra", "The kinds: round,")],
)
def test_a_kind_that_is_none_is_answered_with_the_nearest(typed: str, said: str) -> None:
    with pytest.raises(Misuse, match=said):
        kind_named(typed)


@pytest.mark.parametrize(
    ("typed", "said"), [("palce", "Nearest: place."), ("zebra", "It has: date, place,")]
)
def test_a_field_that_is_none_is_answered_with_the_nearest(typed: str, said: str) -> None:
    with pytest.raises(Misuse, match=said):
        kind_named("round").field(typed)
