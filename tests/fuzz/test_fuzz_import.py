"""Files that nobody should trust: each goes in and can be taken back, or nothing of it does.

Single cases of broken files are in tests/record/importing/test_files.py.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.column_words import known_words
from negotrack.domain.exchange import SHEETS
from negotrack.domain.texts import prose
from negotrack.errors import Misuse, NegotrackError
from tests.conftest import Run
from tests.fuzz.conftest import GoodFiles, fuzzed
from tests.fuzz.hostile import Cut, cuts, damaged_bytes, texts
from tests.fuzz.workbench import FORESEEN, Workbench, steers, workbench
from tests.record.desk import take_back
from tests.record.importing.desk import Asked, bring
from tests.render.exported import sent, write_notes
from tests.store.reading import entries, fingerprint, rows, tables

PROBLEMS: Final = 6
GOOD: Final = ("facts.xlsx", "facts.json", "facts.jsonl", "statuses.csv", "rounds.csv", "rules.csv")
KINDS: Final = (None, None, *(sheet.name for sheet in SHEETS))

kinds = st.sampled_from(KINDS)
names = st.sampled_from(
    ("a.csv", "a.xlsx", "a.json", "a.jsonl", "a", "-a.csv", "..csv", "rounds.csv", "\x1b[2J.csv")
)
good_cells = st.sampled_from(
    ("JP", "KR; CN", "WTO", "concluded", "signed", "2005-06-09", "by June 2005", "yes", "3", "")
)
headings = st.one_of(
    st.sampled_from(sorted(known_words())),
    st.sampled_from(sorted({column for sheet in SHEETS for column in sheet.columns})),
    texts,
)


def _goes_in_or_does_not(bench: Workbench, file: Path, kind: str | None = None) -> None:
    """Import a file by the verb: only what is foreseen stops it, and then nothing is left of it."""
    print_before, before, there = fingerprint(bench.store), tables(bench.store), bench.files
    try:
        bring(bench.store, file, Asked(kind=kind))
    except NegotrackError:
        assert fingerprint(bench.store) == print_before
    assert bench.files == there
    if fingerprint(bench.store) == print_before:
        return
    assert len(entries(bench.store)) == 1
    take_back(bench.store)
    assert tables(bench.store) == before


@given(st.binary(max_size=300) | texts.map(str.encode), names, kinds)
@fuzzed
def test_any_bytes_are_refused_or_can_be_taken_back(
    templates: dict[str, Path], content: bytes, name: str, kind: str | None
) -> None:
    with workbench(templates["seeded"]) as bench:
        _goes_in_or_does_not(bench, bench.file(name, content), kind)


@pytest.mark.parametrize("name", GOOD)
@given(cuts, st.sampled_from(("seeded", "empty")))
@fuzzed
def test_a_damaged_file_is_refused_or_can_be_taken_back(
    templates: dict[str, Path], good_files: GoodFiles, name: str, made: list[Cut], into: str
) -> None:
    with workbench(templates[into]) as bench:
        _goes_in_or_does_not(bench, bench.file(name, damaged_bytes(good_files[name], made)))


@given(st.integers(0, 99), cuts)
@fuzzed
def test_a_workbook_with_damaged_parts_is_refused_or_can_be_taken_back(
    templates: dict[str, Path], good_files: GoodFiles, place: int, made: list[Cut]
) -> None:
    parts = _parts(good_files["facts.xlsx"])
    part = sorted(parts)[place % len(parts)]
    parts[part] = damaged_bytes(parts[part], made)
    with workbench(templates["seeded"]) as bench:
        _goes_in_or_does_not(bench, bench.file("facts.xlsx", _packed(parts)))


sheets = st.tuples(
    st.lists(headings, min_size=1, max_size=6),
    st.lists(st.lists(good_cells | texts, max_size=7), max_size=5),
)


def _as_csv(sheet: tuple[list[str], list[list[str]]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows((sheet[0], *sheet[1]))
    return written.getvalue().encode()


def _as_json(sheet: tuple[list[str], list[list[str]]]) -> bytes:
    return json.dumps([dict(zip(sheet[0], row, strict=False)) for row in sheet[1]]).encode()


def _as_lines(sheet: tuple[list[str], list[list[str]]]) -> bytes:
    items = (dict(zip(sheet[0], row, strict=False)) for row in sheet[1])
    return "\n".join(map(json.dumps, items)).encode()


forms = st.sampled_from((("a.csv", _as_csv), ("a.json", _as_json), ("a.jsonl", _as_lines)))
Form = tuple[str, Callable[[tuple[list[str], list[list[str]]]], bytes]]


@given(sheets, forms, kinds)
@fuzzed
def test_any_header_over_any_cells_is_refused_or_can_be_taken_back(
    templates: dict[str, Path],
    sheet: tuple[list[str], list[list[str]]],
    form: Form,
    kind: str | None,
) -> None:
    name, write = form
    with workbench(templates["seeded"]) as bench:
        _goes_in_or_does_not(bench, bench.file(name, write(sheet)), kind)


@given(sheets, forms, kinds, names, texts)
@fuzzed
def test_the_command_says_it_plainly_and_writes_only_beside_the_file(
    templates: dict[str, Path],
    sheet: tuple[list[str], list[list[str]]],
    form: Form,
    kind: str | None,
    name: str,
    text: str,
) -> None:
    _, write = form
    with workbench(templates["seeded"]) as bench:
        file = bench.file(name, write(sheet))
        there = bench.files
        options = (f"--kind={kind}",) if kind else (f"--map={text}=note", f"--source={text}")
        ran = bench.run("-n", "WTO", "import", "--skip-bad", *options, "--", str(file))
        assert ran.code in FORESEEN, ran
        assert "Traceback" not in ran.err
        assert not steers(ran.out + ran.err)
        assert all(new.startswith(f"{file.stem}.bad") for new in bench.files - there)
        assert there <= bench.files


@given(st.lists(texts, min_size=1, max_size=4), st.integers(0, 3))
@fuzzed
def test_no_name_inside_of_a_file_is_a_name_of_a_file(
    templates: dict[str, Path], said: list[str], up: int
) -> None:
    climbing = "../" * up + "fallen"
    row = {"id": climbing, "text": said[0], "date": "2005", "source": climbing, climbing: said[-1]}
    kinds = {climbing: [row], **{text: [row] for text in said}}
    with workbench(templates["seeded"]) as bench:
        lines = bench.file("a.jsonl", json.dumps({"kind": climbing, "row": row}).encode())
        for file in (bench.file("a.json", json.dumps({"kinds": kinds}).encode()), lines):
            there = bench.files
            ran = bench.run("-n", "WTO", "import", "--skip-bad", str(file))
            assert ran.code in FORESEEN, ran
            assert {Path(new).name for new in bench.files - there} <= {"a.bad.csv"}
            assert not [each for each in bench.files if "fallen" in each]


@given(st.sampled_from(("csv", "xlsx", "json", "jsonl")), st.lists(texts, max_size=6, unique=True))
@fuzzed
def test_what_the_record_can_hold_comes_back_to_the_letter(
    templates: dict[str, Path], form: str, said: list[str]
) -> None:
    with workbench(templates["seeded"]) as bench, workbench(templates["seeded"]) as other:
        notes = write_notes(bench.store, tuple(said))
        content, _ = sent(bench.store, form, "notes")
        before = fingerprint(other.store)
        file = other.file(f"notes.{form}", content)
        came = bring(other.store, file, Asked(kind="notes"))
        if not all(map(_can_be_typed, said)):
            assert came.refused
            assert fingerprint(other.store) == before
            return
        assert not came.refused, came
        found = rows(other.store, "SELECT id, text FROM note WHERE id LIKE 'hostile-%'")
        assert {row["id"]: row["text"] for row in found} == notes
        after = fingerprint(other.store)
        bring(other.store, file, Asked(kind="notes"))
        assert fingerprint(other.store) == after


def _can_be_typed(text: str) -> bool:
    try:
        return prose(text, "text") == text
    except Misuse:
        return False


@given(
    st.integers(0, 200_000),
    st.sampled_from((b"[", b'{"a":', b'[{"text":', b'{"kinds":{"notes":[')),
    st.sampled_from(("deep.json", "deep.jsonl", "deep.csv")),
)
@fuzzed
def test_no_depth_is_a_crash(
    templates: dict[str, Path], depth: int, opening: bytes, name: str
) -> None:
    with workbench(templates["empty"]) as bench:
        _goes_in_or_does_not(bench, bench.file(name, b"[" + opening * depth))


@given(st.integers(1, 6000), st.sampled_from(("{}", "-{}", "{}.0", "1e{}", "0.{}")), kinds)
@fuzzed
def test_no_number_is_a_crash(
    templates: dict[str, Path], digits: int, form: str, kind: str | None
) -> None:
    number = form.format("9" * digits)
    row = f'{{"id": {number}, "partner": "JP", "text": {number}, "votes": {number}, "date": 2005}}'
    with workbench(templates["seeded"]) as bench:
        _goes_in_or_does_not(bench, bench.file("a.json", f"[{row}]".encode()), kind)


@given(st.sampled_from(("{}", "{}\n{}", "sep={}")), texts, texts)
@fuzzed
def test_no_beginning_of_a_file_is_a_crash(
    templates: dict[str, Path], form: str, one: str, other: str
) -> None:
    with workbench(templates["empty"]) as bench:
        content = form.format(one, other) + "\npartner,status,on\nJP,signed,2005\n"
        _goes_in_or_does_not(bench, bench.file("a.csv", content.encode()))


def _parts(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        return {part: book.read(part) for part in book.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return content.getvalue()


def _reaching(cell: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """Give a way to put one more cell, far out, into the first sheet."""
    more = f'<row><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'.encode()
    sheet = "xl/worksheets/sheet1.xml"
    return lambda parts: parts | {sheet: parts[sheet].replace(b"</sheetData>", more)}


def _under_another_name(parts: dict[str, bytes]) -> dict[str, bytes]:
    far, relations = _reaching("XFD1048576")(parts), "xl/_rels/workbook.xml.rels"
    far["xl/elsewhere.xml"] = far.pop("xl/worksheets/sheet1.xml")
    return far | {relations: parts[relations].replace(b"worksheets/sheet1", b"elsewhere")}


def _of_many_strings(parts: dict[str, bytes]) -> dict[str, bytes]:
    said = b'count="4000000000" uniqueCount="4000000000"><si><t>x</t></si></sst>'
    schema = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return parts | {"xl/sharedStrings.xml": b'<sst xmlns="' + schema + b'" ' + said}


Bomb = Callable[[dict[str, bytes]], dict[str, bytes]]
BOMBS: Final[dict[str, Bomb]] = {
    "the last cell": _reaching("XFD1048576"),
    "a row past the last": _reaching("XFD99999999"),
    "a row with noughts before": _reaching("XFD0000001048576"),
    "a column past the last": _reaching("ZZZZZZ99999"),
    "a sheet under another name": _under_another_name,
    "a hundred million blanks": lambda parts: parts | {"xl/theme.xml": b" " * 100_000_001},
    "claimed strings": _of_many_strings,
    "ten thousand parts": lambda parts: parts | {f"xl/{n}": b"" for n in range(10_000)},
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_small_workbook_that_grows_is_refused_by_its_size(
    run: Run, store: Path, tmp_path: Path, good_files: GoodFiles, bomb: Bomb
) -> None:
    parts = _parts(good_files["facts.xlsx"])
    file, before = tmp_path / "bomb.xlsx", fingerprint(store)
    file.write_bytes(_packed(bomb(parts)))
    assert file.stat().st_size < 2_000_000
    ran = run("import", str(file))
    assert (ran.code, ran.out) == (PROBLEMS, ""), ran
    assert ran.err.startswith("negotrack: bomb.xlsx cannot be imported: ")
    assert any(why in ran.err for why in ("larger than", "reaches over", "parts"))
    assert fingerprint(store) == before
