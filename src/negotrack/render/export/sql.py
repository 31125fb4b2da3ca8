"""The facts as plain INSERTs that load into a fresh store, in the form of data/seed.sql."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from negotrack.ask.export.sheets import Value
from negotrack.ask.export.tables import Table, Tables
from negotrack.domain.exchange import Sheet
from negotrack.domain.texts import is_control

_HEADER: Final = """\
-- The facts of a negotrack store{about}, as they are believed at the time of writing.
--
-- The journal is not in here: who recorded what, and when, travels with `export --everything`.
--
-- To load this file into a fresh, empty store:
--
--     negotrack --db FILE init --empty
--     sqlite3 -bail FILE < this file
--
-- Dates: `date` is EDTF text; `earliest` and `latest` are the plain days it spans. 0001-01-01 and
-- 9999-12-31 stand for an open side.

PRAGMA foreign_keys = ON;
"""
# Rows of one INSERT: few enough that a statement never grows large.
_TOGETHER: Final = 100


def sql_content(
    tables: Tables, sheets: tuple[Sheet, ...], negotiation: str | None
) -> Iterator[bytes]:
    """Give the script for some kinds, or for all of them with the settings."""
    about = f" about {_on_one_line(negotiation)}" if negotiation else ""
    yield _HEADER.format(about=about).encode()
    for table in tables.of_facts(sheets, negotiation):
        yield from _inserts(table)


def _inserts(table: Table) -> Iterator[bytes]:
    while rows := list(islice(table.rows, _TOGETHER)):
        yield f"\nINSERT INTO {table.name} ({', '.join(table.columns)}) VALUES\n".encode()
        yield ",\n".join(f"  ({', '.join(map(sql_value, row))})" for row in rows).encode()
        yield b";\n"


def sql_value(value: Value) -> str:
    """Write a value as SQL does.

    What steers a terminal, or ends the text where the shell reads it, is written in hexadecimal.
    """
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    plain = value.replace("\n", "").replace("\t", "")
    if not plain.isprintable() and any(map(is_control, plain)):
        return f"CAST(X'{value.encode().hex()}' AS TEXT)"
    doubled = value.replace("'", "''")
    return f"'{doubled}'"


def _on_one_line(text: str) -> str:
    return " ".join("".join(" " if is_control(each) else each for each in text).split())
