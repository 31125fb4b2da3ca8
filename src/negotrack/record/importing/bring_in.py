"""Import a file: every row is taken in by its kind, and all of them are one action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from negotrack.domain.exchange import SHEETS, Sheet
from negotrack.errors import ImportProblems
from negotrack.record.importing.agenda import FollowUps, RequestChanges, Requests
from negotrack.record.importing.course import CHANGED, KNOWN, NEW, Course, Progress, Terms
from negotrack.record.importing.facts import Facts
from negotrack.record.importing.layouts import Layouts
from negotrack.record.importing.milestones import MilestoneDates, Milestones
from negotrack.record.importing.nouns import (
    Aliases,
    Negotiations,
    Participants,
    Partners,
    Titled,
)
from negotrack.record.importing.problems import Problems
from negotrack.record.importing.rounds import Rounds
from negotrack.record.importing.rules import Rules
from negotrack.record.importing.statuses import Statuses
from negotrack.record.importing.tables import NumberedCells, Table
from negotrack.store.journal import Recording

# How often an import says how far it is, in rows.
_OFTEN: Final = 1000
_MOST_KINDS: Final = 4

_INTAKES: Final[Mapping[str, type[Facts | Statuses]]] = {
    "sources": Titled,
    "partners": Partners,
    "aliases": Aliases,
    "negotiations": Negotiations,
    "participants": Participants,
    "chapters": Titled,
    "rules": Rules,
    "milestones": Milestones,
    "rounds": Rounds,
    "statuses": Statuses,
    "milestone-dates": MilestoneDates,
    "requests": Requests,
    "request-changes": RequestChanges,
    "follow-ups": FollowUps,
}


@dataclass(frozen=True, slots=True)
class Import:
    """What to import: the name of the file, its tables, and how each is to be read."""

    name: str
    tables: Iterator[Table]
    layouts: Layouts
    terms: Terms
    progress: Progress = lambda _phase, _rows, _of: None


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: `words` for the confirmation, `guesses` that were made."""

    words: str
    guesses: Counter[str] = field(default_factory=Counter)


def bring_in(action: Recording, wanted: Import, problems: Problems) -> Imported:
    """Take in all rows of a file; raise ImportProblems with those that cannot be taken.

    When the problems are to be skipped, the good rows are written without the bad ones.
    """
    course = Course.begin(action, wanted.terms, problems)
    course.progress = wanted.progress
    intakes: dict[str, Facts | Statuses] = {}
    rows = 0

    def counted(table: Table) -> Iterator[NumberedCells]:
        nonlocal rows
        for row in table.rows:
            rows += 1
            if not rows % _OFTEN:
                wanted.progress("Reading", rows, None)
            yield row

    for table in wanted.tables:
        if not wanted.layouts.wants(table):
            continue
        layout = wanted.layouts.of(table)
        name = layout.sheet.name
        if name not in intakes:
            intakes[name] = _INTAKES.get(name, Facts)(course, layout.sheet)
        intakes[name].take_all(layout, counted(table))
    for sheet in SHEETS:
        if sheet.name in intakes:
            intakes[sheet.name].finish()
    if problems.count and not problems.skip:
        raise _refusal(wanted.name, problems, rows)
    return Imported(_words(course.tally, wanted.name), course.guesses)


def _refusal(name: str, problems: Problems, rows: int) -> ImportProblems:
    how_many = "a problem" if problems.count == 1 else f"{problems.count:,} problems"
    of = f"{problems.rows:,} of {max(rows, problems.rows):,} {problems.word}s"
    refusal = ImportProblems(
        f"{name} has {how_many} in {of}; nothing was written. "
        "Mend the file, or say --skip-bad to import the rest:"
    )
    refusal.below = problems.listed()
    return refusal


def _words(tally: Counter[tuple[str, str]], name: str) -> str:
    """Say what came of the rows: "24 statuses from wto.csv (3 rows were there already)"."""
    said = [*_counted(tally, NEW), *(f"{each} corrected" for each in _counted(tally, CHANGED))]
    known = sum(count for (_kind, came), count in tally.items() if came == KNOWN)
    if not said:
        what = "the one row" if known == 1 else f"all {known:,} rows"
        return f"{what} of {name} {'is' if known == 1 else 'are'} there"
    there = "one row was" if known == 1 else f"{known:,} rows were"
    return f"{', '.join(said)} from {name}{f' ({there} there already)' * bool(known)}"


def _counted(tally: Counter[tuple[str, str]], came: str) -> list[str]:
    counts = [(sheet, tally[sheet.name, came]) for sheet in SHEETS if tally[sheet.name, came]]
    if len(counts) > _MOST_KINDS:
        total = sum(count for _sheet, count in counts)
        return [f"{total:,} facts of {len(counts)} kinds"]
    return [f"{count:,} {_noun(sheet, count)}" for sheet, count in counts]


def _noun(sheet: Sheet, count: int) -> str:
    return (sheet.kind.name if count == 1 else sheet.name).replace("-", " ")
