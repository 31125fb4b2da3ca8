"""The workbook: every value as it is kept, real days beside their texts, nothing that runs."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from negotrack.domain.exchange import SHEETS, sheet_named
from negotrack.errors import Misuse
from negotrack.render.export.xlsx import LONGEST_CELL, columns_of
from tests.render.exported import a_note, sent, write, write_notes
from tests.store.reading import rows

DAYS: Final = {
    "sources": ["day"],
    "rounds": ["day"],
    "statuses": ["day"],
    "milestone-dates": ["day"],
    "request-changes": ["day"],
    "follow-ups": ["agreed_day", "due_day", "done_day"],
    "notes": ["day"],
}


def pages(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of each page by their headings, as another program reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    read = {}
    for name in book.sheet_names:
        header, *lines = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        read[name] = [dict(zip(map(str, header), line, strict=True)) for line in lines]
    return read


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_there_is_a_page_of_each_kind_with_every_value(store: Path) -> None:
    content, parcel = sent(store, "xlsx")
    read = pages(content)
    assert list(read) == [sheet.name for sheet in SHEETS]
    assert parcel.size() == f"17 kinds, {sum(map(len, read.values()))} rows"
    for sheet in SHEETS:
        kept = rows(store, f"SELECT {', '.join(sheet.own_columns)} FROM {sheet.table}")
        as_read = [{name: row[name] for name in sheet.own_columns} for row in read[sheet.name]]
        as_kept = [
            {name: "" if value is None else value for name, value in row.items()} for row in kept
        ]
        assert sorted(map(_comparable, as_read)) == sorted(map(_comparable, as_kept)) != []


def _comparable(row: dict[str, Any]) -> str:
    # The form knows only one sort of number.
    return str({name: float(x) if isinstance(x, int) else x for name, x in row.items()})


@pytest.mark.parametrize("name", DAYS)
def test_days_stand_beside_the_texts_of_their_dates(name: str) -> None:
    columns = [column.name for column in columns_of(sheet_named(name))]
    for day in DAYS[name]:
        text = "date" if day == "day" else day.removesuffix("_day")
        assert columns.index(day) == columns.index(text) + 1


def test_no_other_kind_has_a_day() -> None:
    for sheet in SHEETS:
        added = [column.name for column in columns_of(sheet) if column.is_day]
        assert added == DAYS.get(sheet.name, [])


def test_only_one_plain_day_becomes_a_real_date(store: Path) -> None:
    for row in pages(sent(store, "xlsx", "statuses")[0])["statuses"]:
        exact = row["date"] == row["earliest"] == row["latest"]
        assert row["day"] == (date.fromisoformat(row["date"]) if exact else "")
    sheet = opened(sent(store, "xlsx", "notes")[0])["notes"]
    day = next(cell for cell in sheet["E"][1:] if cell.value)
    assert (day.is_date, day.number_format) == (True, "yyyy-mm-dd")


@pytest.mark.parametrize(
    ("edtf", "first", "last", "shown"),
    [
        ("1897-05-12", "1897-05-12", "1897-05-12", ""),
        ("1900-02-28", "1900-02-28", "1900-02-28", ""),
        ("1900-03-01", "1900-03-01", "1900-03-01", date(1900, 3, 1)),
        ("9999-12-31", "9999-12-31", "9999-12-31", date(9999, 12, 31)),
        ("2005-05-12~", "2005-05-11", "2005-05-13", ""),
        ("[..2004-12-15]", "0001-01-01", "2004-12-15", ""),
        # Days to Python, but no EDTF.
        ("2005-W19-4", "2005-05-12", "2005-05-12", ""),
        ("20050512", "2005-05-12", "2005-05-12", ""),
    ],
)
def test_an_open_or_very_old_day_stays_a_text(
    store: Path, edtf: str, first: str, last: str, shown: date | str
) -> None:
    write(store, "note", a_note("dated", "x", edtf, first, last))
    notes = pages(sent(store, "xlsx")[0])["notes"]
    (row,) = (row for row in notes if row["id"] == "dated")
    assert (row["date"], row["day"]) == (edtf, shown)


def test_what_strangers_wrote_is_text_to_the_letter_and_nothing_runs(store: Path) -> None:
    notes = write_notes(store)
    content = sent(store, "xlsx", "notes")[0]
    texts = {row["id"]: row["text"] for row in pages(content)["notes"]}
    assert {key: texts[key] for key in notes} == notes
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in parts.namelist() if "externalLink" in name]
    assert "<f>" not in page
    assert "<hyperlink" not in page
    cells = [cell for row in opened(content)["notes"].iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "d"}
    # Typed into again, such a cell stays a text.
    assert {cell.number_format for cell in cells if cell.data_type == "s"} == {"@"}


def test_a_text_that_just_fits_a_cell_is_in_it_whole(store: Path) -> None:
    (text,) = write_notes(store, ("x" * LONGEST_CELL,)).values()
    assert text in {row["text"] for row in pages(sent(store, "xlsx", "notes")[0])["notes"]}


def test_a_text_longer_than_a_cell_is_refused_and_not_cut(store: Path) -> None:
    # Each letter takes two of the units that Excel counts.
    write_notes(store, ("𝒳" * (LONGEST_CELL // 2 + 1),))
    with pytest.raises(Misuse) as refused:
        sent(store, "xlsx", "notes")
    assert str(refused.value) == (
        "The text of the note hostile-000 is longer than the 32,767 characters that a cell holds."
        " Take csv or json."
    )


def test_a_page_is_ready_to_read(store: Path) -> None:
    page = opened(sent(store, "xlsx")[0])["rounds"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:Q11"
    assert all(cell.font.bold for cell in page[1])
    widths = {letter: column.width for letter, column in page.column_dimensions.items()}
    assert min(widths.values()) >= 6
    assert max(widths.values()) < 62
    assert widths["A"] > max(len(cell.value) for cell in page["A"])


def test_an_empty_record_has_its_headings(empty_store: Path) -> None:
    book = opened(sent(empty_store, "xlsx")[0])
    for sheet in SHEETS:
        (only,) = book[sheet.name].iter_rows(values_only=True)
        assert set(only) >= set(sheet.columns)


def test_the_same_store_gives_the_same_bytes(store: Path) -> None:
    once, again = sent(store, "xlsx")[0], sent(store, "xlsx")[0]
    assert once == again
    with zipfile.ZipFile(io.BytesIO(once)) as parts:
        said = parts.read("docProps/core.xml").decode()
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
    assert set(re.findall(r">(\d{4})-", said)) == {"2000"}


def test_without_the_library_a_sentence_says_what_to_install(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(Misuse, match=r"`pip install 'negotrack\[office\]'` adds it\.$"):
        sent(store, "xlsx")
