"""Import a sheet into a real store as the command does, and say what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

from negotrack.domain.dates import parse_date
from negotrack.errors import ImportProblems
from negotrack.record.importing.bad_rows import BadRows
from negotrack.record.importing.bring_in import Import, bring_in
from negotrack.record.importing.course import Terms
from negotrack.record.importing.headings import read_maps
from negotrack.record.importing.layouts import Layouts
from negotrack.record.importing.opening import Wanted, opened
from negotrack.record.importing.problems import Problems
from negotrack.store.journal import recording

TODAY = date(2026, 11, 21)


@dataclass
class Came:
    """What came of an import: the words of it, what was said aloud, and the problems if any."""

    words: str = ""
    said: list[str] = field(default_factory=list)
    problems: str = ""
    refused: str = ""
    bad: list[Path] = field(default_factory=list)
    guesses: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """The options of an import."""

    kind: str | None = None
    maps: tuple[str, ...] = ()
    negotiation: str | None = "WTO"
    source: str | None = None
    order: str | None = None
    skip: bool = False
    sheet: str | None = None
    dry: bool = False


def bring(store: Path, file: Path | str, asked: Asked = Asked()) -> Came:
    """Import a file, or the text of a CSV file."""
    if isinstance(file, str):
        text, file = file, store.with_name("sheet.csv")
        file.write_text(text, encoding="utf-8")
    came = Came()
    problems = Problems(skip=asked.skip)
    if asked.skip:
        problems.bad_rows = BadRows(file.with_name(file.stem))
    maps = read_maps(asked.maps)
    try:
        with (
            opened(str(file), problems, Wanted(asked.sheet, whole=not asked.kind)) as found,
            recording(store, "import", dry_run=asked.dry) as action,
        ):
            layouts = Layouts(found.name, asked.kind, maps, file.stem, came.said.append, problems)
            terms = Terms(
                asked.negotiation,
                asked.source,
                lambda text: parse_date(text, today=TODAY, order=asked.order),
            )
            wanted = Import(found.name, chain(found.tables), layouts, terms)
            done = bring_in(action, wanted, problems)
            action.effect = came.words = done.words
            came.guesses = dict(done.guesses)
    except ImportProblems as error:
        came.refused, came.problems = str(error), error.below
    if problems.bad_rows:
        problems.bad_rows.close(keep=True)
        came.bad, came.problems = problems.bad_rows.paths, problems.listed()
    return came
