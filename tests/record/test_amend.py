"""Correcting a fact of any kind: read as when it was first said, one entry, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from negotrack.domain.kinds import KINDS
from negotrack.domain.rules import BadRule, UnknownInRule
from negotrack.errors import Misuse, NegotrackError, NotFound, Refused
from negotrack.record.add_round import OutcomeDraft
from negotrack.record.amend import Said
from negotrack.record.differences import differences
from tests.record.correcting import amended, by_sql, fact_in
from tests.record.desk import take_back
from tests.store.reading import changes, entries, fingerprint, rows, tables

TOMORROW = (date.today() + timedelta(days=2)).isoformat()
TECHNICAL = "us-art-2025-11-12-technical"

# For every kind a fact, what is said anew of it, and what it says then, field by field.
AMENDMENTS: list[tuple[str, str, dict[str, Said], dict[str, str]]] = [
    (
        "round",
        "wto-2005-05-cn",
        {"date": "12 May 2005", "place": " Peking ", "level": "Technical", "summary": None},
        {"date": "12 May 2005", "place": "Peking", "level": "technical", "summary": ""},
    ),
    ("round", "wto-2005-05-cn", {"partner": ["Japan", "cn"]}, {"partner": "CN\nJP"}),
    ("round", "wto-2005-05-cn", {"partner": ["JP"], "date": "2005-05-02"}, {"partner": "JP"}),
    ("round", "wto-2005-05-cn", {"partner": ()}, {"partner": ""}),
    (
        "outcome",
        f"{TECHNICAL}-tbt",
        {"result": "agreed", "note": None},
        {"result": "agreed", "note": ""},
    ),
    ("outcome", "wto-2004-12-15-working-party-cn", {"chapter": "Goods"}, {"chapter": "goods"}),
    (
        "status",
        "wto-cn-negotiating",
        {"status": "provisionally closed", "date": "by 2005-05-12", "round": "wto-2005-05-cn"},
        {"status": "concluded", "date": "by 12 May 2005", "round": "wto-2005-05-cn"},
    ),
    (
        "milestone",
        "memorandum",
        {"title": "Memorandum", "stage": "3", "date": "1996-08-22", "state": "planned"},
        {"title": "Memorandum", "stage": "3", "date": "22 August 1996", "state": "planned"},
    ),
    ("milestone", "wto-application-filed", {"date": "1994-12-30"}, {"date": "30 December 1994"}),
    (
        "milestone-date",
        "wto-hong-kong",
        {"state": "reached", "note": "Not so"},
        {"state": "reached"},
    ),
    (
        "request",
        "us-art-vn-market-economy",
        {"asked": "VN", "asker": "Mỹ", "chapter": "tbt"},
        {"asked": "VN", "asker": "US", "chapter": "tbt"},
    ),
    (
        "request-change",
        "us-art-vn-proposals-replies",
        {"state": "accepted", "date": "2025-11-14"},
        {"state": "accepted", "date": "14 November 2025"},
    ),
    (
        "follow-up",
        "us-art-online-technical",
        {"due": "2025-11-21", "done": "2025-11-20", "done-note": "By telephone"},
        {"due": "21 November 2025", "done": "20 November 2025", "done-note": "By telephone"},
    ),
    (
        "note",
        "wto-us-speeds-up",
        {"partner": None, "text": "a\nb"},
        {"partner": "", "text": "a\nb"},
    ),
    ("partner", "Turkey", {"name": "Turkey", "alpha3": "trk"}, {"alpha3": "TRK"}),
    ("alias", "AU:Úc", {"name": "Australie", "language": "fr"}, {"name": "Australie"}),
    ("group", "QUAD", {"title": "Four", "partner": ["US", "JP", "EU"]}, {"partner": "EU\nJP\nUS"}),
    ("source", "vnexpress-2005-05", {"date": None, "publisher": "VnExpress"}, {"date": ""}),
    ("chapter", "goods", {"title": "Goods and tariffs"}, {"title": "Goods and tariffs"}),
    ("participant", "EU", {"votes": "25", "may-block": "No"}, {"votes": "25", "may-block": "no"}),
    (
        "rule",
        "vote",
        {"expression": "3/4 and all(QUAD)", "default": "yes"},
        {"expression": "3/4 and all(QUAD)", "default": "yes"},
    ),
    (
        "negotiation",
        "WTO",
        {"closed-from": "signed", "electorate": "148", "silent": "for", "applicant": None},
        {"closed-from": "signed", "electorate": "148", "silent": "for", "applicant": ""},
    ),
]
OF_EVERY_KIND = pytest.mark.parametrize(
    ("kind", "wanted", "said", "shown"),
    AMENDMENTS,
    ids=[f"{case[0]}-{'-'.join(case[2])}" for case in AMENDMENTS],
)


def refusal(
    path: Path, kind: str, wanted: str, said: Mapping[str, Said], **more: Any
) -> NegotrackError:
    """Give what stops an amendment; nothing may be written."""
    before = fingerprint(path)
    with pytest.raises(NegotrackError) as stopped:
        amended(path, fact_in(path, kind, wanted, **more), said)
    assert fingerprint(path) == before
    return stopped.value


def test_every_kind_is_amended_below() -> None:
    assert {case[0] for case in AMENDMENTS} == {kind.name for kind in KINDS}


@OF_EVERY_KIND
def test_what_is_said_anew_replaces_what_was_said(
    store: Path, kind: str, wanted: str, said: dict[str, Said], shown: dict[str, str]
) -> None:
    before = fact_in(store, kind, wanted)

    now = amended(store, before, said)

    assert {name: now.text(now.kind.field(name)) for name in shown} == shown
    changed = {difference.field.name for difference in differences(before, now)}
    assert changed <= set(said)
    assert rows(store, "PRAGMA foreign_key_check") == []


@OF_EVERY_KIND
def test_an_amendment_is_one_entry_that_undo_takes_back_whole(
    store: Path, kind: str, wanted: str, said: dict[str, Said], shown: dict[str, str]
) -> None:
    before = tables(store)
    amended(store, fact_in(store, kind, wanted), said)
    after = tables(store)
    (entry,) = entries(store)
    touched = [(change["table_name"], change["row_key"]) for change in changes(store, entry["id"])]
    assert entry["reason"] == "a test"
    assert len(touched) == len(set(touched))

    undoing = take_back(store)
    assert tables(store) == before

    take_back(store, undoing)
    assert tables(store) == after

    take_back(store)
    assert tables(store) == before


@OF_EVERY_KIND
def test_saying_what_is_there_already_writes_nothing(
    store: Path, kind: str, wanted: str, said: dict[str, Said], shown: dict[str, str]
) -> None:
    again = fact_in(store, kind, wanted)
    texts = {name: again.text(again.kind.field(name)) for name in said}
    before = fingerprint(store)

    amended(
        store,
        again,
        {
            name: text.split("\n") if text and again.kind.field(name).many else text or None
            for name, text in texts.items()
        },
    )

    assert fingerprint(store) == before


# What follows


def test_who_was_at_a_round_keeps_in_step_with_its_last_day(store: Path) -> None:
    amended(store, fact_in(store, "round", "wto-2004-09-cn"), {"date": "2004-09-03"})

    (seat,) = rows(store, "SELECT * FROM round_partner WHERE round = 'wto-2004-09-cn'")
    assert seat["latest"] == "2004-09-03"


@pytest.mark.parametrize(
    ("statement", "status", "resets"),
    [
        ("wto-jp-negotiating", "suspended", 1),
        ("wto-jp-negotiating", "concluded", 0),
        ("beside", "concluded", 0),
        ("reopened", "interested", 1),
        ("reopened", "withdrawn", 1),
    ],
)
def test_whether_a_status_takes_back_what_was_reached_follows_from_its_word(
    store: Path, statement: str, status: str, resets: int
) -> None:
    by_sql(
        store,
        "INSERT INTO status_change"
        " (id, negotiation, partner, status, date, earliest, latest, resets, source)"
        " SELECT 'beside', negotiation, partner, 'objecting', '2005-05-20', '2005-05-20',"
        "  '2005-05-20', 1, source FROM status_change WHERE id = 'wto-jp-negotiating'"
        " UNION ALL SELECT 'reopened', negotiation, partner, 'negotiating', '2005-05-21',"
        "  '2005-05-21', '2005-05-21', 1, source FROM status_change WHERE id = 'wto-eu-concluded'",
    )
    now = amended(store, fact_in(store, "status", statement), {"status": status})

    assert now.row["resets"] == resets


def test_who_loses_its_say_loses_its_vote_and_gets_it_back(store: Path) -> None:
    seat = amended(store, fact_in(store, "participant", "JP"), {"role": "observer"})
    assert (seat.row["votes"], seat.row["may_block"]) == (0, 0)

    seat = amended(store, seat, {"role": "member", "votes": "5"})
    assert (seat.row["votes"], seat.row["may_block"]) == (5, 1)

    seat = amended(store, seat, {"role": "party"})
    assert (seat.row["votes"], seat.row["may_block"]) == (5, 1)


def test_one_rule_is_the_default(store: Path) -> None:
    amended(store, fact_in(store, "rule", "law"), {"default": "yes"})

    assert rows(store, "SELECT name FROM rule WHERE is_default AND negotiation = 'WTO'") == [
        {"name": "law"}
    ]
    said = refusal(store, "rule", "law", {"default": "no"})
    assert "law is the default rule of WTO, and one has to be" in str(said)


def test_a_new_source_is_kept_with_what_it_is_cited_for_and_goes_with_it(store: Path) -> None:
    before = tables(store)
    now = amended(store, fact_in(store, "note", "wto-laws"), {"source": "A letter of May 2005"})

    assert now.row["source"] == "a-letter-of-may-2005"
    take_back(store)
    assert tables(store) == before


# The outcomes of a round


def test_outcomes_of_a_round_are_changed_added_and_taken_away(store: Path) -> None:
    held = fact_in(store, "round", TECHNICAL)
    now = amended(
        store,
        held,
        {"place": "Hanoi"},
        {
            "other": OutcomeDraft("other", "agreed"),
            "tbt": OutcomeDraft("tbt", "agreed", note=""),
            "sps": None,
        },
    )

    shown = now.text(now.kind.field("outcome")).split("\n")
    assert "other=agreed: The gaps in all remaining issues." in shown
    assert "tbt=agreed" in shown
    assert not any(line.startswith("sps") for line in shown)
    ids = {row["chapter"]: row["id"] for row in now.outcomes}
    assert ids["tbt"] == f"{TECHNICAL}-tbt"

    again = amended(store, now, {}, {"sps": OutcomeDraft("sps", "setback", "Back\nagain")})
    (added,) = rows(store, "SELECT * FROM outcome WHERE chapter = 'sps'")
    assert (added["note"], added["source"]) == ("Back\nagain", now.row["source"])
    assert "sps=setback: Back\n  again" in again.text(again.kind.field("outcome"))


def test_an_outcome_that_is_not_there_cannot_be_taken_away(store: Path) -> None:
    held = fact_in(store, "round", "wto-2004-09-cn")

    with pytest.raises(NotFound, match="has no outcome for goods"):
        amended(store, held, {}, {"goods": None})


def test_a_chapter_with_two_outcomes_needs_their_ids(store: Path) -> None:
    by_sql(
        store,
        "INSERT INTO outcome (id, round, negotiation, chapter, result, source)"
        " SELECT 'twin', round, negotiation, chapter, result, source FROM outcome"
        f" WHERE id = '{TECHNICAL}-tbt'",
    )
    with pytest.raises(Refused, match=f"several outcomes for tbt: twin, {TECHNICAL}-tbt"):
        amended(store, fact_in(store, "round", TECHNICAL), {}, {"tbt": None})


# Refusals


@pytest.mark.parametrize(
    ("kind", "wanted", "said", "error", "sentence"),
    [
        ("round", "wto-2005-05-cn", {"date": TOMORROW}, Refused, "A round is held"),
        ("round", "wto-2005-05-cn", {"date": None}, Misuse, "The date of a round cannot be empty"),
        ("round", "wto-2005-05-cn", {"place": "  "}, Misuse, "The place is empty"),
        ("round", "wto-2005-05-cn", {"place": "a\x1bb"}, Misuse, "control character U+001B"),
        ("round", "wto-2005-05-cn", {"level": "low"}, NotFound, "'low' is not a level"),
        ("round", "wto-2005-05-cn", {"partner": ["MY"]}, NotFound, "not a participant in WTO"),
        ("round", "wto-2005-05-cn", {"palce": "x"}, Misuse, "Nearest: place"),
        ("round", "wto-2005-05-cn", {"source": "vnexpres-2005-05"}, NotFound, "No source has"),
        ("round", TECHNICAL, {"state": "planned"}, Refused, "A planned round has no results"),
        ("outcome", f"{TECHNICAL}-tbt", {"chapter": "goods"}, NotFound, "No chapter of US-ART"),
        ("outcome", f"{TECHNICAL}-tbt", {"chapter": "sps"}, Refused, "has an outcome for sps"),
        ("outcome", f"{TECHNICAL}-tbt", {"chapter": None}, Misuse, "of a chapter or of a partner"),
        ("outcome", f"{TECHNICAL}-tbt", {"result": "agred"}, NotFound, "Nearest: agreed"),
        ("status", "wto-jp-negotiating", {"date": TOMORROW}, Refused, "JP is said to be"),
        ("status", "wto-jp-negotiating", {"status": "conclded"}, NotFound, "Nearest: concluded"),
        ("status", "wto-jp-negotiating", {"round": TECHNICAL}, Refused, "belongs to US-ART"),
        ("status", "wto-jp-negotiating", {"round": "x"}, NotFound, "No round has the id 'x'"),
        ("milestone", "application", {"date": "1994"}, Refused, "has 3 dated statements"),
        ("milestone", "memorandum", {"stage": "0"}, Misuse, "a whole one from 1 to 99"),
        ("milestone", "memorandum", {"stage": "9" * 5000}, Misuse, "a whole one from 1 to 99"),
        ("milestone-date", "wto-hong-kong", {"state": "held"}, NotFound, "not a state"),
        ("request", "us-art-vn-proposals", {"asked": "VN"}, Misuse, "VN cannot ask itself"),
        ("request", "us-art-vn-proposals", {"round": "wto-2005-05-cn"}, Refused, "belongs to WTO"),
        (
            "request-change",
            "us-art-vn-proposals-replies",
            {"date": "2025-11-09"},
            Refused,
            "The request was raised on 10 November 2025",
        ),
        (
            "request-change",
            "us-art-vn-proposals-raised",
            {"date": "2025-11-13"},
            Refused,
            "The request was raised on 13 November 2025",
        ),
        (
            "request-change",
            "us-art-vn-proposals-raised",
            {"state": "accepted"},
            Refused,
            "Nothing would say that the request us-art-vn-proposals was raised",
        ),
        ("follow-up", "us-art-online-technical", {"done": TOMORROW}, Refused, "said to be done"),
        ("follow-up", "us-art-online-technical", {"done": "2025-10"}, Refused, "was agreed"),
        ("follow-up", "us-art-online-technical", {"done-note": "x"}, Refused, "--clear done-note"),
        ("note", "wto-laws", {"date": "10/11/2005"}, Misuse, "2005-11-10 or 2005-10-11"),
        ("note", "wto-laws", {"text": "x" * 20_001}, Misuse, "more than 20,000"),
        ("partner", "TR", {"name": "Japan"}, Refused, "'Japan' is a name of JP already"),
        ("partner", "TR", {"alpha3": "jpn"}, Refused, "'JPN' is a name of JP already"),
        ("alias", "AU:Úc", {"name": "nhật"}, Refused, "'nhật' is a name of JP already"),
        ("alias", "AU:Úc", {"name": "Ô-xtrây-li-a"}, Refused, "is there already"),
        ("group", "QUAD", {"partner": ()}, Misuse, "The partner of a group cannot be empty"),
        ("group", "QUAD", {"partner": ["Atlantis"]}, NotFound, "No partner is called"),
        ("participant", "JP", {"role": "observer", "may-block": "yes"}, Misuse, "cannot block"),
        ("participant", "JP", {"votes": "-1"}, Misuse, "from 0 to 10,000"),
        ("participant", "JP", {"may-block": "perhaps"}, Misuse, "Write yes or no"),
        ("rule", "law", {"expression": "2/3 and and"}, BadRule, ""),
        ("rule", "law", {"expression": "all(QUAT)"}, UnknownInRule, "QUAT"),
        ("negotiation", "WTO", {"closed-from": "suspended"}, Misuse, "beside the ladder"),
        ("negotiation", "WTO", {"kind": "war"}, NotFound, "not a kind"),
    ],
)
def test_a_value_is_refused_as_when_it_was_first_said(
    store: Path,
    kind: str,
    wanted: str,
    said: dict[str, Said],
    error: type[NegotrackError],
    sentence: str,
) -> None:
    stopped = refusal(store, kind, wanted, said)

    assert isinstance(stopped, error)
    assert sentence in str(stopped)


def test_the_results_that_a_round_would_lose_are_listed(store: Path) -> None:
    stopped = refusal(store, "round", TECHNICAL, {"state": "cancelled"})

    assert len(stopped.below.splitlines()) == 6
    assert f"outcome  {TECHNICAL}-tbt" in stopped.below


def test_the_dates_of_a_milestone_are_listed_with_their_sources(store: Path) -> None:
    stopped = refusal(store, "milestone", "application", {"state": "planned"})

    assert [line.split()[0] for line in stopped.below.splitlines()] == [
        "wto-application-filed",
        "wto-application-received",
        "wto-application-roadmap",
    ]
    assert "roadmap-2005" in stopped.below
    assert "4 Jan 1995" in stopped.below


def test_a_milestone_without_a_date_says_where_one_is_added(store: Path) -> None:
    stopped = refusal(store, "milestone", "protocol", {"date": "2006"})

    assert "has no date yet. `negotrack add-milestone` says one" in str(stopped)


def test_a_status_that_another_row_says_already_is_refused(store: Path) -> None:
    by_sql(
        store,
        "INSERT INTO status_change"
        " (id, negotiation, partner, status, date, earliest, latest, resets, source)"
        " SELECT 'twin', negotiation, partner, 'concluded', date, earliest, latest, 0, source"
        " FROM status_change WHERE id = 'wto-jp-negotiating'",
    )
    stopped = refusal(store, "status", "twin", {"status": "negotiating"})

    assert "The record has it already: JP negotiating" in str(stopped)


def test_what_was_odd_before_does_not_stop_another_correction(store: Path) -> None:
    by_sql(
        store,
        f"UPDATE round SET date = '{TOMORROW}', earliest = '{TOMORROW}', latest = '{TOMORROW}'"
        " WHERE id = 'wto-2002-04-working-party'",
    )

    now = amended(store, fact_in(store, "round", "wto-2002-04-working-party"), {"place": "Rome"})

    assert now.row["place"] == "Rome"
    later = {"date": "2999-01-01"}
    assert isinstance(refusal(store, "round", "wto-2002-04-working-party", later), Refused)
