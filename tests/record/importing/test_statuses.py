"""Importing statuses: taken in together, by the rules of set-status."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotrack.record.undo import undo
from negotrack.store.journal import recording
from tests.conftest import Run
from tests.record.desk import take_back
from tests.record.importing.desk import Asked, bring
from tests.store.reading import changes, entries, fingerprint, rows, tables

LATER_FACTS = Path(__file__).parents[3] / "examples" / "wto-2005-2006.csv"
HEADER = "partner,status,on,note,source\n"
PAPER = "A newspaper of the day"


def said(store: Path, partner: str, source: str = PAPER) -> list[tuple[str, str, int]]:
    """Give what a source says of a partner: status, date, whether it resets."""
    return [
        (row["status"], row["date"], row["resets"])
        for row in rows(
            store,
            "SELECT c.* FROM status_change c JOIN source s ON s.code = c.source"
            " WHERE partner = :partner AND s.title = :source ORDER BY latest, c.rowid",
            partner=partner,
            source=source,
        )
    ]


def test_the_later_facts_go_in_as_they_are(store: Path) -> None:
    came = bring(store, LATER_FACTS)

    assert came.words == "27 statuses from wto-2005-2006.csv"
    assert came.said == [
        "Reading statuses from wto-2005-2006.csv: partner, status, on → date, note, source."
    ]
    assert said(store, "IN", "VnExpress, August 2005, as reprinted") == [
        ("signed", "2005-08-12", 0)
    ]


def test_the_same_file_twice_changes_nothing_the_second_time(store: Path) -> None:
    bring(store, LATER_FACTS)
    before = fingerprint(store)

    came = bring(store, LATER_FACTS)

    assert came.words == "all 27 rows of wto-2005-2006.csv are there"
    assert fingerprint(store) == before


def test_one_undo_takes_all_of_it_back_with_its_sources(store: Path) -> None:
    before = tables(store)
    bring(store, LATER_FACTS)
    assert len(entries(store)) == 1

    take_back(store)

    assert tables(store) == before


def test_undone_it_can_be_imported_again(store: Path) -> None:
    bring(store, LATER_FACTS)
    after = [row | {"id": ""} for row in tables(store)["status_change"]]
    take_back(store)

    assert bring(store, LATER_FACTS).words == "27 statuses from wto-2005-2006.csv"
    assert sorted(map(repr, after)) == sorted(
        repr(row | {"id": ""}) for row in tables(store)["status_change"]
    )


def test_the_journal_tells_each_row_of_it(store: Path) -> None:
    bring(store, HEADER + f"JP,concluded,2005-06-09,in Tokyo,{PAPER}\n")

    (entry,) = entries(store)
    told = changes(store, entry["id"])
    assert [change["table_name"] for change in told] == ["source", "status_change"]
    assert '"note": "in Tokyo"' in told[1]["after"]


def test_some_rows_were_there_already(store: Path) -> None:
    bring(store, HEADER + f"JP,concluded,2005-06-09,,{PAPER}\n")

    came = bring(
        store, HEADER + f"JP,concluded,2005-06-09,,{PAPER}\nKR,signed,2005-07-11,,{PAPER}\n"
    )

    assert came.words == "1 status from sheet.csv (one row was there already)"


def test_a_row_twice_in_a_file_is_written_once(store: Path) -> None:
    row = f"JP,concluded,2005-06-09,,{PAPER}\n"
    came = bring(store, HEADER + row + row)
    assert came.words == "1 status from sheet.csv (one row was there already)"
    assert said(store, "JP") == [("concluded", "2005-06-09", 0)]


def test_the_same_said_with_another_note_is_a_problem_of_its_line(store: Path) -> None:
    row = f"JP,concluded,2005-06-09,in Tokyo,{PAPER}\n"
    came = bring(store, HEADER + row + row.replace("Tokyo", "Kyoto"))
    assert "line 3: The same is said in line 2 with another note or round" in came.problems

    bring(store, HEADER + row)
    came = bring(store, HEADER + row.replace("Tokyo", "Kyoto"))
    assert "line 2: The same is said in the record, as" in came.problems
    # What says less is no contradiction.
    assert (
        bring(store, HEADER + row.replace("in Tokyo", "")).words
        == "the one row of sheet.csv is there"
    )


def test_words_and_names_are_read_as_everywhere(store: Path) -> None:
    bring(
        store,
        f"nước,tình trạng,ngày,nguồn\nNhật Bản,Closed,by 15 June 2005,{PAPER}\n"
        f"REPUBLIC of korea,agreed in principle,May 2005,{PAPER}\n"
        f"trung quốc,closed,2005-05-06..2005-09-15,{PAPER}\n",
    )
    assert said(store, "JP") == [("concluded", "[..2005-06-15]", 0)]
    assert said(store, "KR") == [("agreed-in-principle", "2005-05", 0)]
    assert said(store, "CN") == [("concluded", "[2005-05-06..2005-09-15]", 0)]


def test_everything_or_nothing(store: Path) -> None:
    before = fingerprint(store)

    came = bring(
        store,
        HEADER
        + f"JP,concluded,2005-06-09,,{PAPER}\n"
        + f"Chinaa,conclded,10/11/2005,,{PAPER}\n"
        + f"KR,signed,2005-02-30,,{PAPER}\n",
    )

    assert came.refused.startswith("sheet.csv has 4 problems in 2 of 3 lines; nothing was written.")
    assert came.problems.splitlines() == [
        "  line 3, partner: No partner is called 'Chinaa'. Nearest: China (CN), Canada",
        "    (CA).",
        "  line 3, status: 'conclded' is not a status. Nearest: concluded.",
        "  line 3, on: Cannot read the date '10/11/2005': it could be 10 November 2005 or",
        "    11 October 2005: write 2005-11-10 or 2005-10-11.",
        "  line 4, on: Cannot read the date '2005-02-30': February 2005 has 28 days.",
    ]
    assert fingerprint(store) == before


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",concluded,2005-06-09,,x", "partner: A status needs a partner."),
        ("JP,,2005-06-09,,x", "status: A status change needs a status."),
        ("JP,concluded,,,x", "on: A status needs a date."),
        ("TH,concluded,2005,,x", "partner: No partner is called 'TH'."),
        ("BN,concluded,2005,,x", "partner: BN is not a participant in WTO."),
        (
            "JP,concluded,2027-01-01,,x",
            "on '2027-01-01': It is said to be reached on 1 January 2027, which",
        ),
        ("JP,concluded,2005,,wto-2004-12-16", "source: No source has the code 'wto-2004-12-16'."),
        ("JP,concluded,2005,a\x07b,x", "note 'ab': The note holds the control character U+0007"),
        ("JP,concluded,2005,x,x,y", "It has 6 cells, and the header names 5 columns."),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_line(store: Path, row: str, problem: str) -> None:
    came = bring(store, f"{HEADER}{row}\n")
    assert f"line 2, {problem}" in _flat(came.problems) or f"line 2: {problem}" in _flat(
        came.problems
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_a_line_is_numbered_as_an_editor_does(store: Path) -> None:
    came = bring(
        store, f'{HEADER}\n\nJP,concluded,2005,"two\nlines",{PAPER}\n\nKR,soon,2005,,{PAPER}\n'
    )
    assert "line 7, status" in came.problems


class TestStepsDown:
    """The rule of set-status, for a file as a whole."""

    def test_a_step_down_is_a_problem_of_its_line(self, store: Path) -> None:
        came = bring(store, f"{HEADER}EU,negotiating,2005-06-09,,{PAPER}\n")
        assert "line 2, status: EU is concluded in WTO by then, and negotiating is lower." in _flat(
            came.problems
        )

    def test_an_earlier_day_is_no_step_down(self, store: Path) -> None:
        bring(store, f"{HEADER}EU,negotiating,2003-06-09,,{PAPER}\n")
        assert said(store, "EU") == [("negotiating", "2003-06-09", 0)]

    def test_rows_are_judged_in_the_order_of_their_days(self, store: Path) -> None:
        bring(store, f"{HEADER}JP,concluded,2005-09,,{PAPER}\nJP,partly-agreed,2005-06,,{PAPER}\n")
        assert said(store, "JP") == [("partly-agreed", "2005-06", 0), ("concluded", "2005-09", 0)]

        came = bring(
            store, f"{HEADER}KR,negotiating,2005-09,,{PAPER}\nKR,concluded,2005-06,,{PAPER}\n"
        )
        assert "line 2, status: KR is concluded" in came.problems

    def test_who_says_reopen_takes_back_what_was_reached(self, store: Path) -> None:
        bring(
            store,
            f"partner,status,on,reopen,source\nEU,negotiating,2005-06-09,yes,{PAPER}\n"
            f"EU,partly-agreed,2005-07,,{PAPER}\nJP,concluded,2005-07,yes,{PAPER}\n",
        )
        assert said(store, "EU") == [
            ("negotiating", "2005-06-09", 1),
            ("partly-agreed", "2005-07", 0),
        ]
        # There was nothing to take back.
        assert said(store, "JP") == [("concluded", "2005-07", 0)]

    def test_a_word_beside_the_ladder_resets(self, store: Path) -> None:
        bring(store, f"{HEADER}EU,suspended,2005-06,,{PAPER}\nEU,negotiating,2005-07,,{PAPER}\n")
        assert said(store, "EU") == [("suspended", "2005-06", 1), ("negotiating", "2005-07", 0)]

    def test_a_chapter_has_a_ladder_of_its_own(self, store: Path) -> None:
        came = bring(
            store,
            f"partner,chapter,status,on,source\nEU,goods,negotiating,2005-06,{PAPER}\n"
            f"EU,goods,interested,2005-07,{PAPER}\nEU,services,interested,2005-07,{PAPER}\n",
        )
        assert "line 3, status: EU is negotiating" in came.problems
        assert came.refused.startswith("sheet.csv has a problem in 1 of 3 lines")

    def test_two_words_of_one_day_are_no_step_down(self, store: Path) -> None:
        bring(
            store,
            f"{HEADER}JP,concluded,2005-06-09,,{PAPER}\nJP,partly-agreed,2005-06-09,,{PAPER}\n",
        )
        assert len(said(store, "JP")) == 2

    def test_whether_it_resets_is_taken_as_given(self, store: Path) -> None:
        header = "partner,status,on,resets,source\n"
        bring(store, f"{header}EU,negotiating,2005-06,0,{PAPER}\nEU,interested,2005-07,1,{PAPER}\n")
        assert said(store, "EU") == [("negotiating", "2005-06", 0), ("interested", "2005-07", 1)]


class TestBadRows:
    """With --skip-bad the good rows go in, and the bad ones are given back."""

    TEXT = (
        "partner;status;on;note;source\n"
        f"JP;concluded;2005-06-09;'=1+1;{PAPER}\n"
        f"Chinaa;signed;soon;;{PAPER}\n"
        f"EU;negotiating;2005-06;'=2+2;{PAPER}\n"
    )

    def test_the_good_rows_are_written_and_the_bad_ones_saved(self, store: Path) -> None:
        came = bring(store, self.TEXT, Asked(skip=True))

        assert came.words == "1 status from sheet.csv"
        assert said(store, "JP") == [("concluded", "2005-06-09", 0)]
        (kept,) = came.bad
        assert kept.name == "sheet.bad.csv"
        lines = kept.read_text(encoding="utf-8").splitlines()
        assert lines[0] == "partner,status,on,note,source,line,problem"
        assert lines[1].startswith(f"Chinaa,signed,soon,,{PAPER},3,")
        assert "partner: No partner is called 'Chinaa'" in lines[1]
        assert "Cannot read the date 'soon'" in lines[1]
        assert lines[2].startswith(f"EU,negotiating,2005-06,'=2+2,{PAPER},4,")

    def test_mended_they_can_be_imported(self, store: Path) -> None:
        (kept,) = bring(store, self.TEXT, Asked(skip=True)).bad
        mended = kept.read_text(encoding="utf-8").replace(
            "Chinaa,signed,soon", "China,signed,2005-09"
        )
        kept.write_text(
            mended.replace("EU,negotiating,2005", "EU,negotiating,2003"), encoding="utf-8"
        )

        came = bring(store, kept)

        assert came.words == "2 statuses from sheet.bad.csv"
        assert came.said[0].endswith("partner, status, on → date, note, source.")
        (row,) = rows(store, "SELECT note FROM status_change WHERE note LIKE '%2+2'")
        assert row["note"] == "=2+2"

    def test_nothing_is_ever_overwritten(self, store: Path) -> None:
        store.with_name("sheet.bad.csv").write_text("mine")
        store.with_name("sheet.bad-2.csv").write_text("mine too")

        (kept,) = bring(store, self.TEXT, Asked(skip=True)).bad

        assert kept.name == "sheet.bad-3.csv"
        assert store.with_name("sheet.bad.csv").read_text() == "mine"

    def test_a_bad_row_leaves_nothing_not_even_its_source(self, store: Path) -> None:
        bring(
            store,
            f"{HEADER}JP,concluded,2005-06-09,,{PAPER}\nEU,negotiating,2005-06,,A rumour\n"
            "XX,signed,2005,,Another rumour\n",
            Asked(skip=True),
        )
        assert rows(store, "SELECT * FROM source WHERE title LIKE '%rumour'") == []


def test_rows_that_name_no_source_have_the_one_of_the_import(store: Path) -> None:
    text = "partner,status,on,source\nJP,concluded,2005-06-09,\nKR,signed,2005-07-11,Kyodo\n"
    bring(store, text, Asked(source=PAPER))
    assert said(store, "JP") == [("concluded", "2005-06-09", 0)]
    assert said(store, "KR", "Kyodo") == [("signed", "2005-07-11", 0)]


def test_without_any_source_it_is_the_delegation_s_own_record(store: Path) -> None:
    bring(store, "partner,status,on\nJP,concluded,2005-06-09\n")
    (row,) = rows(store, "SELECT source FROM status_change WHERE date = '2005-06-09'")
    assert row["source"] == "own-record"
    assert bring(store, "partner,status,on\nJP,concluded,2005-06-09\n").words.endswith("is there")


def test_each_row_may_name_its_negotiation(store: Path) -> None:
    bring(
        store,
        f"negotiation,partner,status,on,source\nWTO,JP,concluded,2005-06,{PAPER}\n"
        f"cptpp-cr,JP,negotiating,2025-06,{PAPER}\n,KR,signed,2005-07,{PAPER}\n",
    )
    found = rows(
        store,
        "SELECT c.negotiation, partner FROM status_change c JOIN source s ON s.code = c.source"
        " WHERE title = :title ORDER BY 1, 2",
        title=PAPER,
    )
    assert [tuple(row.values()) for row in found] == [
        ("CPTPP-CR", "JP"),
        ("WTO", "JP"),
        ("WTO", "KR"),
    ]

    came = bring(store, "negotiation,partner,status,on\nNAFTA,JP,concluded,2005-06\n")
    assert "line 2, negotiation: No negotiation is called 'NAFTA'" in came.problems


def test_a_round_of_another_negotiation_is_refused(store: Path) -> None:
    (held,) = rows(store, "SELECT id FROM round WHERE negotiation = 'US-ART' LIMIT 1")
    came = bring(store, f"partner,status,on,round\nJP,concluded,2005-06,{held['id']}\n")
    assert "belongs to US-ART, not to WTO" in _flat(came.problems)


class TestIds:
    """A row with an id is the status change of that id."""

    def row(self, store: Path) -> dict[str, object]:
        (row,) = rows(
            store, "SELECT * FROM status_change WHERE negotiation = 'WTO' AND partner = 'JP'"
        )
        return row

    def test_a_row_that_says_the_same_changes_nothing(self, store: Path) -> None:
        row = self.row(store)
        before = fingerprint(store)
        came = bring(store, ",".join(row) + "\n" + ",".join(_cell(v) for v in row.values()) + "\n")
        assert came.words == "the one row of sheet.csv is there"
        assert fingerprint(store) == before

    def test_what_it_says_otherwise_is_corrected(self, store: Path) -> None:
        key = self.row(store)["id"]
        came = bring(store, f"id,partner,status,date,note\n{key},JP,partly-agreed,2005-04,mended\n")
        assert came.words == "1 status corrected from sheet.csv"
        row = self.row(store)
        assert (row["status"], row["date"], row["note"], row["resets"]) == (
            "partly-agreed", "2005-04", "mended", 0,
        )  # fmt: skip

    def test_a_cell_that_was_emptied_empties_the_field(self, store: Path) -> None:
        key = self.row(store)["id"]
        bring(store, f"id,note\n{key},to be taken out\n", Asked(kind="statuses"))
        assert self.row(store)["note"] == "to be taken out"
        bring(store, f"id,note\n{key},\n", Asked(kind="statuses"))
        assert self.row(store)["note"] is None
        came = bring(store, f"id,date\n{key},\n", Asked(kind="statuses"))
        assert "The date of a status cannot be empty." in came.problems

    def test_an_id_that_is_new_is_kept(self, store: Path) -> None:
        bring(store, f"id,partner,status,on,source\nmine-1,JP,concluded,2005-06,{PAPER}\n")
        assert rows(store, "SELECT partner FROM status_change WHERE id = 'mine-1'")

    def test_nobody_is_moved_to_another_partner(self, store: Path) -> None:
        key = self.row(store)["id"]
        came = bring(store, f"id,partner,status,date\n{key},KR,concluded,2005-06\n")
        assert "a correction cannot move it" in _flat(came.problems)

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("id,partner,status,on\na b,JP,concluded,2005-06\n", "'a b' cannot be an id"),
            (
                "id,partner,status,on\nx1,JP,concluded,2005-06\nx1,KR,concluded,2005-06\n",
                "The id x1 stands in line 2 as well",
            ),
        ],
    )
    def test_an_id_must_do_for_one(self, store: Path, text: str, problem: str) -> None:
        assert problem in bring(store, text).problems

    def test_two_rows_cannot_correct_one_fact(self, store: Path) -> None:
        key = self.row(store)["id"]
        came = bring(store, f"id,note\n{key},one\n{key},other\n", Asked(kind="statuses"))
        assert "stands in line 2 as well, with something else" in _flat(came.problems)

    def test_whether_it_resets_can_be_corrected(self, store: Path) -> None:
        key = self.row(store)["id"]
        assert bring(store, f"id,resets\n{key},1\n", Asked(kind="statuses")).words.startswith("1 ")
        assert self.row(store)["resets"] == 1


def _cell(value: object) -> str:
    return "" if value is None else f'"{value}"'


def test_a_dry_run_writes_nothing(store: Path) -> None:
    before = fingerprint(store)
    assert bring(store, LATER_FACTS, Asked(dry=True)).words.startswith("27 statuses")
    assert fingerprint(store) == before


def test_the_store_is_sound_after_an_import_and_its_undo(run: Run, store: Path) -> None:
    bring(store, LATER_FACTS)
    with recording(store, "undo") as action:
        action.effect = undo(action, entries(store)[0]["id"])
    assert "Sound" in run("check").out


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        (("01-13-2002", "1971"), ("2002-01-13", "1971")),
        (("13/01/2002", "12/31/2002"), ("2002-01-13", "2002-12-31")),
    ],
)
def test_dates_of_any_kind_may_stand_in_one_column(
    store: Path, cells: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    text = "partner,status,on,source\n" + "".join(
        f"JP,interested,{cell},{PAPER}\n" for cell in cells
    )
    bring(store, text)
    assert {date for _, date, _ in said(store, "JP")} == set(kept)


def test_a_date_order_settles_what_could_be_two_days(store: Path) -> None:
    text = f"partner,status,on,source\nJP,interested,03-04-2002,{PAPER}\n"
    assert "it could be 3 April 2002 or 4 March 2002" in _flat(bring(store, text).problems)
    bring(store, text, Asked(order="mdy"))
    assert said(store, "JP") == [("interested", "2002-03-04", 0)]
