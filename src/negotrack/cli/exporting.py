"""What to export, read from the words of the command; what does not go together is refused."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from negotrack.domain.exchange import SHEETS, sheet_named
from negotrack.errors import Misuse
from negotrack.render.export.forms import ARCHIVE, FORMS, Wanted

# The kinds that a calendar can show.
_WITH_A_DAY: Final = tuple(s for s in SHEETS if s.name in ("rounds", "follow-ups"))


def read_wanted(kinds: list[str], form: str | None, file: Path | None) -> Wanted:
    """Give the form and the kinds that are asked for; raise Misuse when they do not fit."""
    chosen = form or _form_of(file)
    asked = [sheet_named(kind) for kind in kinds]
    sheets = tuple(sheet for sheet in SHEETS if not asked or sheet in asked)
    if chosen == "csv" and len(sheets) != 1:
        raise Misuse(
            "CSV holds one kind. Say --kind with one of them, such as rounds, "
            "or take xlsx or json for all."
        )
    if chosen == "xlsx" and file is None:
        raise Misuse("A workbook is no text. Name a file for it, such as -o record.xlsx.")
    if chosen == "ics":
        sheets = tuple(sheet for sheet in sheets if sheet in _WITH_A_DAY)
        if not all(sheet in _WITH_A_DAY for sheet in asked):
            raise Misuse("A calendar holds rounds and follow-ups. Leave --kind out, or say these.")
    return Wanted(chosen, sheets)


def read_everything(
    kinds: list[str], form: str | None, file: Path | None, asked_negotiation: str | None
) -> Wanted:
    """Give the archive of the record; raise Misuse when another form or a part is asked for."""
    other = form or _ending(file)
    if other in FORMS and other != "jsonl":
        raise Misuse(f"--everything is written as jsonl, not as {other}.")
    if kinds or asked_negotiation:
        part = "--kind" if kinds else f"-n {asked_negotiation}"
        raise Misuse(f"--everything is the whole record with its journal. Leave {part} out.")
    return Wanted(ARCHIVE)


def refuse_store(file: Path, store: Path) -> None:
    """Raise Misuse when the file is the store that is read."""
    # What is not there, or cannot be looked at, is not the store.
    with suppress(OSError):
        if file.samefile(store):
            raise Misuse(f"{file} is the store itself. Name another file.")


def _form_of(file: Path | None) -> str:
    if _ending(file) in FORMS:
        return _ending(file)
    *forms, last = FORMS
    listed = f"{', '.join(forms)} or {last}"
    if file is None:
        raise Misuse(f"Say in which form: --format {listed}.")
    raise Misuse(f"The name {file.name} does not tell the form. Say --format {listed}.")


def _ending(file: Path | None) -> str:
    return file.suffix.lower().removeprefix(".") if file else ""
