"""What a file may be, and what it may do to us."""

from __future__ import annotations

import io
import json
import shutil
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from negotrack.errors import ImportProblems, Misuse
from negotrack.record.importing import json_rows, tables, unpacked
from tests.record.importing.desk import Asked, bring
from tests.store.reading import fingerprint, rows

PAPER = "A newspaper of the day"
ROWS = [
    ["partner", "status", "on", "note", "source"],
    ["JP", "concluded", "2005-06-09", "in Tokyo, at last", PAPER],
    ["KR", "signed", "2005-07-11", 'nine "rounds"', PAPER],
]


def delimited(sign: str) -> str:
    def cell(text: str) -> str:
        quoted = text.replace('"', '""')
        return f'"{quoted}"' if sign in text or '"' in text or "," in text else text

    return "".join(sign.join(map(cell, row)) + "\n" for row in ROWS)


def notes(store: Path) -> list[str]:
    found = rows(
        store,
        "SELECT c.note FROM status_change c JOIN source s ON s.code = c.source"
        " WHERE s.title = :title ORDER BY c.partner",
        title=PAPER,
    )
    return [row["note"] for row in found]


def saved(store: Path, content: bytes, name: str = "sheet.csv") -> Path:
    path = store.with_name(name)
    path.write_bytes(content)
    return path


class TestText:
    @pytest.mark.parametrize("sign", [",", ";", "\t", "|", "^", "~", ":", "#", "!", "\x1f"])
    def test_any_delimiter_will_do(self, store: Path, sign: str) -> None:
        bring(store, delimited(sign))
        assert notes(store) == ["in Tokyo, at last", 'nine "rounds"']

    def test_commas_inside_quotes_do_not_count(self, store: Path) -> None:
        text = 'partner;status;on;"note, remark, comment"\n' + "".join(
            f'{code};negotiating;2005-06;"a, b, c, d, e"\n' for code in ("JP", "KR", "CN")
        )
        came = bring(store, text)
        assert came.words == "3 statuses from sheet.csv"

    def test_excel_s_hint_of_the_delimiter_is_heard(self, store: Path) -> None:
        came = bring(store, "sep=;\n" + delimited(";").replace("2005-07-11", "soon"))
        assert "line 4, on" in came.problems

    @pytest.mark.parametrize(
        "encode",
        [
            lambda text: text.encode("utf-8-sig"),
            lambda text: text.encode("utf-16"),
            lambda text: text.replace("\n", "\r\n").encode(),
            lambda text: text.replace("\n", "\r").encode(),
            lambda text: ("\n\n \n" + text + "\n\n").encode(),
            lambda text: text.rstrip("\n").encode(),
        ],
        ids=["BOM", "UTF-16", "CR LF", "CR", "blank lines", "no last new line"],
    )
    def test_texts_of_other_programs(self, store: Path, encode: Callable[[str], bytes]) -> None:
        bring(store, saved(store, encode(delimited(","))))
        assert notes(store) == ["in Tokyo, at last", 'nine "rounds"']

    def test_short_rows_end_with_empty_cells(self, store: Path) -> None:
        bring(store, "partner,status,on,note,source\nJP,concluded,2005-06-09\n")
        assert rows(store, "SELECT * FROM status_change WHERE date = '2005-06-09'")

    def test_a_marked_formula_comes_in_as_it_was(self, store: Path) -> None:
        text = f"partner,status,on,note,source\nJP,concluded,2005,'=cmd|x,{PAPER}\n"
        bring(store, text + f"KR,concluded,2005,''=x,{PAPER}\nCN,concluded,2005,'tis,{PAPER}\n")
        assert notes(store) == ["'tis", "=cmd|x", "'=x"]

    def test_no_sql_comes_out_of_any_text(self, store: Path) -> None:
        nasty = "x'); DROP TABLE status_change; --"
        text = f'partner,status,on,note,source\nJP,concluded,2005-06-09,"{nasty}","{nasty}"\n'
        bring(store, text)
        (row,) = rows(store, "SELECT note FROM status_change WHERE date = '2005-06-09'")
        assert row["note"] == nasty
        came = bring(
            store, f'"{nasty}",status,on\n"{nasty}",x,y\n', Asked(maps=(f"{nasty}=partner",))
        )
        assert "No partner is called" in came.problems

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "it is empty"),
            (b"\n \n", "it is empty"),
            (b"partner,status,on\nJP,conclud\xe9,2005\n", "the byte 0xe9 in line 2 is no UTF-8"),
            (b"p\0a\0r\0t\0n\0e\0r\0", "it is no text"),
            (b'partner,status,on\nJP,"concluded,2005\n', "line 2, cannot be imported: a quotation"),
            (b'partner,status,on\nJP,"con"cluded,2005\n', "line 2, cannot be imported: something"),
            (b"partner,status,on\n" + b"x" * 1_000_001, "line 2 is longer than"),
            (b",".join([b"x"] * 600) + b"\n", "it has 600 columns"),
            (b"\xd0\xcf\x11\xe0aaaa", "old Excel file"),
            (b"SQLite format 3\0aaaa", "it is a database"),
            (b"\x1f\x8baaaa", "it is packed"),
            (b"PK\x03\x04aaaa", "it is a damaged workbook"),
            (b'{"a": ', "it is no JSON"),
            (b'{"a": 1}x', "it is no JSON"),
            (b"[" * 100_000, "nested too deeply"),
            (b'{"kinds": 3}', "neither a list of objects nor an export"),
            (b'{"kinds": {"colours": []}}', "no kind of fact"),
            (b"[1, 2]", "no list of objects"),
            (b"[]", "no header"),
            (b'[{"text": "\\ud800", "due": ""}]', "half a character"),
            (b'[{"a": NaN}]', "it is no JSON"),
            (b"[" + b"{}," * 2_000_000 + b"{}]", "more than 2,000,000 objects"),
            (b'[{"a": ' + b"9" * 10_000 + b"}]", "it is no JSON"),
        ],
    )
    def test_what_cannot_be_read_is_one_sentence(
        self, store: Path, content: bytes, why: str
    ) -> None:
        before = fingerprint(store)
        came = bring(store, saved(store, content))
        assert why in came.refused
        assert fingerprint(store) == before

    def test_what_is_no_file_is_misuse(self, store: Path) -> None:
        for path in (store.parent, store.with_name("nowhere.csv"), store / "x.csv"):
            with pytest.raises(Misuse):
                bring(store, path)
        with pytest.raises(Misuse, match="no sheets"):
            bring(store, saved(store, b"partner,status,on\n"), Asked(sheet="x"))

    def test_a_header_alone_is_no_mistake(self, store: Path) -> None:
        assert bring(store, "partner,status,on\n").words == "all 0 rows of sheet.csv are there"


