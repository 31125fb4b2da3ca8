"""Setting up: negotiations, partners, seats, groups, chapters, rules, milestones, sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from negotrack.domain.dates import when
from negotrack.errors import Misuse, NotFound, Refused
from negotrack.record.add_chapter import add_chapter
from negotrack.record.add_milestone import MilestoneDraft, add_milestone
from negotrack.record.add_negotiation import NegotiationDraft, add_negotiation, use_negotiation
from negotrack.record.add_note import add_note
from negotrack.record.add_participant import Seat, add_participant
from negotrack.record.add_partner import PartnerDraft, add_group, add_partner
from negotrack.record.add_rule import RuleDraft, add_rule
from negotrack.record.sources import OWN_RECORD, cite
from negotrack.store.journal import Recording, recording
from negotrack.store.lookup import find_partner
from negotrack.store.reader import FileReader
from tests.conftest import Run
from tests.record.desk import record
from tests.store.reading import Rows, changes, entries, fingerprint, rows

COMPREHENSIVE = NegotiationDraft("RCEP", "Regional partnership", "plurilateral", "in-force")


def do(path: Path, verb: Callable[..., Any], *given: Any) -> Any:
    """Take one action of a verb whose last parameter is the source."""

    def taken(action: Recording, source: str) -> Any:
        return verb(action, *given, source)

    return record(path, taken)


def refused(path: Path, error: type[Exception], verb: Callable[..., Any], *given: Any) -> str:
    """Give what the refusal says; nothing may be written."""
    before = fingerprint(path)
    with pytest.raises(error) as stopped:
        do(path, verb, *given)
    assert fingerprint(path) == before
    return str(stopped.value)


# Negotiations


def test_the_first_negotiation_of_a_store_comes_into_use(empty_store: Path) -> None:
    do(empty_store, add_negotiation, COMPREHENSIVE)
    do(empty_store, add_negotiation, replace(COMPREHENSIVE, code="EFTA", title="Another"))

    assert rows(empty_store, "SELECT * FROM setting") == [{"name": "negotiation", "value": "RCEP"}]


def test_a_negotiation_that_is_there_is_refused(store: Path) -> None:
    said = refused(store, Refused, add_negotiation, replace(COMPREHENSIVE, code="WTO"))

    assert said == "The negotiation WTO is there already. Nothing was written."


@pytest.mark.parametrize("code", ["", " ", "a b", "-x", "ü", "x" * 41, "a/b", "a\n"])
def test_a_code_that_cannot_be_typed_is_refused(store: Path, code: str) -> None:
    refused(store, Misuse, add_negotiation, replace(COMPREHENSIVE, code=code))


def test_using_another_negotiation_is_an_action_and_using_the_same_is_none(store: Path) -> None:
    for code in ("US-ART", "US-ART"):
        with recording(store, f"use {code}") as action:
            use_negotiation(action, code)

    (entry,) = entries(store)
    (change,) = changes(store, entry["id"])
    assert (change["before"], change["after"]) == (
        '{"name": "negotiation", "value": "WTO"}',
        '{"name": "negotiation", "value": "US-ART"}',
    )


# Partners


def names_of(path: Path, partner: str) -> Rows:
    return rows(
        path, "SELECT name FROM partner_name WHERE partner = :partner ORDER BY 1", partner=partner
    )


def test_an_iso_code_brings_its_name_and_alpha_3(store: Path) -> None:
    added = do(store, add_partner, PartnerDraft("gh"))

    assert (added.code, added.alpha3, added.name) == ("GH", "GHA", "Ghana")


def test_a_code_of_ones_own_needs_a_name(store: Path) -> None:
    said = refused(store, Misuse, add_partner, PartnerDraft("ASEAN"))
    added = do(
        store, add_partner, PartnerDraft("ASEAN", "Association of SEAN", kind="organisation")
    )

    assert "--name" in said
    assert (added.alpha3, added.kind) == (None, "organisation")


def test_a_new_partner_is_found_by_every_name(store: Path) -> None:
    do(store, add_partner, PartnerDraft("GH", aliases=("Ga-na", "Gold Coast")))
    reader = FileReader(store)

    assert {find_partner(reader, each) for each in ("gh", "GHA", "ghana", "ga na")} == {"GH"}
    reader.close()


@pytest.mark.parametrize(
    "alias",
    ["European Union", "european-union", "Liên minh châu Âu", "lien minh chau au", "USA", "us"],
)
def test_a_name_of_another_partner_is_refused(store: Path, alias: str) -> None:
    said = refused(store, Refused, add_partner, PartnerDraft("GH", aliases=("Gold Coast", alias)))

    assert said.startswith(f"'{alias}' is a name of ")


@pytest.mark.parametrize(
    "draft",
    [
        PartnerDraft("GH", name="Japan"),
        PartnerDraft("XGH", name="Gold Coast", alpha3="jpn"),
        PartnerDraft("USA", name="Somebody"),
    ],
)
def test_nothing_new_may_hide_a_known_partner(store: Path, draft: PartnerDraft) -> None:
    refused(store, Refused, add_partner, draft)


@pytest.mark.parametrize(
    "draft",
    [
        PartnerDraft("GH", name=""),
        PartnerDraft("GH", aliases=("",)),
        PartnerDraft("GH", aliases=("x\x00",)),
        PartnerDraft("GH", alpha3="a b"),
        PartnerDraft("", name="Nobody"),
    ],
)
def test_an_unusable_name_is_refused(store: Path, draft: PartnerDraft) -> None:
    # An empty name falls back on what ISO calls the economy, so it is the only one to pass.
    if draft == PartnerDraft("GH", name=""):
        assert do(store, add_partner, draft).name == "Ghana"
    else:
        refused(store, Misuse, add_partner, draft)


def test_an_alias_given_twice_is_kept_once(store: Path) -> None:
    do(store, add_partner, PartnerDraft("GH", aliases=("Gold Coast", " Gold  Coast", "Gold Coast")))

    assert names_of(store, "GH") == [{"name": "Gold Coast"}]


def test_a_partner_may_join_groups_at_once(store: Path) -> None:
    do(store, add_partner, PartnerDraft("GH", groups=("QUAD",)))

    assert {"partner": "GH"} in rows(store, "SELECT partner FROM group_member")


def test_a_known_partner_is_refused_in_any_case(store: Path) -> None:
    refused(store, Refused, add_partner, PartnerDraft("us"))


def test_malaysia_may_come_after_the_vietnamese_name_of_the_united_states(
    empty_store: Path,
) -> None:
    do(empty_store, add_partner, PartnerDraft("US", aliases=("Mỹ",)))
    do(empty_store, add_partner, PartnerDraft("MY"))
    reader = FileReader(empty_store)

    assert [find_partner(reader, each) for each in ("Mỹ", "MY", "my")] == ["US", "MY", "MY"]
    reader.close()


def test_a_group_names_each_partner_once(store: Path) -> None:
    do(store, add_group, "PAIR", "A pair", ("US", "EU", "US"))

    assert rows(store, "SELECT partner FROM group_member WHERE group_code = 'PAIR' ORDER BY 1") == [
        {"partner": "EU"},
        {"partner": "US"},
    ]
    refused(store, Refused, add_group, "QUAD", "Again", ())


# Participants


@pytest.mark.parametrize(
    ("seat", "votes", "may_block"),
    [
        (Seat(), 1, 1),
        (Seat(votes=25), 25, 1),
        (Seat(may_block=False), 1, 0),
        (Seat("observer"), 0, 0),
        (Seat("aspirant"), 0, 0),
        (Seat("candidate"), 1, 1),
        (Seat("observer", votes=2), 2, 0),
    ],
)
def test_a_seat_has_the_say_of_its_role(
    store: Path, seat: Seat, votes: int, may_block: int
) -> None:
    added = do(store, add_participant, "US-ART", "JP", seat)

    assert (added.votes, added.may_block) == (votes, may_block)


@pytest.mark.parametrize("role", ["observer", "aspirant"])
def test_who_has_no_say_cannot_block(store: Path, role: str) -> None:
    refused(store, Misuse, add_participant, "US-ART", "JP", Seat(role, may_block=True))


def test_a_seat_is_given_once(store: Path) -> None:
    refused(store, Refused, add_participant, "WTO", "JP", Seat())


# Chapters and rules


def test_a_chapter_without_a_title_is_called_by_its_code(store: Path) -> None:
    assert do(store, add_chapter, "WTO", "state-trading", None).title == "State trading"
    assert do(store, add_chapter, "WTO", "trips", "Intellectual property").title == (
        "Intellectual property"
    )
    refused(store, Refused, add_chapter, "WTO", "goods", None)
    refused(store, Misuse, add_chapter, "WTO", "two words", None)


def rules_of(path: Path, negotiation: str) -> dict[str, int]:
    found = rows(path, "SELECT * FROM rule WHERE negotiation = :code", code=negotiation)
    return {row["name"]: row["is_default"] for row in found}


def test_the_first_rule_of_a_negotiation_is_its_default(store: Path) -> None:
    do(store, add_rule, RuleDraft("US-ART", "both", "all"))
    do(store, add_rule, RuleDraft("US-ART", "most", "1/2"))

    assert rules_of(store, "US-ART") == {"both": 1, "most": 0}


def test_a_new_default_takes_the_place_of_the_old_one(store: Path) -> None:
    do(store, add_rule, RuleDraft("WTO", "new", "all(QUAD)", is_default=True))

    assert rules_of(store, "WTO") == {"consensus": 0, "law": 0, "vote": 0, "new": 1}
    (entry,) = entries(store)
    assert [each["row_key"] for each in changes(store, entry["id"])][1:] == [
        '["WTO", "consensus"]',
        '["WTO", "new"]',
    ]


def test_a_rule_about_an_unknown_group_is_refused(store: Path) -> None:
    said = refused(store, NotFound, add_rule, RuleDraft("WTO", "new", "all(QUADS)"))

    assert "QUAD" in said


@pytest.mark.parametrize("expression", ["", "most", "3/2", "1/0", "all and", "all(", "2/3 or"])
def test_a_rule_that_cannot_be_read_is_refused(store: Path, expression: str) -> None:
    refused(store, Misuse, add_rule, RuleDraft("WTO", "new", expression))


def test_a_rule_that_is_there_is_refused(store: Path) -> None:
    refused(store, Refused, add_rule, RuleDraft("WTO", "law", "all"))


# Milestones and notes


def dates_of(path: Path, milestone: str) -> list[tuple[str, str]]:
    found = rows(
        path,
        "SELECT state, date FROM milestone_date WHERE milestone = :code ORDER BY latest, state",
        code=milestone,
    )
    return [(row["state"], row["date"]) for row in found]


def test_a_milestone_may_be_known_without_a_date(store: Path) -> None:
    added = do(store, add_milestone, MilestoneDraft("US-ART", "signing", stage=3, note="In Ha Noi"))

    assert (added.title, added.stage, added.note) == ("Signing", 3, "In Ha Noi")
    assert dates_of(store, "signing") == []
    said = refused(store, Refused, add_milestone, MilestoneDraft("US-ART", "signing"))
    assert "there already" in said


def test_two_differing_statements_about_a_milestone_are_both_kept(store: Path) -> None:
    draft = MilestoneDraft("US-ART", "signing", state="planned", when=when("2026-01"))

    do(store, add_milestone, draft)
    do(store, add_milestone, replace(draft, when=when("2026-03")))
    do(store, add_milestone, replace(draft, state="reached", when=when("2026-03-05")))

    assert dates_of(store, "signing") == [
        ("planned", "2026-01"),
        ("reached", "2026-03-05"),
        ("planned", "2026-03"),
    ]
    assert len(rows(store, "SELECT * FROM milestone WHERE code = 'signing'")) == 1


def test_a_note_is_kept_with_its_day(store: Path) -> None:
    noted = do(store, add_note, "WTO", None, "Rice prices rose", when("2005-06"))

    assert (noted.partner, noted.earliest, noted.latest) == (None, "2005-06-01", "2005-06-30")
    refused(store, Misuse, add_note, "WTO", None, "  ", when("2005-06"))


# Sources


def cited(path: Path, text: str | None) -> str:
    with recording(path, "test") as action:
        return cite(action, text)


@pytest.mark.parametrize(
    "text",
    [
        "wto-2004-06",
        "Members praise Viet Nam's new offers, but seek improvements and more clarification",
        "  Members praise Viet Nam's  new offers, but seek improvements and more clarification",
        "http://www.scoop.co.nz/stories/WO0406/S00266.htm",
    ],
)
def test_a_known_source_is_found_by_code_title_or_address(store: Path, text: str) -> None:
    assert cited(store, text) == "wto-2004-06"
    assert entries(store) == []


def test_a_new_text_becomes_a_source_with_a_code_that_can_be_typed(store: Path) -> None:
    assert cited(store, "Thông cáo báo chí, 9 June 2005") == "thong-cao-bao-chi-9-june-2005"
    assert rows(store, "SELECT title, address FROM source WHERE code LIKE 'thong-cao%'") == [
        {"title": "Thông cáo báo chí, 9 June 2005", "address": None}
    ]


def test_a_new_address_is_kept_as_one(store: Path) -> None:
    code = cited(store, "https://example.org/a?b=c#d")

    assert rows(store, "SELECT title, address FROM source WHERE code = :code", code=code) == [
        {"title": "https://example.org/a?b=c#d", "address": "https://example.org/a?b=c#d"}
    ]
    assert cited(store, "https://example.org/a?b=c#d") == code


def test_texts_that_shorten_to_one_code_are_two_sources(store: Path) -> None:
    codes = {
        cited(store, text) for text in ("Press release!", "Press release?", "谈判", "联合声明")
    }

    assert len(codes) == 4
    assert "" not in codes


def test_without_a_source_the_delegation_is_the_source(store: Path) -> None:
    assert cited(store, None) == OWN_RECORD
    assert cited(store, None) == OWN_RECORD
    assert len(entries(store)) == 1


@pytest.mark.parametrize("text", ["", " \n", "x" * 301, "\x1b]0;x\x07", "\u2067x"])
def test_an_unusable_source_is_refused(store: Path, text: str) -> None:
    before = fingerprint(store)

    with pytest.raises(Misuse):
        cited(store, text)

    assert fingerprint(store) == before


def test_a_negotiation_of_ones_own_is_built_with_commands_alone(
    run: Run, empty_store: Path
) -> None:
    on_blank = partial(run, db=empty_store)
    for words in (
        ["add-negotiation", "EFTA", "--title", "EFTA talks", "--kind", "plurilateral"],
        ["add-partner", "CH"],
        ["add-partner", "NO"],
        ["add-participant", "CH", "NO"],
        ["add-rule", "consensus", "all"],
        ["set-status", "CH", "concluded", "--on", "2026-01"],
    ):
        ran = on_blank(*words)
        assert ran.code == 0, (words, ran.err)

    ran = on_blank("blockers")

    assert "NO" in ran.out
    assert len(entries(empty_store)) == 6
