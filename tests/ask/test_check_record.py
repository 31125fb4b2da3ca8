"""What is odd in the record is a finding, and no more than that."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from negotrack.domain.dates import when
from negotrack.record.add_follow_up import FollowUpDraft, add_follow_up
from negotrack.record.add_milestone import MilestoneDraft, add_milestone
from negotrack.record.add_negotiation import NegotiationDraft, add_negotiation
from negotrack.record.add_participant import Seat, add_participant
from negotrack.record.add_partner import PartnerDraft, add_partner
from negotrack.record.add_request import RequestDraft, add_request, set_request
from negotrack.record.set_status import StatusDraft, set_status
from negotrack.store.journal import Recording
from negotrack.store.tables import FollowUp, MilestoneDate, RequestChange, Round, Rule, StatusChange
from tests.ask.checking import DAY, checked, tamper
from tests.record.desk import record
from tests.store.reading import rows


def said(path: Path, what: str, day: date = DAY) -> list[tuple[str | None, str]]:
    """Give the rows of one kind of finding in the record, with their sentences."""
    return [(each.key, each.sentence) for each in checked(path, day).findings if each.what == what]


def change(path: Path, table: Callable[..., object], key: str, **values: object) -> None:
    """Correct a row through the journal, past the checks of the verbs."""

    def verb(action: Recording, _: str) -> None:
        row = action.get(table, key)  # type: ignore[type-var, arg-type]
        assert row is not None
        action.change(row, **values)  # type: ignore[arg-type]

    record(path, verb, source="wto-2004-06")


def test_the_seed_facts_hold_what_their_sources_hold(store: Path) -> None:
    verdict = checked(store)

    assert verdict.sound
    assert {finding.what for finding in verdict.findings} == {"no-status", "sources-differ"}
    assert said(store, "no-status") == [
        (
            "CPTPP-CR",
            "11 participants have no status yet: AU, BN, CA, CL, GB, JP, MX, MY, NZ, PE, SG.",
        )
    ]


def test_findings_of_the_record_do_not_make_a_store_unsound(store: Path) -> None:
    verdict = checked(store)

    assert verdict.findings
    assert verdict.sound


def test_with_integrity_the_record_is_not_looked_at(store: Path) -> None:
    assert checked(store, integrity_only=True).findings == ()


def test_a_participant_without_a_status_is_named(store: Path) -> None:
    record(store, lambda a, s: add_partner(a, PartnerDraft("GH"), s))
    record(store, lambda a, s: add_participant(a, "WTO", "GH", Seat(), s))

    assert ("WTO", "A participant has no status yet: GH.") in said(store, "no-status")

    set_japan = StatusDraft("WTO", "GH", "negotiating", when("2005-05"))
    record(store, lambda a, s: set_status(a, set_japan, s))
    assert "WTO" not in dict(said(store, "no-status"))


@pytest.mark.parametrize(
    ("day", "forgotten"),
    [(date(2025, 12, 30), []), (date(2025, 12, 31), ["us-art-2025-11-ministerial-online"])],
)
def test_a_planned_round_is_long_past_after_thirty_days(
    store: Path, day: date, forgotten: list[str]
) -> None:
    assert [key for key, _ in said(store, "long-past", day)] == forgotten


def test_a_planned_round_that_was_held_or_called_off_is_not_forgotten(store: Path) -> None:
    day = date(2026, 6, 1)
    assert said(store, "long-past", day) != []
    for key, _ in said(store, "long-past", day):
        assert key is not None
        change(store, Round, key, state="cancelled")

    assert said(store, "long-past", day) == []


def test_days_that_do_not_fit_their_text_are_named(store: Path) -> None:
    change(store, StatusChange, "wto-eu-concluded", earliest="2004-01-01")

    ((key, sentence),) = said(store, "date")
    assert key == "wto-eu-concluded"
    days = r"'\S+' lasts from \S+ to \S+, but the row says 2004-01-01 to \S+\."
    assert re.fullmatch(days, sentence)


def test_a_text_that_is_no_date_is_named(store: Path) -> None:
    change(store, StatusChange, "wto-eu-concluded", date="last autumn")

    assert ("wto-eu-concluded", "'last autumn' is not the text of a date.") in said(store, "date")


def test_what_is_said_to_have_happened_on_a_day_to_come_is_named(store: Path) -> None:
    (latest,) = rows(
        store, "SELECT max(id) AS id FROM round WHERE state = 'held' AND earliest > '2025-11-01'"
    )

    assert said(store, "ahead") == []
    ahead = said(store, "ahead", date(2025, 11, 1))
    assert latest["id"] in dict(ahead)
    assert all("on a day to come" in sentence for _, sentence in ahead)


def test_a_follow_up_due_before_it_was_agreed_is_named(store: Path) -> None:
    draft = FollowUpDraft("WTO", "Write", when("2005-05"))
    record(store, lambda a, s: add_follow_up(a, draft, s))
    (made,) = rows(store, "SELECT id FROM follow_up WHERE text = 'Write'")
    assert said(store, "order") == []
    change(
        store,
        FollowUp,
        made["id"],
        due="2004-01",
        due_earliest="2004-01-01",
        due_latest="2004-01-31",
    )

    assert said(store, "order") == [(made["id"], "It is agreed 2005-05, after it is due 2004-01.")]


def test_a_request_answered_before_it_was_raised_is_named(store: Path) -> None:
    asked = RequestDraft("US-ART", "US", "VN", "Beef", when("2025-11"))
    record(store, lambda a, s: add_request(a, asked, s))
    (made,) = rows(store, "SELECT id FROM request WHERE text = 'Beef'")
    record(store, lambda a, s: set_request(a, made["id"], "declined", when("2025-11"), None, s))
    (answer,) = rows(
        store, "SELECT id FROM request_change WHERE request = :id AND state = 'declined'", **made
    )
    assert said(store, "order") == []
    change(
        store,
        RequestChange,
        answer["id"],
        date="2025-10",
        earliest="2025-10-01",
        latest="2025-10-31",
    )

    assert said(store, "order") == [
        (answer["id"], "It is declined on 2025-10, before it was raised (2025-11).")
    ]


def test_two_sources_that_date_a_milestone_differently_are_both_named(store: Path) -> None:
    before = said(store, "sources-differ")
    reached = MilestoneDraft("US-ART", "signing", state="reached", when=when("2025-10"))
    record(store, lambda a, s: add_milestone(a, reached, s), source="one newspaper")
    assert said(store, "sources-differ") == before
    (made,) = rows(
        store, "SELECT * FROM milestone_date WHERE milestone = 'signing' AND state = 'reached'"
    )

    def differ(action: Recording, source: str) -> None:
        other = {"id": "other", "date": "2025-11-20", "source": source}
        days = {"earliest": "2025-11-20", "latest": "2025-11-20"}
        action.add(MilestoneDate(**(made | other | days)))

    record(store, differ, source="another newspaper")

    assert [each for each in said(store, "sources-differ") if each not in before] == [
        (
            "US-ART signing",
            (
                "reached Oct 2025 (one-newspaper) or 20 Nov 2025 (another-newspaper): "
                "two sources differ."
            ),
        )
    ]


def conclude(path: Path, day: str, source: str, *, status: str = "concluded") -> None:
    draft = StatusDraft("WTO", "JP", status, when(day), reopen=status == "negotiating")
    record(path, lambda a, s: set_status(a, draft, s), source=source)


def test_two_sources_that_date_a_status_differently_are_both_named(store: Path) -> None:
    before = said(store, "sources-differ")
    conclude(store, "2005-06-09", "one newspaper")
    conclude(store, "2005-07", "another newspaper")

    ((_, sentence),) = [each for each in said(store, "sources-differ") if each not in before]
    assert sentence == (
        "JP concluded 9 Jun 2005 (one-newspaper) or Jul 2005 (another-newspaper): "
        "two sources differ."
    )


def test_dates_that_may_mean_the_same_day_do_not_differ(store: Path) -> None:
    before = said(store, "sources-differ")
    conclude(store, "2005-06-09", "one newspaper")
    conclude(store, "2005-06", "another newspaper")

    assert said(store, "sources-differ") == before


def test_a_status_reached_again_after_a_reopening_is_no_contradiction(store: Path) -> None:
    before = said(store, "sources-differ")
    conclude(store, "2005-06-09", "one newspaper")
    conclude(store, "2005-06-20", "one newspaper", status="negotiating")
    conclude(store, "2005-07-01", "another newspaper")

    assert said(store, "sources-differ") == before


def test_a_rule_that_is_no_longer_read_is_named(store: Path) -> None:
    def spoil(action: Recording, _: str) -> None:
        rule = action.get(Rule, "WTO", "vote")
        assert rule is not None
        action.change(rule, expression="2/3 and all(NOBODY)")

    record(store, spoil, source="wto-2004-06")

    ((key, sentence),) = said(store, "rule")
    assert key == "WTO vote"
    assert sentence.startswith("The rule '2/3 and all(NOBODY)' is no longer read: ")
    assert "NOBODY" in sentence


def test_a_group_that_a_rule_names_and_a_stranger_renamed_spoils_the_rule(store: Path) -> None:
    tamper(
        store,
        "UPDATE partner_group SET code = 'FOUR' WHERE code = 'QUAD'",
        "UPDATE group_member SET group_code = 'FOUR' WHERE group_code = 'QUAD'",
    )

    verdict = checked(store)
    assert not verdict.sound
    assert [each.key for each in verdict.findings if each.what == "rule"] == ["WTO vote"]


def test_a_negotiation_without_participants_is_checked_too(store: Path) -> None:
    draft = NegotiationDraft("EFTA", "EFTA", "plurilateral", "signed")
    before = checked(store).findings
    record(store, lambda a, s: add_negotiation(a, draft, s))

    assert checked(store).findings == before
