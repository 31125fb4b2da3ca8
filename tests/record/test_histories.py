"""Any sequence of actions, undone newest first, gives the record back as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotrack.domain.dates import when
from negotrack.domain.ladder import STATUSES
from negotrack.domain.vocabulary import RESULTS
from negotrack.errors import Misuse, NotFound, Refused
from negotrack.record.add_follow_up import FollowUpDraft, add_follow_up, finish_follow_up
from negotrack.record.add_milestone import MilestoneDraft, add_milestone
from negotrack.record.add_negotiation import use_negotiation
from negotrack.record.add_participant import Seat, add_participant
from negotrack.record.add_partner import PartnerDraft, add_partner
from negotrack.record.add_request import RequestDraft, add_request, set_request
from negotrack.record.add_round import OutcomeDraft, RoundDraft, add_round
from negotrack.record.add_rule import RuleDraft, add_rule
from negotrack.record.hold_round import hold_round
from negotrack.record.set_status import StatusDraft, set_status
from negotrack.store.journal import Recording
from tests.record.desk import record, take_back
from tests.record.test_journal import retold
from tests.store.reading import entries, rows, tables

Action = Callable[[Recording, str], object]
PLAN = "us-art-2025-11-ministerial-online"
EXPECTED = (Refused, Misuse, NotFound)

days = st.sampled_from(["2025-11", "2025-11-25", "2025-11-24/2025-11-26", "[..2025-12-01]", "2026"])
single_days = st.sampled_from(["2025-11", "2025-11-25", "[2025-11-24..2025-11-26]", "2026~"])
codes = st.sampled_from(["JP", "US", "CN", "VN", "GH", "CH"])


@st.composite
def rounds(draw: st.DrawFn) -> RoundDraft:
    return RoundDraft(
        "US-ART",
        draw(st.sampled_from([(), ("US",), ("JP",), ("US", "JP")])),
        when(draw(days)),
        draw(st.sampled_from(["held", "planned", "cancelled"])),
        "bilateral",
        level=draw(st.sampled_from([None, "technical", "ministerial"])),
        outcomes=tuple(
            draw(st.lists(st.builds(OutcomeDraft, st.just("tbt"), st.sampled_from(RESULTS))))[:2]
        ),
        statuses=draw(st.sampled_from([(), (("US", "signed"),), (("US", "interested"),)])),
        follow_ups=draw(st.sampled_from([(), (("Write", None),)])),
        next=draw(st.sampled_from([None, when("2026-02")])),
    )


@st.composite
def statuses(draw: st.DrawFn) -> Action:
    said = StatusDraft(
        "WTO",
        draw(codes),
        draw(st.sampled_from(STATUSES)),
        when(draw(single_days)),
        chapter=draw(st.sampled_from([None, None, "goods"])),
        reopen=draw(st.booleans()),
    )
    return lambda action, source: set_status(action, said, source)


def first_of(action: Recording, table: str) -> str:
    return str(action.rows(f"SELECT max(id) AS id FROM {table}")[0]["id"])


actions: st.SearchStrategy[Action] = st.one_of(
    statuses(),
    rounds().map(lambda said: lambda a, s: add_round(a, said, s)),
    rounds().map(lambda said: lambda a, s: hold_round(a, PLAN, said, s)),
    rounds().map(lambda said: lambda a, s: hold_round(a, first_of(a, "round"), said, s)),
    codes.map(lambda code: lambda a, s: add_participant(a, "US-ART", code, Seat(), s)),
    codes.map(
        lambda code: (
            lambda a, s: add_partner(
                a, PartnerDraft(code, aliases=(f"Land {code}",), groups=("QUAD",)), s
            )
        )
    ),
    st.sampled_from(["WTO", "US-ART", "CPTPP-CR"]).map(
        lambda code: lambda a, _: use_negotiation(a, code)
    ),
    st.sampled_from(["all", "1/2", "all(QUAD)", "all(NOBODY)"]).map(
        lambda said: lambda a, s: add_rule(a, RuleDraft("WTO", said[:3], said, is_default=True), s)
    ),
    single_days.map(
        lambda day: (
            lambda a, s: add_milestone(a, MilestoneDraft("US-ART", "signing", when=when(day)), s)
        )
    ),
    days.map(
        lambda day: lambda a, s: add_follow_up(a, FollowUpDraft("WTO", "Write", when(day)), s)
    ),
    single_days.map(
        lambda day: lambda a, _: finish_follow_up(a, first_of(a, "follow_up"), when(day), None)
    ),
    codes.map(
        lambda code: (
            lambda a, s: add_request(
                a, RequestDraft("US-ART", "VN", code, "Beef", when("2025-11")), s
            )
        )
    ),
    st.just(lambda a, s: set_request(a, first_of(a, "request"), "declined", when("2026"), None, s)),
)
sources = st.sampled_from([None, "one newspaper", "another newspaper"])


@given(history=st.lists(st.tuples(actions, sources), max_size=7))
@settings(deadline=None, max_examples=25)
def test_undoing_everything_newest_first_gives_the_first_day_back(
    templates: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
    history: list[tuple[Action, str | None]],
) -> None:
    path = tmp_path_factory.getbasetemp() / "history.db"
    shutil.copy(templates["seeded"], path)
    days_of_the_record = [tables(path)]
    for action, source in history:
        length = len(entries(path))
        try:
            record(path, action, source=source)
        except EXPECTED:
            assert tables(path) == days_of_the_record[-1]
            assert len(entries(path)) == length
        if len(entries(path)) > length:
            days_of_the_record.append(tables(path))
    assert retold(path) == days_of_the_record[-1]

    for former in reversed(days_of_the_record[:-1]):
        take_back(path)
        assert tables(path) == former

    with pytest.raises(NotFound):
        take_back(path)
    assert len(entries(path)) == 2 * (len(days_of_the_record) - 1)
    assert rows(path, "PRAGMA foreign_key_check") == []


@given(
    history=st.lists(st.tuples(actions, sources), min_size=1, max_size=5),
    undone=st.lists(st.integers(0, 30), max_size=6),
)
@settings(deadline=None, max_examples=20)
def test_undoing_in_any_order_is_refused_or_told_truly(
    templates: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
    history: list[tuple[Action, str | None]],
    undone: list[int],
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-order.db"
    shutil.copy(templates["seeded"], path)
    for action, source in history:
        try:
            record(path, action, source=source)
        except EXPECTED:
            continue
    for number in undone:
        known = entries(path)
        if not known:
            return
        before = tables(path)
        try:
            take_back(path, known[number % len(known)]["id"])
        except Refused:
            assert tables(path) == before
            assert entries(path) == known

    assert retold(path) == tables(path)
    assert rows(path, "PRAGMA foreign_key_check") == []
