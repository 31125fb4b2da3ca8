"""What rests on a fact: rows that refer to it, rules that name it, the choice of a negotiation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy import ForeignKeyConstraint

from negotrack.domain.kinds import kind_of
from negotrack.domain.rules import UnknownInRule, parse_rule
from negotrack.errors import NegotrackError
from negotrack.record.described import described
from negotrack.record.fact import Columns, Fact, columns_of
from negotrack.record.rules import known_in
from negotrack.store.journal import Recording
from negotrack.store.rows import TABLES, table_of

# Kind, id, a few words.
Line = tuple[str, str, str]

# What the rules of a negotiation may name: the kinds, and where `Known` keeps their codes.
_NAMED_IN_RULES: Final[Mapping[str, str]] = {
    "group": "groups",
    "participant": "partners",
    "milestone": "milestones",
}


def resting_on(action: Recording, fact: Fact) -> list[Line]:
    """Give what could not stand without a fact, its own parts apart."""
    lines = [*_referring(action, fact)]
    if fact.kind.name in _NAMED_IN_RULES:
        lines += rules_naming(action, fact)
    if fact.kind.name == "negotiation" and action.rows(
        "SELECT value FROM setting WHERE name = 'negotiation' AND value = :code", code=fact.name
    ):
        lines.append(
            ("setting", "negotiation", "the negotiation in use; `negotrack use` changes it")
        )
    return list(dict.fromkeys(lines))


def _referring(action: Recording, fact: Fact) -> Iterator[Line]:
    parts = {part.table for part in fact.kind.parts}
    for name, row_class in TABLES.items():
        for reference in table_of(row_class).foreign_key_constraints:
            if reference.referred_table.name == fact.kind.table and name not in parts:
                for row in _rows(action, name, reference, fact):
                    yield _line(name, row)


def _rows(
    action: Recording, name: str, reference: ForeignKeyConstraint, fact: Fact
) -> Iterator[Columns]:
    columns = [(each.parent.name, each.column.name) for each in reference.elements]
    same = " AND ".join(f"{own} = :{referred}" for own, referred in columns)
    values = {referred: fact.row[referred] for _, referred in columns}
    for row in action.rows(f"SELECT * FROM {name} WHERE {same} ORDER BY 1, 2", **values):
        yield columns_of(row)


def _line(table: str, row: Columns) -> Line:
    if table == "round_partner":
        return "round", row["round"], f"with {row['partner']} at the table"
    kind = kind_of(table)
    key = [row[column] for column in kind.key]
    where = f" in {row['negotiation']}" if kind.in_use else ""
    return kind.name, ":".join(key[1:] if where else key), described(table, row) + where


def rules_naming(action: Recording, fact: Fact) -> Iterator[Line]:
    """Give the rules that could not be read any more without a code that they name."""
    place = _NAMED_IN_RULES[fact.kind.name]
    for row in action.rows("SELECT * FROM rule ORDER BY negotiation, name"):
        if fact.negotiation not in (None, row["negotiation"]):
            continue
        known = known_in(action, row["negotiation"])
        without = replace(known, **{place: tuple(set(getattr(known, place)) - {fact.name})})
        try:
            parse_rule(row["expression"], known)
        except NegotrackError:
            continue  # it cannot be read as it is
        try:
            parse_rule(row["expression"], without)
        except UnknownInRule:
            yield _line("rule", columns_of(row))
