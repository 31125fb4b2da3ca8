"""Take in what lasts: negotiations, partners with their names, participants, chapters, sources."""

from __future__ import annotations

import re
from typing import Any, Final

from negotrack.domain.exchange import sheet_named
from negotrack.domain.identity import slug
from negotrack.domain.texts import line
from negotrack.domain.vocabulary import ROLES_WITHOUT_A_SAY
from negotrack.errors import Misuse
from negotrack.record.add_negotiation import use_negotiation
from negotrack.record.amend import Said
from negotrack.record.economies import economy
from negotrack.record.fact import Fact
from negotrack.record.importing.course import Course, Row
from negotrack.record.importing.facts import Facts, Key
from negotrack.record.importing.reading import Reading
from negotrack.record.importing.said_anew import typed

_SEVERAL: Final = re.compile(r"\s*[;|\n]\s*")


class Negotiations(Facts):
    """Negotiations: the first one of a store comes into use at once."""

    def complete(self, reading: Reading) -> None:
        """Say that silent votes count against, unless it is said otherwise."""
        reading.values.setdefault("silent", "against")

    def add(self, reading: Reading, key: Key | None) -> Fact:
        """Add a negotiation."""
        is_first = not self.course.action.rows("SELECT code FROM negotiation LIMIT 1")
        added = super().add(reading, key)
        if is_first:
            use_negotiation(self.course.action, added.key[0])
        return added


class Partners(Facts):
    """Partners by their codes; a column `aliases` holds other names, with semicolons between."""

    def __init__(self, course: Course, sheet: Any) -> None:
        super().__init__(course, sheet)
        self._aliases = Aliases(course, sheet_named("aliases"))

    def code(self, reading: Reading, text: str) -> str:
        """Give a code in capitals."""
        return super().code(reading, text.upper())

    def complete(self, reading: Reading) -> None:
        """Take what is left out from ISO 3166, where it has the code."""
        known = economy(reading.row.said["code"].upper())
        reading.values.setdefault("kind", "economy")
        if known:
            reading.values.setdefault("name", known.name)
        if known and reading.leaves_open("alpha3"):
            reading.values["alpha3"] = known.alpha3

    def write(self, row: Row) -> str:
        """Write a partner and then its other names."""
        came = super().write(row)
        partner = row.said["code"].upper()
        for name in dict.fromkeys(filter(None, _SEVERAL.split(row.said.get("aliases", "")))):
            said = {"partner": partner, "name": name}
            stated = self._aliases.write(Row(row.line, said, row.layout, row.cells))
            came = self.beside(came, self._aliases, stated)
        return came


class Aliases(Facts):
    """Other names of partners."""

    def key(self, reading: Reading) -> Key | None:
        """Give the partner with the name."""
        said = reading.row.said
        if not said.get("partner") or not said.get("name"):
            raise Misuse("An alias needs a partner and a name.")
        return self.course.code("partner", None, said["partner"]), line(said["name"], "name")


class Participants(Facts):
    """Seats: an observer or aspirant has no votes and cannot block."""

    def code(self, _reading: Reading, text: str) -> str:
        """Give the code of the partner, who may be named in any way."""
        return self.course.code("partner", None, text)

    def differences(self, reading: Reading, held: Fact) -> dict[str, Said]:
        """Say all of a seat whose role changes: votes that were not said would follow the role."""
        said = super().differences(reading, held)
        if "role" in said:
            for each in map(self.kind.field, ("votes", "may-block")):
                if reading.values.get(each.column) is not None:
                    said[each.name] = typed(each, reading.values[each.column])
        return said

    def complete(self, reading: Reading) -> None:
        """Fill in the role of a member, and the vote of one who has a say."""
        role = reading.values.setdefault("role", "member")
        has_a_say = int(role not in ROLES_WITHOUT_A_SAY)
        for column in ("votes", "may_block"):
            reading.values.setdefault(column, has_a_say)


class Titled(Facts):
    """Sources and chapters: without a code their title makes one, and the other way round."""

    def code(self, reading: Reading, text: str) -> str:
        """Give the code, else that of the fact with the title, else a code made of the title."""
        if text:
            return super().code(reading, text)
        title = reading.values.get("title")
        if not title:
            return ""
        within, values = (
            ("negotiation = ? AND", [reading.negotiation]) if self.kind.in_use else ("", [])
        )
        found = self.course.scratch.first(
            f"SELECT code FROM {self.kind.table} WHERE {within} title = ? ORDER BY code",
            *values,
            title,
        )
        return str(found[0]) if found else slug(title, longest=40)

    def complete(self, reading: Reading) -> None:
        """Make the title of a chapter or milestone of its code."""
        if reading.values.get("title") is None and self.kind.in_use:
            code = reading.row.said.get("code", "")
            reading.values["title"] = code.replace("-", " ").capitalize()

    def written(self, key: Key) -> None:
        """Let the rows that follow cite a new source."""
        super().written(key)
        if self.kind.name == "source":
            for title, address in list(
                self.course.scratch.each("SELECT title, address FROM source WHERE code = ?", key[0])
            ):
                self.course.citations.learn(key[0], title, address)
