"""Is the file whole: its pages, its types and constraints, and every key that refers to a row?"""

from __future__ import annotations

from collections.abc import Iterator

from negotrack.ask.check.findings import Finding
from negotrack.store.reader import Reader


def file_findings(reader: Reader) -> Iterator[Finding]:
    """Give what SQLite itself finds: `PRAGMA integrity_check` and `foreign_key_check`."""
    for row in reader.rows("PRAGMA integrity_check"):
        if row["integrity_check"] != "ok":
            yield Finding("file", "damaged", f"The file is not whole: {row['integrity_check']}.")
    for row in reader.rows("PRAGMA foreign_key_check"):
        yield Finding(
            "file",
            "dangling",
            f"A {_noun(row['table'])} refers to a {_noun(row['parent'])} that is not there.",
            table=row["table"],
            key=_key(reader, row["table"], row["rowid"]),
        )


def _key(reader: Reader, table: str, number: int | None) -> str | None:
    """Give the first column of a row that SQLite names by its inner number."""
    found = reader.rows(f'SELECT * FROM "{table}" WHERE rowid = :number', number=number)
    return str(next(iter(dict(found[0]).values()))) if found else None  # type: ignore[call-overload]


def _noun(table: str) -> str:
    return table.replace("_", " ")
