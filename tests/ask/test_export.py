"""What travels: every row, every column, and into a calendar only what has a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotrack.ask.export.calendar import calendar, known_to_the_day
from negotrack.ask.export.sheets import Extract
from negotrack.ask.export.tables import Tables
from negotrack.domain.dates import when
from negotrack.domain.exchange import SHEETS, Sheet, sheet_named
from negotrack.store.reader import FileReader
from tests.conftest import Run
from tests.store.reading import TABLES, rows

# Rows of these travel as the codes in another sheet's `partners`.
SETS = {"round_partner": "rounds", "group_member": "groups"}


def extract(
    reader: FileReader, kind: str, negotiation: str | None = None
) -> list[dict[str, object]]:
    sheet = sheet_named(kind)
    found = Extract(reader, (sheet,), negotiation).rows(sheet)
    return [dict(zip(sheet.columns, row, strict=True)) for row in found]


def test_every_table_travels_with_all_its_columns(store: Path) -> None:
    sheets = {sheet.table: sheet for sheet in SHEETS}
    for table in TABLES:
        if table in SETS:
            assert sheet_named(SETS[table]).sets == ("partners",)
        elif table != "setting":
            columns = {row["name"] for row in rows(store, f"PRAGMA table_info({table})")}
            assert set(sheets[table].own_columns) == columns


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.name))
def test_a_sheet_holds_the_rows_as_they_are(reader: FileReader, store: Path, sheet: Sheet) -> None:
    found = extract(reader, sheet.name)
    own = [{column: row[column] for column in sheet.own_columns} for row in found]
    kept = rows(store, f"SELECT {', '.join(sheet.own_columns)} FROM {sheet.table}")
    assert sorted(own, key=repr) == sorted(kept, key=repr)


def test_a_set_travels_as_codes_in_their_order(reader: FileReader) -> None:
    (quad,) = extract(reader, "groups")
    assert quad["partners"] == "CA EU JP US"
    plenary, *_ = (row for row in extract(reader, "rounds") if row["track"] == "multilateral")
    assert plenary["partners"] is None


def test_rows_are_counted_as_they_go_by(reader: FileReader) -> None:
    sheet = sheet_named("rounds")
    export = Extract(reader, (sheet,))
    going = export.rows(sheet)
    next(going)
    assert export.counts == {"rounds": 1}
    assert len(list(going)) == 9
    assert export.counts == {"rounds": 10}


def test_of_one_negotiation_go_its_own_rows_and_what_all_share(reader: FileReader) -> None:
    for sheet in SHEETS:
        some, whole = extract(reader, sheet.name, "US-ART"), extract(reader, sheet.name)
        if sheet.name in ("sources", "partners", "aliases", "groups"):
            assert some == whole
        elif sheet.name == "negotiations":
            assert [row["code"] for row in some] == ["US-ART"]
        elif sheet.name == "request-changes":
            known = {row["id"] for row in extract(reader, "requests", "US-ART")}
            assert [row for row in whole if row["request"] in known] == some != []
        else:
            assert [row for row in whole if row["negotiation"] == "US-ART"] == some


def test_a_choice_of_another_negotiation_stays_behind(reader: FileReader) -> None:
    def settings(negotiation: str | None) -> list[object]:
        tables = list(Tables(reader).of_facts(SHEETS, negotiation))
        assert tables[-1].name == "setting"
        return list(tables[-1].rows)

    assert settings(None) == settings("WTO") == [("negotiation", "WTO")]
    assert settings("US-ART") == []


@pytest.mark.parametrize("edtf", ["2025-11-12", "2025-11-12/2025-11-14", "2025-11-12T09:30:00"])
def test_a_day_and_a_run_of_days_are_known_to_the_day(edtf: str) -> None:
    assert known_to_the_day(when(edtf))


@pytest.mark.parametrize(
    "edtf",
    [
        "2025-11-12~",
        "2025-11-12?",
        "2025-11-12/2025-11-14~",
        "[2004-09-01..2004-09-10]",
        "[..2004-12-15]",
        "2025-11-12/..",
        "2025-11-12/",
        "2025-11",
        "2025-11/2025-12",
        "2025-11-XX",
        "2025-21",
        "2025",
    ],
)
def test_nothing_less_is_known_to_the_day(edtf: str) -> None:
    assert not known_to_the_day(when(edtf))


def test_what_has_no_day_is_counted_and_left_out(reader: FileReader) -> None:
    found = calendar(reader, "US-ART")
    assert [each.about.id for each in found.appointments] == [
        "us-art-2025-11-10-ministerial",
        "us-art-2025-11-12-technical",
    ]
    assert found.left_out == {"round": 1, "follow-up": 4}
    assert calendar(reader, "US-ART", ["round"]).left_out == {"round": 1}


def test_what_others_write_meanwhile_is_not_half_in_it(reader: FileReader, run: Run) -> None:
    with reader.one_moment():
        before = extract(reader, "chapters")
        # The other one waits for the reader to end, and gives up.
        late = run("-n", "US-ART", "add-chapter", "late", "--title", "Late", "--source", "moit")
        assert (late.code, "is locked" in late.err) == (5, True), late
        assert extract(reader, "chapters") == before


ROUND = "us-art-2025-11-12-technical"
CORRECT = ("amend", "round", ROUND, "--why", "as the host says")


def revision(store: Path, key: str = ROUND) -> tuple[int, str]:
    found = calendar(FileReader(store), None, ["round"]).appointments
    (of_round,) = (each.revision for each in found if each.about.id == key)
    return of_round.count, of_round.recorded_at


def test_a_revision_is_newer_after_each_entry_that_touches_the_round(store: Path, run: Run) -> None:
    told = [revision(store)]
    for words in (
        (*CORRECT, "--place", "Hanoi"),
        (*CORRECT, "--date", "2025-11-12/2025-11-13"),
        ("undo",),
        ("redo",),
    ):
        ran = run("-n", "US-ART", *words)
        assert ran.code == 0, ran
        told.append(revision(store))
    assert [count for count, _ in told] == [0, 1, 2, 3, 4]
    assert [at for _, at in told] == sorted({at for _, at in told})


def test_who_takes_part_belongs_to_the_round(store: Path, run: Run) -> None:
    key = "wto-2004-12-15-working-party"
    changed = run("-n", "WTO", "amend", "round", key, "--partner", "JP", "--why", "mistaken")
    assert changed.code == 0, changed
    assert revision(store, key)[0] == 1


def test_an_entry_about_something_else_leaves_the_revision(store: Path, run: Run) -> None:
    before = revision(store)
    assert run("-n", "US-ART", "add-note", "Tea", "--on", "2025-11-12", "--source", "us").code == 0
    assert revision(store) == before
