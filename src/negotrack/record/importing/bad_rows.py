"""Keep the rows that were left out, with the reasons, in a file beside the input.

It is a sheet itself: mended, it can be imported. Nothing that is there is ever overwritten.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from negotrack.domain.defusing import defused, undefused
from negotrack.errors import Misuse

_ADDED: Final = ("line", "problem")


@dataclass(frozen=True, slots=True)
class _Sheet:
    path: Path
    file: Any
    writer: Any
    columns: tuple[str, ...]


@dataclass
class BadRows:
    """The files of bad rows of one import, one per kind of row; made when the first one comes."""

    beside: Path
    _sheets: dict[str, _Sheet] = field(default_factory=dict)

    @property
    def paths(self) -> list[Path]:
        """Name the files that there are."""
        return [sheet.path for sheet in self._sheets.values()]

    def keep(self, kind: str, named: Sequence[tuple[str, str]], line: int, why: str) -> None:
        """Keep one row: names with cells, the line it stands on, and what is wrong with it."""
        cells = {name: cell for name, cell in named if name not in _ADDED}
        if kind not in self._sheets:
            self._sheets[kind] = self._open(tuple(cells))
        sheet = self._sheets[kind]
        row = [cells.get(column, "") for column in sheet.columns]
        sheet.writer.writerow(
            [*(defused(undefused(cell)) for cell in row), str(line), defused(why)]
        )

    def close(self, *, keep: bool) -> None:
        """Close the files; take them away again when nothing was imported."""
        for sheet in self._sheets.values():
            sheet.file.close()
            if not keep:
                sheet.path.unlink(missing_ok=True)

    def _open(self, columns: tuple[str, ...]) -> _Sheet:
        number = 1
        while True:
            numbered = f"-{number}" if number > 1 else ""
            path = self.beside.with_name(f"{self.beside.name}.bad{numbered}.csv")
            try:
                file = path.open("x", encoding="utf-8", newline="")
            except FileExistsError:
                number += 1
                continue
            except OSError as fault:
                raise Misuse(
                    f"The bad rows cannot be saved in {path}: {fault.strerror}. "
                    "Copy the file to a folder of your own."
                ) from fault
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*map(defused, columns), *_ADDED])
            return _Sheet(path, file, writer, columns)
