"""Read the cells of a sheet of statuses: each different text once, and good rows quickly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from negotrack.domain.dates import spoken_in
from negotrack.domain.defusing import undefused
from negotrack.domain.ladder import BESIDE, status_word
from negotrack.domain.texts import LONGEST_TEXT, prose
from negotrack.errors import Misuse, NegotrackError, Refused
from negotrack.record.importing.course import Course, yes_or_no
from negotrack.record.importing.layout import Layout
from negotrack.record.importing.problems import Problem
from negotrack.record.importing.remembered import Remembered
from negotrack.record.importing.staging import Staged
from negotrack.record.rounds import refuse_elsewhere

_Read = Callable[[str], Any]

_FLAGS: Final = {"": None, "yes": 1, "no": 0}
# Where the values stand in a row on its way in; a date fills three of them.
_NEGOTIATION, _STATUS, _DATE, _RESETS = map(
    Staged._fields.index, ("negotiation", "status", "date", "resets")
)
_BLANK: Final[list[Any]] = [0 if name == "reopens" else None for name in Staged._fields]
# Columns that are called otherwise on a sheet.
_CALLED: Final = {"reopens": "reopen"}


class StatusCells:
    """Reads the rows of one layout; what a text means stays the same while it does."""

    def __init__(self, course: Course, layout: Layout) -> None:
        self._course, self._layout = course, layout
        self._width = len(layout.header)
        self._negotiation = layout.places.get("negotiation")
        self._negotiations = self._remembered(course.negotiation)
        self._of: dict[str, list[tuple[int, int, _Read]]] = {}

    def read(self, line: int, cells: Sequence[str]) -> tuple[Any, ...] | list[Problem]:
        """Read a row, with what makes a Staged of it; or give its problems."""
        if len(cells) < self._width:
            cells = [*cells, *[""] * (self._width - len(cells))]
        try:
            at = self._negotiation
            negotiation = self._negotiations("" if at is None else cells[at])
            said = _BLANK[:]
            for column, place, read in self._of.get(negotiation) or self._readers(negotiation):
                said[column] = read(cells[place] if place >= 0 else "")
        except NegotrackError:
            return self._problems(line, cells)
        said[0], said[_NEGOTIATION] = line, negotiation
        said[_DATE : _DATE + 3] = said[_DATE]
        if said[_STATUS] in BESIDE:
            said[_RESETS] = 1
        return tuple(said)

    def _problems(self, line: int, cells: Sequence[str]) -> list[Problem]:
        """Read a row that has problems once more, and collect all of them."""
        problems = []
        places = self._layout.places

        def look(column: str, read: _Read) -> Any:
            place = places.get(column)
            text = "" if place is None else cells[place]
            try:
                return read(text)
            except NegotrackError as error:
                problems.append(Problem.of(error, line, self._layout.name(column), text))
                return None

        negotiation = look("negotiation", self._negotiations)
        if negotiation is not None:
            for column, _place, read in self._of[negotiation]:
                name = Staged._fields[column]
                look(_CALLED.get(name, name), read)
        return problems

    def _readers(self, negotiation: str) -> list[tuple[int, int, _Read]]:
        """Give what reads each column, and where its cell stands, for rows of one negotiation.

        A column that the header has not is left out, unless emptiness means something.
        """
        course = self._course

        def code(names: str, *, needed: str = "") -> _Read:
            def read(text: str) -> str | None:
                if not text and needed:
                    raise Misuse(f"A status needs a {needed}.")
                return course.code(names, negotiation, text) if text else None

            return self._remembered(read)

        def round_of(text: str) -> str | None:
            found = course.code("round", negotiation, text) if text else None
            refuse_elsewhere(course.action, negotiation, found)
            return found

        readers: dict[str, _Read] = {
            "id": lambda text: text.strip() or None,
            "partner": code("participant", needed="partner"),
            "chapter": code("chapter"),
            "status": self._remembered(_status),
            "date": self._remembered(self._date),
            "round": self._remembered(round_of),
            "note": self._note,
            "source": self._remembered(course.citations.code),
            "resets": self._remembered(_flag),
            "reopens": self._remembered(lambda text: _flag(text) or 0),
        }
        places = self._layout.places
        self._of[negotiation] = [
            (Staged._fields.index(column), places.get(_CALLED.get(column, column), -1), read)
            for column, read in readers.items()
            if _CALLED.get(column, column) in places or column == "source"
        ]
        return self._of[negotiation]

    def _remembered(self, read: Callable[[str], Any]) -> _Read:
        return Remembered(lambda text: read(self._clean(text))).__getitem__

    def _clean(self, text: str) -> str:
        bare = text.strip()
        return undefused(bare) if self._layout.marked else bare

    def _date(self, text: str) -> tuple[str, str, str]:
        if not text:
            raise Misuse("A status needs a date.")
        when = self._course.terms.read_date(text)
        earliest = when.earliest.isoformat()
        if self._course.is_ahead(earliest):
            raise Refused(f"It is said to be reached {spoken_in(when)}, which is still to come.")
        return when.edtf, earliest, when.latest.isoformat()

    def _note(self, text: str) -> str | None:
        """Read a note, which is mostly another one in every row."""
        bare = self._clean(text)
        if not bare:
            return None
        # What is printable holds nothing that `prose` would look for, letter by letter.
        if bare.isprintable() and len(bare) <= LONGEST_TEXT:
            return bare
        return prose(bare, "note")


def _status(text: str) -> str:
    if not text:
        raise Misuse("A status change needs a status.")
    return status_word(text)


def _flag(text: str) -> int | None:
    said = yes_or_no(text)
    if said not in _FLAGS:
        raise Misuse(f"'{text[:40]}' is neither yes nor no.")
    return _FLAGS[said]
