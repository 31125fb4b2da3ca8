"""CSV: what a cell holds comes back to the letter, and nothing in it would be run."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.defusing import FORMULA_STARTS, undefused
from negotrack.domain.exchange import SHEETS, Sheet
from negotrack.render.export.csv import csv_line
from tests.render.exported import sent, write_notes
from tests.store.reading import rows

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(st.lists(st.text() | st.text(alphabet="'=-\r\n\",; a"), min_size=2))
def test_any_texts_come_back_to_the_letter(texts: list[str]) -> None:
    (row,) = cells(csv_line(texts))
    assert [undefused(cell) for cell in row] == texts
    assert not any(cell.startswith(FORMULA_STARTS) for cell in row)


def test_numbers_are_plain_and_nothing_is_empty() -> None:
    assert csv_line(["WTO", 25, 0, None, "x"]) == b"WTO,25,0,,x\n"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.name))
def test_every_kind_has_its_header_and_its_rows(store: Path, sheet: Sheet) -> None:
    content, parcel = sent(store, "csv", sheet.name)
    header, *found = cells(content)
    assert tuple(header) == sheet.columns
    kept = rows(store, f"SELECT * FROM {sheet.table}")
    assert len(found) == len(kept) > 0
    assert parcel.size() == f"1 kind, {len(kept):,} row{'s' * (len(kept) != 1)}"
    as_cells = [
        ["" if row[column] is None else str(row[column]) for column in sheet.own_columns]
        for row in kept
    ]
    own = [header.index(column) for column in sheet.own_columns]
    assert sorted([undefused(row[place]) for place in own] for row in found) == sorted(as_cells)


def test_an_empty_kind_still_has_its_header(empty_store: Path) -> None:
    content, parcel = sent(empty_store, "csv", "rounds", to_file=False)
    assert content.startswith(b"id,negotiation,date,")
    assert content.count(b"\n") == 1
    assert parcel.size() == "1 kind, 0 rows"


def test_what_strangers_wrote_comes_back_to_the_letter_from_a_file(store: Path) -> None:
    notes = write_notes(store)
    content, parcel = sent(store, "csv", "notes")
    header, *found = cells(content)
    texts = {row[0]: undefused(row[header.index("text")]) for row in found}
    assert {key: texts[key] for key in notes} == notes
    assert parcel.lack() == ""


def test_on_stdout_nothing_steers_a_terminal_and_that_is_said(store: Path) -> None:
    write_notes(store, ("plain \x1b[2J text\r", "tab\tand\nnew line", "\u202eback"))
    content, parcel = sent(store, "csv", "notes", to_file=False)
    text = content.decode()
    assert "plain [2J text," in text
    assert '"tab\tand\nnew line"' in text
    assert all(each in "\n\t" or each.isprintable() for each in text)
    assert parcel.lack() == (
        "Left out of 2 cells: control characters, which would steer a terminal. -o FILE keeps them."
    )


def test_only_a_file_begins_with_a_byte_order_mark(store: Path) -> None:
    to_file, to_pipe = (sent(store, "csv", "partners", to_file=to)[0] for to in (True, False))
    assert to_file == BYTE_ORDER_MARK + to_pipe