class TestJson:
    def test_a_list_of_objects(self, store: Path) -> None:
        listed = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]
        came = bring(store, saved(store, json.dumps(listed, indent=1).encode(), "sheet.json"))
        assert came.words == "2 statuses from sheet.json"
        assert notes(store) == ["in Tokyo, at last", 'nine "rounds"']

    def test_a_line_for_each_object(self, store: Path) -> None:
        lines = [json.dumps(dict(zip(ROWS[0], row, strict=True))) for row in ROWS[1:]]
        lines.insert(1, '{"partner": "CN", "status": "concluded", "on": 2005, "note": null}')
        came = bring(store, saved(store, "\n".join(lines).encode(), "sheet.jsonl"))
        assert came.words == "3 statuses from sheet.jsonl"

    def test_a_line_that_is_no_object_is_a_problem_of_its_own(self, store: Path) -> None:
        good = '{"partner": "JP", "status": "concluded", "on": "2005-06-09"}'
        deep = "[" * 5_000
        lines = [good, "{oops", "[1]", deep, '{"partner": "\\ud800", "status": "x", "on": "2005"}']
        path = saved(store, "\n".join(lines).encode(), "sheet.jsonl")

        came = bring(store, path)
        shown = [line for line in came.problems.splitlines() if line.startswith("  line")]
        assert [line[:8] for line in shown] == ["  line 2", "  line 3", "  line 4", "  line 5"]
        came = bring(store, path, Asked(skip=True))
        assert came.words == "1 status from sheet.jsonl"
        assert came.bad[0].read_text(encoding="utf-8").startswith("text,line,problem\n{oops,2,")

    def test_lines_may_say_their_kind_and_come_in_any_mixture(self, store: Path) -> None:
        lines = [
            {"kind": "partners", "row": {"code": "TH", "kind": "economy"}},
            {"kind": "participants", "partner": "TH", "role": "observer"},
            {"kind": "statuses", "row": {"partner": "TH", "status": "interested", "date": "2005"}},
            {"kind": "note", "row": {"text": "Much ado", "date": "2005", "partner": "TH"}},
        ]
        path = saved(store, "\n".join(map(json.dumps, lines)).encode(), "sheet.jsonl")
        assert (
            bring(store, path).words
            == "1 partner, 1 participant, 1 status, 1 note from sheet.jsonl"
        )

    def test_a_source_that_two_kinds_cite_is_written_once(self, store: Path) -> None:
        lines: list[dict[str, Any]] = [
            {"kind": "requests", "row": {"id": "ban", "text": "x", "asker": "VN", "asked": "US"}},
            # It waits for the statement that raises the request.
            {"kind": "request-changes", "request": "ban", "state": "accepted", "date": "2005-06"},
            {"kind": "statuses", "partner": "JP", "status": "concluded", "date": "2005-06-09"},
            {"kind": "request-changes", "request": "ban", "state": "raised", "date": "2005-05"},
            {"kind": "notes", "text": "Much ado", "date": "2005"},
        ]
        text = "\n".join(json.dumps(line | {"source": PAPER}) for line in lines[1:])
        path = saved(store, f"{json.dumps(lines[0])}\n{text}".encode(), "sheet.jsonl")
        came = bring(store, path)
        assert came.words == "1 status, 1 request, 2 request changes, 1 note from sheet.jsonl"
        assert len(rows(store, "SELECT * FROM source WHERE title = :title", title=PAPER)) == 1

    def test_bad_lines_are_given_back_with_the_columns_of_their_kind(self, store: Path) -> None:
        lines = [
            {"kind": "statuses", "row": {"partner": "XX", "status": "interested", "date": "2005"}},
            {"kind": "statuses", "row": {"partner": "JP", "date": "2005", "note": "x"}},
            {"kind": "notes", "row": {"text": "Much ado"}},
        ]
        path = saved(store, "\n".join(map(json.dumps, lines)).encode(), "sheet.jsonl")
        came = bring(store, path, Asked(skip=True))
        assert [each.name for each in came.bad] == ["sheet.bad.csv", "sheet.bad-2.csv"]
        first, second, third = came.bad[0].read_text(encoding="utf-8").splitlines()
        assert first.startswith("partner,status,date,")
        assert (second[:3], third[:4]) == ("XX,", "JP,,")

    def test_only_the_kind_that_was_asked_for_is_taken(self, store: Path) -> None:
        document = {
            "schema": json_rows.EXPORT,
            "kinds": {
                "notes": [{"text": "Much ado", "date": "2005"}],
                "statuses": [{"partner": "JP", "status": "concluded", "date": "2005-06-09"}],
            },
        }
        path = saved(store, json.dumps(document).encode(), "sheet.json")
        assert bring(store, path, Asked(kind="statuses")).words == "1 status from sheet.json"
        assert bring(store, path).words == "1 note from sheet.json (one row was there already)"

    def test_what_is_larger_than_can_be_held_is_refused(
        self, store: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("negotrack.record.importing.opening.LARGEST", 100)
        came = bring(store, saved(store, b"[" + b" " * 200 + b"]", "sheet.json"))
        assert "larger than" in came.refused

    def test_an_archive_is_known_by_its_first_line(self) -> None:
        assert json_rows.is_archive(b'{"schema": "negotrack/archive/1", "store": 1}')
        assert json_rows.is_archive(b'{ "schema":"negotrack/archive/2"')
        assert not json_rows.is_archive(b'{"schema": "negotrack/export/1"}')


def workbook(**sheets: list[list[Any]]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"default_date_format": "yyyy-mm-dd", "in_memory": True})
    for name, cells in sheets.items():
        sheet = book.add_worksheet(name.replace("_", " "))
        for place, row in enumerate(cells):
            sheet.write_row(place, 0, row)
    book.close()
    return buffer.getvalue()


