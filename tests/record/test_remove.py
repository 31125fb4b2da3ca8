"""Taking a fact away: what belongs to it goes along, what rests on it forbids it."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotrack.domain.kinds import KINDS
from negotrack.errors import NegotrackError, NotFound, Refused
from negotrack.record.add_chapter import add_chapter
from negotrack.record.add_milestone import MilestoneDraft, add_milestone
from negotrack.record.add_negotiation import NegotiationDraft, add_negotiation, use_negotiation
from negotrack.record.add_participant import Seat, add_participant
from negotrack.record.add_partner import PartnerDraft, add_group, add_partner
from negotrack.record.add_rule import RuleDraft, add_rule
from negotrack.record.sources import cite
from negotrack.store.journal import Recording
from tests.record.correcting import amended, fact_in, removed
from tests.record.desk import record, take_back
from tests.store.reading import entries, fingerprint, rows, tables

TECHNICAL = "us-art-2025-11-12-technical"


def prepare(path: Path) -> None:
    """Add facts on which nothing rests yet, where the seed has none."""

    def verb(action: Recording, source: str) -> None:
        draft = PartnerDraft("GH", aliases=("Ga-na",), groups=("QUAD",))
        add_partner(action, draft, source)
        add_group(action, "PAIR", "A pair", ("US", "GH"), source)
        add_participant(action, "WTO", "MY", Seat(), source)
        add_negotiation(
            action, NegotiationDraft("EFTA", "Four states", "bilateral", "signed"), source
        )
        add_chapter(action, "WTO", "trips", "TRIPS", source)
        cite(action, "Never cited")

    record(path, verb)


# For every kind a fact that can go, and what goes along with it.
REMOVALS = [
    (
        "round",
        "wto-2005-05-cn",
        "round wto-2005-05-cn taken away (held, May 2005, Beijing), with 1",
    ),
    ("outcome", f"{TECHNICAL}-tbt", "(tbt major-progress)"),
    ("status", "wto-jp-negotiating", "(JP negotiating, by May 2005)"),
    ("milestone", "application", "(Application), with 3 dates"),
    ("milestone-date", "wto-application-filed", "(application reached, Dec 1994)"),
    ("request", "us-art-vn-proposals", "(VN, Take up the proposals"),
    ("request-change", "us-art-vn-proposals-noted", "(us-art-vn-proposals under-consideration,"),
    ("follow-up", "cptpp-cr-regular-contact", "(VN, 13 Nov 2025, Keep in touch"),
    ("note", "wto-laws", "(9 May 2005, Viet Nam is short"),
    ("partner", "Ghana", "(Ghana), with 1 alias and 2 groups"),
    ("alias", "US:Mỹ", "alias US:Mỹ taken away"),
    ("group", "PAIR", "(A pair), with 2 partners"),
    ("source", "never-cited", "(Never cited)"),
    ("chapter", "trips", "(TRIPS)"),
    ("participant", "MY", "(member)"),
    ("rule", "law", "(2/3)"),
    ("negotiation", "EFTA", "(Four states)"),
]


def test_every_kind_is_removed_below() -> None:
    assert {case[0] for case in REMOVALS} == {kind.name for kind in KINDS}


@pytest.mark.parametrize(("kind", "wanted", "said"), REMOVALS, ids=[case[0] for case in REMOVALS])
def test_a_fact_goes_with_what_belongs_to_it_and_undo_brings_all_of_it_back(
    store: Path, kind: str, wanted: str, said: str
) -> None:
    prepare(store)
    fact = fact_in(store, kind, wanted)
    before = tables(store)

    words = removed(store, fact)

    assert said in words
    assert rows(store, "PRAGMA foreign_key_check") == []
    gone = sum(len(before[name]) for name in before) - sum(map(len, tables(store).values()))
    assert gone == 1 + sum(map(len, fact.parts.values()))
    after = tables(store)
    undoing = take_back(store)
    assert tables(store) == before
    take_back(store, undoing)
    assert tables(store) == after


def refusal(path: Path, kind: str, wanted: str) -> NegotrackError:
    """Give what stops a removal; nothing may be written."""
    fact, before = fact_in(path, kind, wanted), fingerprint(path)
    with pytest.raises(NegotrackError) as stopped:
        removed(path, fact)
    assert fingerprint(path) == before
    return stopped.value


def test_one_fact_that_rests_on_it_is_named(store: Path) -> None:
    stopped = refusal(store, "participant", "JP")

    assert isinstance(stopped, Refused)
    assert str(stopped) == (
        "One fact rests on the participant JP. Remove or amend it first; nothing was written:"
    )
    assert stopped.below == "  status  wto-jp-negotiating  JP negotiating, by May 2005"


@pytest.mark.parametrize(
    ("kind", "wanted", "lines"),
    [
        ("source", "vietnamgateway-2004-10", ["status  wto-eu-concluded"]),
        ("source", "wto-agreement", ["rule  law"]),
        ("partner", "EU", ["participant  EU", "member in WTO"]),
        ("partner", "CR", ["negotiation  CPTPP-CR"]),
        ("partner", "VN", ["request", "us-art-vn-proposals", "participant", "negotiation"]),
        ("chapter", "goods", ["status  wto-cn-goods-negotiating"]),
        ("round", TECHNICAL, ["follow-up  us-art-tasks-after-round"]),
        ("round", "cptpp-cr-2025-11-13-call", ["status", "cptpp-cr-vn-negotiating"]),
        ("participant", "CN", ["round", "wto-2004-09-cn", "with CN at the table", "outcome"]),
        ("group", "QUAD", ["rule  vote  2/3 and all(QUAD) in WTO"]),
        ("negotiation", "US-ART", ["chapter", "agriculture", "participant"]),
    ],
)
def test_what_rests_on_a_fact_is_listed_with_its_kind_and_id(
    store: Path, kind: str, wanted: str, lines: list[str]
) -> None:
    stopped = refusal(store, kind, wanted)

    for line in lines:
        assert line in stopped.below


def test_a_long_list_is_cut_and_counted(store: Path) -> None:
    stopped = refusal(store, "source", "vnexpress-2005-05")

    assert str(stopped).startswith("41 facts rest on the source vnexpress-2005-05.")
    assert len(stopped.below.splitlines()) == 21
    assert stopped.below.endswith("\n  and 21 more")


def test_a_rule_names_participants_and_milestones_too(store: Path) -> None:
    def verb(action: Recording, source: str) -> None:
        add_milestone(action, MilestoneDraft("WTO", "vote-held"), source)
        add_participant(action, "WTO", "MY", Seat(), source)
        add_rule(action, RuleDraft("WTO", "late", "closed(MY) and reached vote-held"), source)

    record(store, verb)
    for kind, wanted in (("milestone", "vote-held"), ("participant", "MY")):
        assert "rule  late" in refusal(store, kind, wanted).below
    with pytest.raises(Refused, match="Without a say MY could not be named in a rule"):
        amended(store, fact_in(store, "participant", "MY"), {"role": "observer"})

    removed(store, fact_in(store, "rule", "late"))
    for kind, wanted in (("milestone", "vote-held"), ("participant", "MY")):
        removed(store, fact_in(store, kind, wanted))


def test_a_group_that_no_rule_names_any_more_can_go(store: Path) -> None:
    removed(store, fact_in(store, "rule", "vote"))

    assert "with 4 partners" in removed(store, fact_in(store, "group", "QUAD"))


def test_the_default_rule_goes_last(store: Path) -> None:
    stopped = refusal(store, "rule", "consensus")
    assert "consensus is the default rule of WTO" in str(stopped)

    amended(store, fact_in(store, "rule", "law"), {"default": "yes"})
    for name in ("consensus", "vote", "law"):
        removed(store, fact_in(store, "rule", name))


def test_the_negotiation_in_use_is_changed_first(store: Path) -> None:
    prepare(store)
    record(store, lambda action, _: use_negotiation(action, "EFTA"))

    assert "negotrack use" in refusal(store, "negotiation", "EFTA").below


def test_a_request_keeps_the_statement_that_raised_it(store: Path) -> None:
    stopped = refusal(store, "request-change", "us-art-vn-proposals-raised")

    assert "Nothing would say that the request us-art-vn-proposals was raised" in str(stopped)


def test_a_milestone_is_not_removed_by_the_id_of_one_of_its_dates(store: Path) -> None:
    stopped = refusal(store, "milestone", "wto-application-filed")

    assert isinstance(stopped, NotFound)
    assert "`negotrack remove milestone-date wto-application-filed`" in str(stopped)


def test_a_removal_is_one_entry_with_its_reason(store: Path) -> None:
    removed(store, fact_in(store, "milestone", "application"))

    (entry,) = entries(store)
    assert entry["reason"] == "a test"
    assert "milestone application taken away" in entry["summary"]
