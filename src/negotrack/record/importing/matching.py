"""Match the names over the columns of a file with the columns of one kind of fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from negotrack.domain.column_words import DERIVED, columns_by_word, takes
from negotrack.domain.exchange import Sheet
from negotrack.domain.names import fold
from negotrack.record.importing.layout import Layout

# What a column is to be, by its folded name in the header; `-` is nothing.
Maps = Mapping[str, str]


def matched(sheet: Sheet, header: tuple[str, ...], maps: Maps) -> Layout:
    """Match names with columns: what was said first, then exact names, then other words."""
    matching = _Matching(sheet, header)
    for place, name in enumerate(header):
        if fold(name) in maps:
            matching.take(place, column_said(sheet, maps[fold(name)]))
    free = [place for place, name in enumerate(header) if fold(name) not in maps]
    by_other_words = [place for place in free if not matching.take_own(place)]
    # What is there by its own name is not looked for under another.
    settled = frozenset(matching.places)
    for place in by_other_words:
        matching.take_other(place, settled)
    return Layout(sheet, header, matching.places, tuple(matching.rivals), tuple(matching.ignored))


@dataclass
class _Matching:
    """Names of a header being matched with the columns of one kind."""

    sheet: Sheet
    header: tuple[str, ...]
    places: dict[str, int] = field(default_factory=dict)
    rivals: list[tuple[str, str, str]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def take(self, place: int, column: str | None) -> None:
        """Take a name for a column; two names of one column are rivals."""
        if column is None:
            return
        if column in self.places:
            self.rivals.append((column, self.header[self.places[column]], self.header[place]))
        else:
            self.places[column] = place

    def take_own(self, place: int) -> bool:
        """Take a name that is a column's own, unless the column has another one already."""
        folded = fold(self.header[place])
        own = next((each for each in takes(self.sheet) if fold(each) == folded), None)
        if own is None or (own in self.places and fold(self.header[self.places[own]]) != folded):
            return False
        self.take(place, own)
        return True

    def take_other(self, place: int, settled: frozenset[str]) -> None:
        """Take a name in another word, or leave it out."""
        meanings = columns_by_word(self.sheet).get(fold(self.header[place]), ())
        column = next((each for each in meanings if each not in DERIVED | settled), None)
        self.take(place, column)
        if column is None and not DERIVED & {*meanings}:
            self.ignored.append(self.header[place])


def column_said(sheet: Sheet, said: str) -> str | None:
    """Give the column that was said for a name, in any of its words; None for none."""
    meanings = columns_by_word(sheet).get(fold(said), ())
    return next((each for each in meanings if each not in DERIVED), None)
