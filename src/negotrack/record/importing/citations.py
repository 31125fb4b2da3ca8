"""Cite sources by the thousand: each text is looked up once, in an index of this run only."""

from __future__ import annotations

from itertools import islice
from typing import Final

from negotrack.domain.texts import line
from negotrack.record.importing.remembered import Remembered
from negotrack.record.sources import (
    OWN_RECORD,
    is_address,
    looks_like_a_code,
    new_source,
    refuse_near_code,
)
from negotrack.store.journal import Recording
from negotrack.store.scratch import Scratch
from negotrack.store.tables import Source

_TOGETHER: Final = 1000
_BY: dict[bool, str] = {
    True: "SELECT code FROM cited WHERE code = ?1 UNION ALL"
    " SELECT code FROM cited WHERE address = ?1 LIMIT 1",
    False: "SELECT code FROM cited WHERE code = ?1 UNION ALL"
    " SELECT code FROM cited WHERE title = ?1 LIMIT 1",
}


class Citations:
    """The sources of the record, and those that its rows will need: written when they are used."""

    def __init__(self, action: Recording, scratch: Scratch, otherwise: str | None) -> None:
        self._action, self._scratch, self._otherwise = action, scratch, otherwise
        self._codes = Remembered(self._look_up)
        scratch.make("CREATE TEMP TABLE cited (code PRIMARY KEY, title, address, is_new)")
        scratch.put("INSERT INTO cited SELECT code, title, address, 0 FROM source")
        scratch.make("CREATE INDEX cited_title ON cited (title)")
        scratch.make("CREATE INDEX cited_address ON cited (address)")

    def code(self, text: str) -> str:
        """Give the code of what a row cites; what is empty cites the source of all rows.

        Raise NotFound for what looks like a code and is nearly one.
        """
        return str(self._codes[text])

    def write(self, code: str) -> None:
        """Write a source that is not in the record yet."""
        for title, address in self._scratch.each(
            "SELECT title, address FROM cited WHERE code = ? AND is_new", code
        ):
            self._action.add(Source(code=code, title=title, address=address))
            self._scratch.put("UPDATE cited SET is_new = 0 WHERE code = ?", code)

    def write_all(self, codes: str) -> None:
        """Write those of many sources that are not in the record yet; `codes` is SQL for them."""
        new = f"is_new AND code IN ({codes})"
        columns = ", ".join(
            name if name in ("code", "title", "address") else "NULL" for name in Source.model_fields
        )
        rows = self._scratch.each(f"SELECT {columns} FROM cited WHERE {new}")
        while together := list(islice(rows, _TOGETHER)):
            self._action.add_tuples(Source, together)
        self._scratch.put(f"UPDATE cited SET is_new = 0 WHERE {new}")

    def learn(self, code: str, title: str, address: str | None) -> None:
        """Take note of a source that has been written."""
        self._scratch.put("REPLACE INTO cited VALUES (?, ?, ?, 0)", code, title, address)
        self._codes.clear()

    def forget(self) -> None:
        """Look everything up again: what was written last may have been taken back."""
        self._codes.clear()

    def _look_up(self, text: str) -> str:
        if not text:
            return self.code(self._otherwise) if self._otherwise else self._own_record()
        said = line(text, "source")
        found = self._scratch.first(_BY[is_address(said)], said)
        if found:
            return str(found[0])
        if looks_like_a_code(said):
            refuse_near_code(
                said, [code for (code,) in self._scratch.each("SELECT code FROM cited")]
            )
        return self._keep(new_source(said, self._is_taken))

    def _own_record(self) -> str:
        if self._is_taken(OWN_RECORD):
            return OWN_RECORD
        return self._keep(Source(code=OWN_RECORD, title="The delegation's own record"))

    def _keep(self, new: Source) -> str:
        self._scratch.put("INSERT INTO cited VALUES (?, ?, ?, 1)", new.code, new.title, new.address)
        return new.code

    def _is_taken(self, code: str) -> bool:
        return self._scratch.first("SELECT 1 FROM cited WHERE code = ?", code) is not None