class TestWorkbooks:
    def test_the_first_sheet_is_read_and_the_others_are_named(self, store: Path) -> None:
        content = workbook(Facts=ROWS, Later_on=[["x"]])
        path = saved(store, content, "book.xlsx")
        assert bring(store, path).words == "2 statuses from book.xlsx"

    def test_a_sheet_may_be_named_in_any_spelling(self, store: Path) -> None:
        path = saved(store, workbook(Other=[["x"]], Later_on=ROWS), "book.xlsx")
        assert bring(store, path, Asked(sheet="later ON")).words == "2 statuses from book.xlsx"
        with pytest.raises(Misuse, match="no sheet 'Late'"):
            bring(store, path, Asked(sheet="Late"))

    def test_numbers_and_days_are_read_as_they_look(self, store: Path) -> None:
        from datetime import date, datetime

        cells: list[list[Any]] = [
            ["partner", "status", "on", "note", "source"],
            ["JP", "concluded", date(2005, 6, 9), 12, PAPER],
            ["KR", "concluded", datetime(2005, 6, 9), 1.5, PAPER],  # noqa: DTZ001
            ["CN", "concluded", 2005, True, PAPER],
            [None, None, None, None, None],
            ["TW", "concluded", "soon", "", PAPER],
        ]
        path = saved(store, workbook(Facts=cells), "book.xlsx")
        came = bring(store, path)
        assert came.problems.startswith("  row 6, on: Cannot read the date 'soon'")
        bring(store, path, Asked(skip=True))
        assert notes(store) == ["yes", "12", "1.5"]

    def test_a_workbook_of_kinds_is_read_whole(self, store: Path) -> None:
        content = workbook(
            partners=[["code", "name"], ["TH", None]],
            participants=[["partner", "role"], ["TH", "observer"]],
        )
        path = saved(store, content, "book.xlsx")
        assert bring(store, path).words == "1 partner, 1 participant from book.xlsx"

    def test_what_unpacks_too_large_is_refused(
        self, store: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = saved(store, workbook(Facts=ROWS), "book.xlsx")
        monkeypatch.setattr(unpacked, "LARGEST", 2_000)
        assert "unpacked it is larger" in bring(store, path).refused

    def test_a_size_that_is_not_true_is_found_out(self) -> None:
        bomb = lying_zip(tables.LARGEST + 1)
        assert len(bomb) < 200_000
        with pytest.raises(ImportProblems, match="unpacked it is larger"):
            unpacked.refuse_bomb(io.BytesIO(bomb), "bomb.xlsx")

    def test_a_cell_far_out_is_refused_before_it_takes_all_memory(self, store: Path) -> None:
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer)
        sheet = book.add_worksheet()
        sheet.write(0, 0, "partner")
        sheet.write(1_048_575, 16_383, "x")
        book.close()
        came = bring(store, saved(store, buffer.getvalue(), "far.xlsx"))
        assert "reaches over 1,048,576 rows and 16,384 columns" in came.refused

    @pytest.mark.parametrize("cut", [100, 1_000, -30])
    def test_a_damaged_workbook_is_one_sentence(self, store: Path, cut: int) -> None:
        content = workbook(Facts=ROWS)[:cut]
        assert "damaged workbook" in bring(store, saved(store, content, "cut.xlsx")).refused

    def test_another_zip_is_no_workbook(self, store: Path) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("hello.txt", "hello")
        assert "damaged workbook" in bring(store, saved(store, buffer.getvalue(), "x.xlsx")).refused


