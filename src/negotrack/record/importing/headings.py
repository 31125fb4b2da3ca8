"""Tell from a header what kind of fact its rows are, and which column is which."""

from __future__ import annotations

from collections.abc import Sequence

from negotrack.domain.column_words import takes
from negotrack.domain.exchange import SHEETS, Sheet, sheet_named
from negotrack.domain.names import fold, nearest
from negotrack.errors import Misuse
from negotrack.record.importing.layout import Layout
from negotrack.record.importing.matching import Maps, column_said, matched


def read_maps(texts: Sequence[str]) -> dict[str, str]:
    """Read `COLUMN=FIELD`, FIELD being `-` for a column to leave out; raise Misuse."""
    maps = {}
    for text in texts:
        name, equals, column = text.rpartition("=")
        if not equals or not name.strip() or not column.strip():
            raise Misuse(
                f"'{text[:60]}' maps nothing. Write COLUMN=FIELD, such as 'Ended on=date'."
            )
        maps[fold(name)] = column.strip()
    return maps


def layout_of(header: tuple[str, ...], kind: str | None, maps: Maps, hint: str = "") -> Layout:
    """Give how to read a table; `hint` is the name of its file or sheet.

    Raise Misuse when the kind cannot be told, or when columns are missing or named twice.
    """
    named = tuple(name or f"column {place}" for place, name in enumerate(header, start=1))
    _refuse_unknown(named, maps)
    chosen = matched(sheet_named(kind), named, maps) if kind else _guessed(named, maps, hint)
    _refuse_unusable(chosen, maps)
    return chosen


def loosely_laid(header: tuple[str, ...], kind: str, maps: Maps) -> Layout:
    """Give how to read one row of a known kind that names its own columns, too few perhaps."""
    return matched(sheet_named(kind), header, maps)


def _guessed(header: tuple[str, ...], maps: Maps, hint: str) -> Layout:
    laid = [matched(sheet, header, maps) for sheet in SHEETS if _fits(sheet, maps)]
    fitting = [layout for layout in laid if not layout.lacks]
    telling = [layout for layout in fitting if layout.telling]
    exact = [layout for layout in telling if layout.exact]
    likely = exact or telling
    likeliest = min((layout.strangeness for layout in likely), default=None)
    best = [layout for layout in likely if layout.strangeness == likeliest]
    if len(best) != 1:
        best = [each for each in best or fitting if _hinted(each.sheet, hint)]
    if len(best) == 1:
        return best[0]
    shown = ", ".join(header[:12])
    if likely:
        kinds = ", ".join(layout.sheet.name for layout in likely)
        raise Misuse(f"The columns ({shown}) could be of more than one kind: {kinds}. Say --kind.")
    if fitting:
        kinds = ", ".join(layout.sheet.name for layout in fitting)
        raise Misuse(f"The columns ({shown}) do not tell a kind; {kinds} would do. Say --kind.")
    raise Misuse(
        f"The columns ({shown}) fit no kind of fact. "
        "Say --kind, and --map COLUMN=FIELD for what is called otherwise."
    )


def _fits(sheet: Sheet, maps: Maps) -> bool:
    return all(said == "-" or column_said(sheet, said) for said in maps.values())


def _hinted(sheet: Sheet, hint: str) -> bool:
    words = fold(hint).split()
    return any(fold(name) in words for name in (sheet.name, sheet.kind.name))


def _refuse_unknown(header: tuple[str, ...], maps: Maps) -> None:
    known = {fold(name): name for name in header}
    for folded in maps:
        if folded not in known:
            close = nearest(folded, header)
            hint = (
                f"Nearest: {', '.join(close)}." if close else f"It has: {', '.join(header[:20])}."
            )
            raise Misuse(f"The file has no column '{folded[:60]}'. {hint}")


def _refuse_unusable(layout: Layout, maps: Maps) -> None:
    sheet = layout.sheet
    for said in maps.values():
        if said != "-" and column_said(sheet, said) is None:
            close = nearest(said, takes(sheet))
            hint = (
                f"Nearest: {', '.join(close)}." if close else f"Columns: {', '.join(takes(sheet))}."
            )
            raise Misuse(f"A sheet of {sheet.name} has no column '{said[:60]}'. {hint}")
    for column, one, other in layout.rivals:
        raise Misuse(
            f"Both '{one}' and '{other}' could be the column {column}. "
            f"Say which one is not: --map '{other}=-'."
        )
    if layout.lacks and not layout.keyed:
        shown = ", ".join(layout.header[:12])
        raise Misuse(
            f"A sheet of {sheet.name} needs a column for {', and one for '.join(layout.lacks)}; "
            f"this one has: {shown}. Say --map COLUMN=FIELD for what is called otherwise."
        )
