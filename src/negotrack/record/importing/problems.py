"""What is wrong with the rows of a file: collected, and shown together."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from negotrack.domain.texts import without_controls
from negotrack.errors import NegotrackError
from negotrack.record.importing.bad_rows import BadRows

# Problems shown at once, and problems kept to choose the first ones from.
SHOWN: Final = 50
_KEPT: Final = 1000
_LONGEST_VALUE: Final = 60
_LONGEST: Final = 400
_WIDEST: Final = 120
_NEAREST: Final = " Nearest: "
# What the commands add for somebody who has typed one fact only.
_TAILS: Final = ("; nothing was written.", " Nothing was written.")


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell that cannot be taken, or a whole row: what is wrong, and what is near to it."""

    line: int
    sentence: str
    column: str = ""
    value: str = ""
    nearest: str = ""

    @classmethod
    def of(cls, error: NegotrackError, line: int, column: str = "", value: str = "") -> Problem:
        """Make a problem of what a reader or a rule of the record says."""
        sentence, _, nearest = str(error).partition(_NEAREST)
        if error.below:
            sentence += " " + "; ".join(part.strip() for part in error.below.splitlines())
        for tail in _TAILS:
            if sentence.endswith(tail):
                sentence = sentence.removesuffix(tail).rstrip(".:") + "."
        if len(sentence) > _LONGEST:
            sentence = f"{sentence[:_LONGEST]}…"
        return cls(line, sentence, column, value[:_LONGEST], nearest.rstrip("."))

    @property
    def words(self) -> str:
        """Say what is wrong, and what is near."""
        return f"{self.sentence} Nearest: {self.nearest}." if self.nearest else self.sentence

    @property
    def cell(self) -> str:
        """Name the column, with its value unless the sentence repeats it."""
        shown = " ".join(self.value.split())[:_LONGEST_VALUE]
        if not self.column or not shown or shown in self.sentence:
            return self.column
        return f"{self.column} '{shown}'"


@dataclass
class Problems:
    """The problems of a file so far; `rows` is how many rows have some.

    `word` is what a row is called in this format: line, row or item; `loose` says that each row
    names its own columns, `skip` that the good rows are written without the bad ones.
    """

    word: str = "line"
    loose: bool = False
    skip: bool = False
    bad_rows: BadRows | None = None
    rows: int = 0
    count: int = 0
    _first: list[Problem] = field(default_factory=list)

    def refuse(
        self, kind: str, named: Sequence[tuple[str, str]], problems: Sequence[Problem]
    ) -> None:
        """Leave out a row, given by the names over its cells and the cells themselves."""
        self.rows += 1
        self.count += len(problems)
        if len(self._first) < _KEPT:
            self._first.extend(problems)
        if self.bad_rows:
            why = [": ".join(filter(None, (each.column, each.words))) for each in problems]
            self.bad_rows.keep(kind, named, problems[0].line, "; ".join(why))

    def refuse_text(self, text: str, problem: Problem) -> None:
        """Leave out a line that could not be taken apart."""
        self.refuse("", [("text", text)], [problem])

    def listed(self) -> str:
        """Lay out the first problems for a terminal, in the order of the file."""
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        lines = []
        for each in sorted(self._first, key=lambda problem: problem.line)[:SHOWN]:
            where = ", ".join(filter(None, (f"{self.word} {each.line}", each.cell)))
            lines += textwrap.wrap(
                without_controls(f"{where}: {each.words}"),
                max(40, width),
                initial_indent="  ",
                subsequent_indent="    ",
                break_on_hyphens=False,
                break_long_words=True,
            )
        if self.count > SHOWN:
            lines.append(f"  and {self.count - SHOWN:,} more")
        return "\n".join(lines)