def lying_zip(size: int) -> bytes:
    """Make a zip with one part that is far larger than the zip says."""
    name = b"xl/worksheets/sheet1.xml"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = b" " * 1_000_000
    packed = (
        b"".join(packer.compress(piece) for _ in range(size // len(piece) + 1)) + packer.flush()
    )
    sizes = struct.pack("<III", 0, len(packed), 100)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes
    local += struct.pack("<HH", len(name), 0) + name + packed
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
    central += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


class TestMemory:
    """What is held of a file does not grow with it."""

    def peak(self, store: Path, path: Path) -> int:
        fresh = Path(shutil.copy(store, store.with_name("fresh.db")))
        tracemalloc.start()
        try:
            assert bring(fresh, path).refused == ""
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    @pytest.mark.parametrize("ending", ["csv", "jsonl"])
    def test_ten_times_the_rows_take_no_more(self, store: Path, ending: str) -> None:
        few, many = (self.sheet(store, count, ending) for count in (2_400, 24_000))
        self.peak(store, few)  # what is loaded once counts for neither
        assert self.peak(store, many) < 1.3 * self.peak(store, few)

    def sheet(self, store: Path, count: int, ending: str) -> Path:
        path = store.with_name(f"sheet-{count}.{ending}")
        codes = ("JP", "KR", "CN", "US", "CA", "MX", "AU", "NZ", "TR", "NO")
        with path.open("w") as file:
            file.write("partner,status,on,note,source\n" if ending == "csv" else "")
            for number in range(count):
                month = f"{1990 + number // 120 % 10}-{1 + number // 10 % 12:02}"
                cells = {"partner": codes[number % 10], "status": "interested", "on": month}
                cells |= {"note": f"told {number} times", "source": f"Paper {number // 1200}"}
                text = ",".join(cells.values()) if ending == "csv" else json.dumps(cells)
                file.write(f"{text}\n")
        return path
