"""Is the file whole: its pages, its types and constraints, and every key that refers to a row?"""

from __future__ import annotations

from collections.abc import Iterator

from negotrack.ask.check.findings import Finding
from negotrack.ask.check.keys import key_columns, key_of
from negotrack.domain.row_names import row_name
from negotrack.store.reader import Reader


def file_findings(reader: Reader) -> Iterator[Finding]:
    """Give what SQLite itself finds: `PRAGMA integrity_check` and `foreign_key_check`."""
    damaged = False
    for row in reader.rows("PRAGMA integrity_check"):
        if row["integrity_check"] != "ok":
            damaged = True
            yield Finding("file", "damaged", f"The file is not whole: {row['integrity_check']}.")
    if damaged:
        return
    for row in reader.rows("PRAGMA foreign_key_check"):
        table, parent = row["table"], row["parent"].replace("_", " ")
        key = _key(reader, table, row["rowid"])
        sentence = f"The {row_name(table, key)} refers to a {parent} that is not there."
        yield Finding("file", "dangling", sentence, table, key)


def _key(reader: Reader, table: str, number: int) -> str:
    """Give the key of a row that SQLite names by its inner number."""
    (found,) = reader.rows(f'SELECT * FROM "{table}" WHERE rowid = :number', number=number)
    return key_of(found, key_columns(reader, table))
