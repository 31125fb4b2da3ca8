"""What is exported opens in LibreOffice, which shows the same values and saves them the same."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
from python_calamine import load_workbook

from negotrack.domain.defusing import undefused
from negotrack.domain.exchange import SHEETS
from negotrack.domain.texts import is_control
from tests.render.exported import HOSTILE, sent, write_notes

SOFFICE: Final = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine")

# No person types these; LibreOffice makes new lines of some and drops others.
TEXTS: Final = tuple(
    text for text in HOSTILE if not any(is_control(each) and each not in "\n\t" for each in text)
)


def resaved(folder: Path, form: str, *files: Path) -> Path:
    """Open files in LibreOffice and save them in a form; give the folder they are in then."""
    saved = folder / f"saved-as-{form}"
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            *("--convert-to", form),
            *("--outdir", str(saved)),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return saved


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def pages(path: Path) -> dict[str, list[list[Any]]]:
    book = load_workbook(path)
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def test_the_csv_of_every_kind_comes_back_equal(store: Path, tmp_path: Path) -> None:
    notes = write_notes(store, TEXTS)
    files = [tmp_path / f"{sheet.name}.csv" for sheet in SHEETS]
    for file in files:
        file.write_bytes(sent(store, "csv", file.stem)[0])
    saved = resaved(tmp_path, "csv", *files)
    for file in files:
        assert cells(saved / file.name) == cells(file), file.name
    found = {row[0]: undefused(row[2]) for row in cells(saved / "notes.csv")}
    assert {key: found[key] for key in notes} == notes


def test_the_workbook_comes_back_equal(store: Path, tmp_path: Path) -> None:
    notes = write_notes(store, TEXTS)
    file = tmp_path / "record.xlsx"
    file.write_bytes(sent(store, "xlsx")[0])
    saved = pages(resaved(tmp_path, "xlsx", file) / file.name)
    assert saved == pages(file)
    texts = {row[0]: row[2] for row in saved["notes"]}
    assert {key: texts[key] for key in notes} == notes


def test_libreoffice_shows_a_formula_as_the_text_that_it_is(store: Path, tmp_path: Path) -> None:
    write_notes(store, ("=1+1", "@SUM(A1:A9)", '=HYPERLINK("https://example.org")'))
    file = tmp_path / "notes.xlsx"
    file.write_bytes(sent(store, "xlsx", "notes")[0])
    shown = {row[0]: row[2] for row in cells(resaved(tmp_path, "csv", file) / "notes.csv")}
    assert shown["hostile-000"] == "=1+1"
    assert shown["hostile-001"] == "@SUM(A1:A9)"
    assert shown["hostile-002"] == '=HYPERLINK("https://example.org")'
