"""Importing what is no status: each kind by the rules under which it is recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.record.desk import take_back
from tests.record.importing.desk import Asked, Came, bring
from tests.store.reading import fingerprint, rows, tables

PAPER = "A newspaper of the day"


def flat(text: str) -> str:
    return " ".join(text.split())


def twice(store: Path, text: str, asked: Asked = Asked()) -> Came:  # noqa: B008
    """Import a sheet, see that the second time changes nothing, and give the first."""
    first = bring(store, text, asked)
    assert first.refused == "", first.problems
    before = fingerprint(store)
    again = bring(store, text, asked)
    assert again.refused == "", again.problems
    assert again.words.endswith("there"), again.words
    assert fingerprint(store) == before
    return first


def one(store: Path, sql: str, **values: object) -> dict[str, Any]:
    (row,) = rows(store, sql, **values)
    return row


class TestRounds:
    HEADER = "countries,date,level,mode,place,summary,source\n"

    def test_a_sheet_of_meetings(self, store: Path) -> None:
        came = twice(
            store,
            self.HEADER
            + "Japan; South Korea,2006-03-01/2006-03-03,chief negotiator,In person,Geneva,Much,"
            + f"{PAPER}\n"
            + f"US,12-14 June 2031,technical,,,,{PAPER}\n"
            + f",2006-03-27,working-party,,Geneva,,{PAPER}\n",
        )

        assert came.words == "3 rounds from sheet.csv"
        held = one(store, "SELECT * FROM round WHERE id = 'wto-2006-03-01-jp-kr-chief-negotiator'")
        assert (held["state"], held["track"], held["mode"]) == ("held", "bilateral", "in-person")
        there = rows(store, "SELECT * FROM round_partner WHERE round = :round", round=held["id"])
        assert [(row["partner"], row["latest"]) for row in there] == [
            ("JP", "2006-03-03"),
            ("KR", "2006-03-03"),
        ]
        assert one(store, "SELECT state FROM round WHERE date LIKE '2031%'")["state"] == "planned"
        assert one(store, "SELECT track FROM round WHERE date = '2006-03-27'")["track"] == (
            "multilateral"
        )

    def test_what_was_guessed_is_said(self, store: Path) -> None:
        came = bring(store, f"{self.HEADER}US,2006-06-12,,,,,\nJP,2031-06,,,,,\n")
        assert came.guesses == {"rounds held": 1, "rounds planned": 1}

    def test_codes_with_blanks_between_them_are_several(self, store: Path) -> None:
        bring(store, f"{self.HEADER}JP KR US,2006-06-12,,,Geneva,,{PAPER}\n")
        found = rows(store, "SELECT partner FROM round_partner WHERE latest = '2006-06-12'")
        assert {row["partner"] for row in found} == {"JP", "KR", "US"}

    def test_a_name_with_a_comma_is_one_partner(self, store: Path) -> None:
        bring(store, "code,name\nHK,\n")
        bring(store, "partner,role\nHK,member\n")
        bring(store, f'{self.HEADER}"Hong Kong, China",2006-06-12,,,Geneva,,{PAPER}\n')
        found = rows(store, "SELECT partner FROM round_partner WHERE latest = '2006-06-12'")
        assert [row["partner"] for row in found] == ["HK"]

    def test_one_that_resembles_another_needs_an_id(self, store: Path) -> None:
        text = f"{self.HEADER}JP,2006-06-12,technical,,Tokyo,,{PAPER}\n"
        bring(store, text)
        other = text.replace("Tokyo", "Kyoto")
        came = bring(store, other)
        assert "A round like this is recorded already: wto-2006-06-12-jp-technical." in flat(
            came.problems
        )
        lines = other.splitlines()
        came = bring(store, f"id,{lines[0]}\nkyoto-2006,{lines[1]}\n")
        assert came.words == "1 round from sheet.csv"

    def test_an_id_corrects_the_round_and_who_was_there(self, store: Path) -> None:
        bring(store, f"{self.HEADER}JP,2006-06-12,technical,,Tokyo,,{PAPER}\n")
        key = "wto-2006-06-12-jp-technical"
        came = bring(store, f"id,date,partners,place\n{key},2006-06-13,JP KR,\n")
        assert came.words == "1 round corrected from sheet.csv"
        held = one(store, "SELECT * FROM round WHERE id = :key", key=key)
        assert (held["date"], held["place"]) == ("2006-06-13", None)
        there = rows(store, "SELECT * FROM round_partner WHERE round = :key", key=key)
        assert {(row["partner"], row["latest"]) for row in there} == {
            ("JP", "2006-06-13"),
            ("KR", "2006-06-13"),
        }

    @pytest.mark.parametrize(
        ("row", "problem"),
        [
            ("JP,2006-06-12,tecnical,,,,x", "level: 'tecnical' is not a level. Nearest: technical"),
            ("JP; Atlantis,2006-06-12,,,,,x", "countries 'JP; Atlantis': No partner is called"),
            ("TH,2006-06-12,,,,,x", "countries: No partner is called 'TH'"),
            ("JP,,,,,,x", "date: A round needs a date."),
        ],
    )
    def test_what_cannot_be_taken(self, store: Path, row: str, problem: str) -> None:
        assert f"line 2, {problem}" in flat(bring(store, f"{self.HEADER}{row}\n").problems)

    def test_a_round_held_on_a_day_to_come_is_refused(self, store: Path) -> None:
        came = bring(store, "partner,date,state,place\nJP,2031-01-01,held,Geneva\n")
        assert "line 2: A round is held on 1 January 2031, which is still to come." in flat(
            came.problems
        )

    def test_all_problems_of_all_rows_are_collected_and_nothing_stays(self, store: Path) -> None:
        before = tables(store)
        came = bring(
            store,
            self.HEADER
            + "JP,soon,tecnical,,,,A rumour\nKR,2006-06-12,,,,,Another rumour\nXX,2006,,,,,\n",
        )
        assert came.refused.startswith("sheet.csv has 3 problems in 2 of 3 lines")
        assert tables(store) == before

    def test_a_bad_row_that_is_skipped_leaves_nothing(self, store: Path) -> None:
        text = (
            self.HEADER
            + f"JP,2006-06-12,technical,,,,{PAPER}\nJP,2006-06-12,technical,,Kyoto,,A rumour\n"
            + f"KR,2006-06-12,technical,,,,{PAPER}\n"
        )
        came = bring(store, text, Asked(skip=True))
        assert came.words == "2 rounds from sheet.csv"
        assert rows(store, "SELECT * FROM source WHERE title = 'A rumour'") == []
        take_back(store)
        assert rows(store, "SELECT * FROM round WHERE date = '2006-06-12'") == []


class TestMilestones:
    HEADER = "code,title,stage,state,date,source\n"

    def test_a_row_is_a_milestone_and_a_dated_statement(self, store: Path) -> None:
        came = twice(
            store,
            f"{self.HEADER}last-offer,The last offer,7,reached,2006-05,{PAPER}\n"
            f"last-offer,,,reached,2006-06,Another paper\nsigning,,,,2031-01,{PAPER}\n",
        )
        assert came.words == "2 milestones, 1 milestone date from sheet.csv"
        step = one(store, "SELECT * FROM milestone WHERE code = 'last-offer'")
        assert (step["title"], step["stage"]) == ("The last offer", 7)
        said = rows(
            store, "SELECT * FROM milestone_date WHERE milestone = 'last-offer' ORDER BY date"
        )
        assert [row["date"] for row in said] == ["2006-05", "2006-06"]
        (planned,) = rows(store, "SELECT * FROM milestone_date WHERE milestone = 'signing'")
        assert planned["state"] == "planned"
        assert came.guesses == {"milestones planned": 1}

    def test_a_title_will_do(self, store: Path) -> None:
        twice(store, "title,state,date\nThe last offer,reached,2006-05\n")
        assert one(store, "SELECT code FROM milestone WHERE title = 'The last offer'") == {
            "code": "the-last-offer"
        }

    def test_its_title_and_stage_are_corrected_by_its_code(self, store: Path) -> None:
        came = bring(store, "code,title,stage\napplication,Application sent,1\n")
        assert came.words == "1 milestone corrected from sheet.csv"
        assert one(store, "SELECT title FROM milestone WHERE code = 'application'") == {
            "title": "Application sent"
        }


class TestRequests:
    HEADER = "request,from,to,date,state,source\n"

    def test_a_request_is_raised_on_its_day_and_answered_later(self, store: Path) -> None:
        came = twice(
            store,
            f"{self.HEADER}Lift the ban,Viet Nam,US,2005-03,raised,{PAPER}\n"
            f"Lift the ban,VN,United States,2005-06,accepted,{PAPER}\n",
        )
        assert came.words == "1 request, 1 request change from sheet.csv"
        said = rows(
            store,
            "SELECT c.state, c.date FROM request_change c JOIN request r ON r.id = c.request"
            " WHERE r.text = 'Lift the ban' ORDER BY c.date",
        )
        assert [tuple(row.values()) for row in said] == [
            ("raised", "2005-03"),
            ("accepted", "2005-06"),
        ]

    def test_an_answer_alone_says_by_when_it_was_raised(self, store: Path) -> None:
        came = twice(store, f"{self.HEADER}Lift the ban,VN,US,2005-06,declined,{PAPER}\n")
        said = rows(
            store,
            "SELECT state, c.date FROM request_change c JOIN request r ON r.id = c.request"
            " WHERE r.text = 'Lift the ban' ORDER BY state",
        )
        assert [tuple(row.values()) for row in said] == [
            ("declined", "2005-06"),
            ("raised", "[..2005-06-30]"),
        ]
        assert sum(came.guesses.values()) == 1

    def test_both_days_may_stand_in_one_row(self, store: Path) -> None:
        twice(
            store,
            "text,asker,asked,raised,state,date\nLift the ban,VN,US,2005-03,accepted,2005-06\n",
        )

    @pytest.mark.parametrize(
        ("row", "problem"),
        [
            ("Lift it,VN,VN,2005,,x", "VN cannot ask itself."),
            ("Lift it,VN,US,,,x", "Nothing says when it was raised."),
            ("Lift it,VN,US,2005,acepted,x", "Nearest: accepted"),
            (",VN,US,2005,,x", "request: A request needs a text."),
        ],
    )
    def test_what_cannot_be_taken(self, store: Path, row: str, problem: str) -> None:
        before = tables(store)
        assert problem in flat(bring(store, f"{self.HEADER}{row}\n").problems)
        assert tables(store) == before

    def test_raised_on_another_day_it_is_a_contradiction(self, store: Path) -> None:
        bring(store, f"{self.HEADER}Lift the ban,VN,US,2005-03,,{PAPER}\n")
        came = bring(store, f"{self.HEADER}Lift the ban,VN,US,2005-04,,{PAPER}\n")
        assert "was raised March 2005 already" in flat(came.problems)


class TestPartners:
    def test_codes_are_enough_where_iso_knows_them(self, store: Path) -> None:
        came = twice(store, "code,name,aliases\nth,,Thái Lan; Siam\nASEAN,Association,\n")
        assert came.words == "2 partners from sheet.csv"
        assert one(store, "SELECT name, alpha3, kind FROM partner WHERE code = 'TH'") == {
            "name": "Thailand",
            "alpha3": "THA",
            "kind": "economy",
        }
        found = rows(store, "SELECT name FROM partner_name WHERE partner = 'TH'")
        assert {row["name"] for row in found} == {"Thái Lan", "Siam"}

    def test_a_name_of_another_one_is_refused(self, store: Path) -> None:
        came = bring(store, "code,name\nTH,Japan\n")
        assert "'Japan' is a name of JP already." in came.problems
        came = bring(store, "code,aliases\nTH,Nhật Bản\n", Asked(kind="partners"))
        assert "is a name of JP already." in came.problems
        assert rows(store, "SELECT * FROM partner WHERE code = 'TH'") == []

    def test_a_new_partner_can_be_named_by_the_rows_that_follow(self, store: Path) -> None:
        bring(store, "code,name,aliases\nTH,,Thái Lan\n")
        twice(store, "country,role,votes\nThái Lan,observer,\nTH,observer,0\n")
        assert one(store, "SELECT * FROM participant WHERE partner = 'TH'")["may_block"] == 0

    def test_participants_are_corrected_by_their_name(self, store: Path) -> None:
        came = bring(store, "partner,votes\nNhật Bản,3\nKR,1\n")
        assert came.words == "1 participant corrected from sheet.csv (one row was there already)"
        assert one(
            store, "SELECT votes FROM participant WHERE partner = 'JP' AND negotiation = 'WTO'"
        ) == {"votes": 3}

    @pytest.mark.parametrize("cells", ["JP,observer,,yes", "JP,member,-1,", "JP,guest,,"])
    def test_a_seat_that_cannot_be_is_refused(self, store: Path, cells: str) -> None:
        before = tables(store)
        assert bring(store, f"partner,role,votes,may_block\n{cells}\n").refused
        assert tables(store) == before

    def test_other_names_groups_and_chapters(self, store: Path) -> None:
        twice(store, "partner,name,language\nJP,Nippon,ja\n")
        twice(store, f"code,title,partners,source\nBIG,The big ones,US EU JP,{PAPER}\n")
        twice(store, "code,title\nsteel,\n", Asked(kind="chapters"))
        assert one(store, "SELECT title FROM chapter WHERE code = 'steel'") == {"title": "Steel"}
        came = bring(store, "code,title,partners\nBIG,The big ones,US EU\n")
        assert came.words == "1 group corrected from sheet.csv"
        assert len(rows(store, "SELECT * FROM group_member WHERE group_code = 'BIG'")) == 2


class TestAgenda:
    def test_follow_ups_are_agreed_when_it_is_said_or_today(self, store: Path) -> None:
        came = bring(
            store, "task,deadline,partner,agreed\nSend the offer,2005-07,CN,\nReply,,,2005\n"
        )
        assert came.words == "2 follow-ups".replace("-", " ") + " from sheet.csv"
        assert came.guesses == {"follow-ups agreed today": 1}
        assert (
            bring(
                store, "task,deadline,partner,agreed\nSend the offer,2005-07,CN,\nReply,,,2005\n"
            ).words
            == "all 2 rows of sheet.csv are there"
        )

    def test_a_note_done_before_it_was_agreed_is_refused(self, store: Path) -> None:
        came = bring(store, "text,agreed,done\nReply,2005-06,2005-05\n")
        assert "The follow-up was agreed" in came.problems

    def test_notes(self, store: Path) -> None:
        twice(
            store, f"Nội dung,Ngày,Đối tác,Nguồn\nHọp kín,2005-06,Mỹ,{PAPER}\n", Asked(kind="notes")
        )
        assert one(store, "SELECT partner FROM note WHERE text = 'Họp kín'") == {"partner": "US"}


class TestSetUp:
    def test_sources_may_have_a_title_only(self, store: Path) -> None:
        twice(store, "title,publisher,date\nA Bluebook,Tokyo,2006\n")
        assert one(store, "SELECT code, date FROM source WHERE title = 'A Bluebook'") == {
            "code": "a-bluebook",
            "date": "2006",
        }

    def test_the_first_negotiation_of_a_store_comes_into_use(self, empty_store: Path) -> None:
        bring(
            empty_store,
            "code,title,kind,closed_from\nEVFTA,A free trade agreement,bilateral,ratified\n",
            Asked(negotiation=None),
        )
        assert one(empty_store, "SELECT value FROM setting WHERE name = 'negotiation'") == {
            "value": "EVFTA"
        }

    def test_rules_keep_one_default_whatever_their_order(self, store: Path) -> None:
        twice(
            store,
            "name,expression,default\nconsensus,all,no\nhalf,1/2,yes\nvote,2/3 and all(QUAD),no\n",
        )
        assert one(store, "SELECT name FROM rule WHERE is_default AND negotiation = 'WTO'") == {
            "name": "half"
        }
        came = bring(store, "name,expression\nodd,2/3 and all(QUADD)\n")
        assert "QUAD" in came.problems

    def test_no_default_at_all_is_refused(self, store: Path) -> None:
        came = bring(store, "name,expression,default\nconsensus,all,no\n")
        assert "is the default rule of WTO, and one has to be" in flat(came.problems)

    def test_answers_may_come_before_the_statement_that_raises(self, store: Path) -> None:
        bring(store, "id,text,asker,asked,date\nban,Lift the ban,VN,US,2005-03\n")
        key = one(store, "SELECT id FROM request_change WHERE request = 'ban'")["id"]
        came = bring(
            store,
            "request,state,date\nban,accepted,2005-06\nban,raised,2005-03\nban,declined,2005-01\n",
        )
        assert "line 4" in came.problems
        assert key

    def test_outcomes(self, store: Path) -> None:
        (held,) = rows(store, "SELECT id FROM round WHERE id LIKE 'wto-2004-09%'")
        text = f"round,chapter,result,note\n{held['id']},goods,agreed,\n"
        came = bring(store, text)
        assert came.words or "has an outcome for goods already" in flat(came.problems)
        assert bring(store, text.replace("goods,agreed", ",setback")).refused

    def test_without_a_negotiation_in_use_a_row_must_name_one(self, store: Path) -> None:
        nowhere = Asked(negotiation=None)
        came = bring(store, "negotiation,text,date\n,Much ado,2005\n", nowhere)
        assert "No negotiation is in use." in came.problems
        assert bring(store, "negotiation,text,date\nWTO,Much ado,2005\n", nowhere).words
