"""A correction is held to the version of the fact that it was made against."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotrack.domain.dates import when
from negotrack.record.add_milestone import MilestoneDraft, add_milestone
from negotrack.record.add_round import OutcomeDraft
from negotrack.record.amend import Said
from negotrack.record.fact import MovedOn
from negotrack.store.journal import Recording
from tests.record.correcting import amended, fact_in, removed
from tests.record.desk import record, take_back
from tests.store.reading import entries, fingerprint, rows

TECHNICAL = "us-art-2025-11-12-technical"


def moved_on(path: Path, kind: str, wanted: str, theirs: dict[str, Said]) -> MovedOn:
    """Give the refusal of an amendment after somebody else's; nothing may be written."""
    read = fact_in(path, kind, wanted)
    amended(path, read, theirs)
    before = fingerprint(path)
    with pytest.raises(MovedOn) as refused:
        amended(path, read, {"source": "A letter"})
    assert fingerprint(path) == before
    return refused.value


def test_both_versions_are_shown_field_by_field(store: Path) -> None:
    theirs: dict[str, Said] = {"place": "Peking", "mode": None, "date": "2005-05-12"}

    refused = moved_on(store, "round", "wto-2005-05-cn", theirs)

    (entry,) = entries(store)
    assert str(refused) == (
        f"The round wto-2005-05-cn was changed since you read it by {entry['actor']}, "
        f"entry {entry['id']}. Nothing was written."
    )
    assert refused.below.split("\n") == [
        "  date",
        "    you read:   May 2005",
        "    it is now:  12 May 2005",
        "  place",
        "    you read:   Beijing",
        "    it is now:  Peking",
        "  mode",
        "    you read:   in-person",
        "    it is now:  nothing",
    ]


@pytest.mark.parametrize(
    ("kind", "wanted", "theirs", "shown"),
    [
        ("round", "wto-2005-05-cn", {"partner": ["JP", "CN"]}, "it is now:  CN JP"),
        ("milestone", "memorandum", {"date": "1996"}, "it is now:  1996"),
        ("group", "QUAD", {"partner": ["US"]}, "you read:   CA EU JP US"),
    ],
)
def test_what_belongs_to_a_fact_counts(
    store: Path, kind: str, wanted: str, theirs: dict[str, Said], shown: str
) -> None:
    assert shown in moved_on(store, kind, wanted, theirs).below


def test_an_outcome_changed_meanwhile_counts(store: Path) -> None:
    read = fact_in(store, "round", TECHNICAL)
    outcome = fact_in(store, "outcome", f"{TECHNICAL}-tbt")
    amended(store, outcome, {"result": "agreed"})

    with pytest.raises(MovedOn, match="was changed since"):
        amended(store, read, {"place": "Hanoi"})


def test_a_fact_taken_away_meanwhile_is_not_amended(store: Path) -> None:
    read = fact_in(store, "note", "wto-laws")
    removed(store, read)

    for again in (lambda: amended(store, read, {"text": "x"}), lambda: removed(store, read)):
        with pytest.raises(MovedOn, match="The note wto-laws was taken away since you read it by"):
            again()


def test_a_change_that_was_taken_back_is_none(store: Path) -> None:
    read = fact_in(store, "note", "wto-laws")
    amended(store, read, {"text": "x"})
    take_back(store)

    assert amended(store, read, {"text": "y"}).row["text"] == "y"


def test_another_fact_may_change_meanwhile(store: Path) -> None:
    read = fact_in(store, "note", "wto-laws")
    amended(store, fact_in(store, "note", "wto-chair"), {"text": "x"})

    assert amended(store, read, {"text": "y"}).row["text"] == "y"


# Unless it changed since


def since(path: Path, entry: str) -> tuple[str, str]:
    (row,) = rows(path, "SELECT recorded_at FROM entry WHERE id = :entry", entry=entry)
    return row["recorded_at"], f"entry {entry}"


def test_a_later_entry_on_the_fact_stops_the_amendment(store: Path) -> None:
    (made,) = rows(store, "SELECT id FROM entry")
    begun = since(store, made["id"])
    note = amended(store, fact_in(store, "note", "wto-laws"), {"text": "x"}, since=begun)
    (first,) = entries(store)

    with pytest.raises(MovedOn) as refused:
        amended(store, note, {"text": "y"}, since=begun)

    assert str(refused.value) == (
        f"The note wto-laws was changed after entry {made['id']}. Nothing was written:"
    )
    assert refused.value.below.split()[0] == first["id"]
    assert amended(store, note, {"text": "y"}, since=since(store, first["id"])).row["text"] == "y"


def test_a_later_entry_on_a_part_stops_it_even_when_the_part_is_gone(store: Path) -> None:
    (made,) = rows(store, "SELECT id FROM entry")
    begun = since(store, made["id"])
    removed(store, fact_in(store, "outcome", f"{TECHNICAL}-tbt"))

    with pytest.raises(MovedOn):
        amended(store, fact_in(store, "round", TECHNICAL), {"place": "x"}, since=begun)
    take_back(store)
    with pytest.raises(MovedOn):
        amended(store, fact_in(store, "round", TECHNICAL), {"place": "x"}, since=begun)


def test_a_part_that_is_new_counts_and_one_of_another_fact_does_not(store: Path) -> None:
    (made,) = rows(store, "SELECT id FROM entry")
    begun = since(store, made["id"])
    other = fact_in(store, "round", "us-art-2025-11-10-ministerial")
    amended(store, other, {}, {"tbt": OutcomeDraft("tbt", "agreed")})

    def date_it(action: Recording, source: str) -> None:
        add_milestone(action, MilestoneDraft("WTO", "memorandum", when=when("1996")), source)

    record(store, date_it)

    amended(store, fact_in(store, "round", TECHNICAL), {"place": "x"}, since=begun)
    with pytest.raises(MovedOn):
        amended(store, fact_in(store, "milestone", "memorandum"), {"title": "x"}, since=begun)
