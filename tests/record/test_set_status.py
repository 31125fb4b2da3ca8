"""Recording where a participant stands."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from negotrack.domain.dates import when
from negotrack.domain.ladder import BESIDE
from negotrack.errors import Misuse, Refused
from negotrack.record.set_status import StatusDraft, set_status
from negotrack.store.journal import Recording
from negotrack.store.tables import StatusChange
from tests.conftest import Run
from tests.record.desk import record
from tests.store.reading import entries, fingerprint, rows


def say(path: Path, partner: str, status: str, on: str, **more: Any) -> StatusChange:
    source = more.pop("source", "a newspaper")
    draft = StatusDraft(more.pop("negotiation", "WTO"), partner, status, when(on), **more)

    def verb(action: Recording, cited: str) -> StatusChange:
        return set_status(action, draft, cited)

    return record(path, verb, source=source)


def stands(path: Path, partner: str, chapter: str | None = None) -> Any:
    found = rows(
        path,
        "SELECT status FROM standing WHERE negotiation = 'WTO' AND partner = :partner"
        " AND chapter IS :chapter",
        partner=partner,
        chapter=chapter,
    )
    return found[0]["status"] if found else None


def test_a_status_is_kept_with_its_date_and_source(store: Path) -> None:
    told = say(store, "JP", "concluded", "2005-06", note="Announced in Tokyo", source="Kyodo")

    (row,) = rows(store, "SELECT * FROM status_change WHERE id = :id", id=told.id)
    assert (row["date"], row["earliest"], row["latest"]) == ("2005-06", "2005-06-01", "2005-06-30")
    assert (row["resets"], row["note"], row["source"]) == (0, "Announced in Tokyo", "kyodo")
    assert stands(store, "JP") == "concluded"


def test_an_earlier_statement_is_never_overwritten(store: Path) -> None:
    before = rows(store, "SELECT * FROM status_change WHERE partner = 'JP' ORDER BY id")

    say(store, "JP", "concluded", "2005-06-09")

    after = rows(store, "SELECT * FROM status_change WHERE partner = 'JP' ORDER BY id")
    assert [row for row in after if row in before] == before
    assert len(after) == len(before) + 1


def test_a_step_down_is_refused_and_nothing_is_written(store: Path) -> None:
    before = fingerprint(store)

    with pytest.raises(Refused) as refused:
        say(store, "EU", "negotiating", "2005-06-09")

    assert str(refused.value) == (
        "EU is concluded in WTO already, and negotiating is lower. "
        "Say --reopen if that was taken back; nothing was written."
    )
    assert fingerprint(store) == before


def test_a_reopening_takes_back_what_was_reached(store: Path) -> None:
    told = say(store, "EU", "negotiating", "2005-06-09", reopen=True)

    assert told.resets == 1
    assert stands(store, "EU") == "negotiating"


def test_saying_reopen_without_need_takes_nothing_back(store: Path) -> None:
    told = say(store, "JP", "concluded", "2005-06-09", reopen=True)

    assert told.resets == 0


def test_what_happened_before_may_be_told_later(store: Path) -> None:
    # The EU concluded on 9 October 2004; that it negotiated in 2003 is no step down.
    told = say(store, "EU", "negotiating", "2003-06")

    assert told.resets == 0
    assert stands(store, "EU") == "concluded"


def test_a_step_down_within_uncertain_days_is_judged_by_their_last(store: Path) -> None:
    with pytest.raises(Refused):
        say(store, "EU", "negotiating", "[2003-01-01..2005-01-01]")


@pytest.mark.parametrize("word", BESIDE)
def test_a_word_beside_the_ladder_needs_no_reopen(store: Path, word: str) -> None:
    told = say(store, "EU", word, "2005-06-09")

    assert told.resets == 1
    assert stands(store, "EU") == word


def test_after_a_suspension_the_ladder_is_climbed_anew(store: Path) -> None:
    say(store, "EU", "suspended", "2005-06-09")
    say(store, "EU", "negotiating", "2005-07-01")

    assert stands(store, "EU") == "negotiating"


def test_the_same_statement_from_the_same_source_is_refused(store: Path) -> None:
    say(store, "JP", "concluded", "2005-06-09")
    before = fingerprint(store)

    with pytest.raises(Refused) as refused:
        say(store, "JP", "concluded", "2005-06-09")

    assert str(refused.value) == (
        "The record has it already: JP concluded, 9 June 2005, from this source. "
        "Nothing was written."
    )
    assert fingerprint(store) == before


def test_a_second_source_or_another_date_is_a_statement_of_its_own(store: Path) -> None:
    say(store, "JP", "concluded", "2005-06-09")
    say(store, "JP", "concluded", "2005-06-09", source="another newspaper")
    say(store, "JP", "concluded", "2005-06")

    assert len(rows(store, "SELECT * FROM status_change WHERE status = 'concluded'")) == 6 + 3


def test_a_chapter_has_a_ladder_of_its_own(store: Path) -> None:
    say(store, "EU", "negotiating", "2005-06-09", chapter="goods")

    assert stands(store, "EU") == "concluded"
    assert stands(store, "EU", "goods") == "negotiating"

    say(store, "EU", "concluded", "2005-07-01", chapter="goods")
    with pytest.raises(Refused):
        say(store, "EU", "negotiating", "2005-08-01", chapter="goods")


def test_negotiations_do_not_mix(store: Path) -> None:
    say(store, "US", "signed", "2026-01-15", negotiation="US-ART")

    assert stands(store, "US") == "negotiating"


def test_a_status_may_be_tied_to_its_round(store: Path) -> None:
    told = say(store, "CN", "concluded", "2005-05-12", round="wto-2005-05-cn")

    assert told.round == "wto-2005-05-cn"


def test_a_round_of_another_negotiation_is_refused(store: Path) -> None:
    with pytest.raises(Refused, match="us-art-2025-11-10-ministerial belongs to US-ART, not to W"):
        say(store, "US", "concluded", "2006-05", round="us-art-2025-11-10-ministerial")

    assert entries(store) == []


@pytest.mark.parametrize("draft", [{"partner": "VN"}, {"chapter": "tbt"}, {"round": "no-round"}])
def test_what_the_record_does_not_know_is_refused_by_the_file(
    store: Path, draft: dict[str, str]
) -> None:
    with pytest.raises(Refused, match="nothing was written"):
        say(store, **{"partner": "JP", "status": "concluded", "on": "2005-06-09"} | draft)

    assert entries(store) == []


@pytest.mark.parametrize("note", ["", "   ", "x" * 100_000, "a\x1b[2Jb", "\u202eabc", "\x00"])
def test_an_unusable_note_is_refused_and_nothing_is_written(store: Path, note: str) -> None:
    before = fingerprint(store)

    with pytest.raises(Misuse):
        say(store, "JP", "concluded", "2005-06-09", note=note)

    assert fingerprint(store) == before


@pytest.mark.parametrize(
    "note", ["[/b]", "[red]", "=cmd|' /C calc'!A0", "🤝", "Mỹ 'và' \"EU\"; DROP TABLE entry"]
)
def test_a_note_is_kept_letter_by_letter(store: Path, note: str) -> None:
    told = say(store, "JP", "concluded", "2005-06-09", note=note)

    assert rows(store, "SELECT note FROM status_change WHERE id = :id", id=told.id) == [
        {"note": note}
    ]


def test_several_partners_are_one_action(run: Run, store: Path) -> None:
    ran = run("set-status", "JP", "CA", "US", "concluded", "--on", "2005-06-09")

    assert ran.code == 0, ran.err
    assert len(entries(store)) == 1
    assert [stands(store, partner) for partner in ("JP", "CA", "US")] == ["concluded"] * 3


def test_one_refusal_among_several_partners_writes_nothing(run: Run, store: Path) -> None:
    before = fingerprint(store)

    ran = run("set-status", "JP", "EU", "negotiating", "--on", "2006-06-09")

    assert (ran.code, ran.out) == (4, "")
    assert fingerprint(store) == before


@pytest.mark.parametrize("edtf", ["2005-06~", "[..2005-06-09]", "[2005-06-09..]", "2005?"])
def test_an_uncertain_date_keeps_its_text_and_days(store: Path, edtf: str) -> None:
    told = say(store, "JP", "concluded", edtf)
    stated = when(edtf)

    assert (told.date, told.earliest, told.latest) == (
        edtf,
        stated.earliest.isoformat(),
        stated.latest.isoformat(),
    )


def test_the_same_call_twice_gives_ids_that_differ(store: Path) -> None:
    first = partial(say, store, "JP", "concluded")

    assert first("2005-06-09").id != first("2005-06-10").id
