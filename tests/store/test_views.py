"""The views that a stranger reads say what the program says."""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotrack.ask.negotiations import negotiation, negotiations
from negotrack.ask.standings import chapter_standings, members
from negotrack.domain.ladder import BESIDE, LADDER, STATUSES
from negotrack.store.reader import FileReader
from tests.store.reading import rows

Told = tuple[str, str, bool]
Said = dict[tuple[str, str, str | None], tuple[str, str]]


def in_the_view(path: Path) -> Said:
    return {
        (row["negotiation"], row["partner"], row["chapter"]): (row["status"], row["since"])
        for row in rows(path, "SELECT * FROM standing")
    }


def by_the_program(path: Path) -> Said:
    reader, said = FileReader(path), {}
    for each in negotiations(reader):
        for member in members(reader, each, date.today()):
            if member.standing.status and member.standing.since:
                key = (each.code, member.partner, None)
                said[key] = (member.standing.status, member.standing.since.edtf)
        for seat in chapter_standings(reader, each, date.today()):
            if seat.standing.status and seat.standing.since:
                place = (each.code, seat.partner, seat.chapter)
                said[place] = (seat.standing.status, seat.standing.since.edtf)
    reader.close()
    return said


def test_the_seed_facts_stand_in_the_view_as_in_the_program(store: Path) -> None:
    assert in_the_view(store) == by_the_program(store)
    assert in_the_view(store)["WTO", "EU", None] == ("concluded", "2004-10-09")


def test_the_view_gives_one_row_for_each_place(store: Path) -> None:
    places = rows(
        store,
        "SELECT negotiation, partner, chapter FROM standing GROUP BY 1, 2, 3 HAVING count(*) > 1",
    )

    assert places == []


def test_the_view_names_the_partner_and_the_source_in_words(store: Path) -> None:
    (row,) = rows(store, "SELECT * FROM standing WHERE negotiation = 'WTO' AND partner = 'SG'")

    assert row["name"] == "Singapore"
    assert row["source"] == "Accession moves forward as members examine the terms"


SPANS = [
    ("2005-05-01", "2005-05-01"),
    ("2005-05-02", "2005-05-02"),
    ("2005-05-01", "2005-05-03"),
    ("2005-05-02", "2005-05-03"),
    ("0001-01-01", "2005-05-02"),
    ("2005-05-02", "9999-12-31"),
    ("2999-01-01", "2999-01-01"),
]


@st.composite
def told(draw: st.DrawFn) -> tuple[str, int, tuple[str, str]]:
    status = draw(st.sampled_from(STATUSES))
    resets = 1 if status in BESIDE else draw(st.sampled_from([0, 0, 1]))
    return status, resets, draw(st.sampled_from(SPANS))


def one_word_beside_a_day(statement: tuple[str, int, tuple[str, str]]) -> object:
    # Which of two words beside the ladder holds is not told when both are of the same days.
    status, resets, span = statement
    return ("beside" if status in BESIDE else status, resets, span)


statements = st.lists(told(), max_size=9, unique_by=one_word_beside_a_day)


def obviously(said: list[tuple[str, int, tuple[str, str]]], today: str) -> str | None:
    """Read the statements one by one as they became certain."""
    current: str | None = None
    past = [each for each in said if each[2][1] <= today]
    for status, resets, _ in sorted(
        past, key=lambda s: (s[2][1], s[2][0], s[1], STATUSES.index(s[0]))
    ):
        raises = status in LADDER and (
            current not in LADDER or LADDER.index(status) > LADDER.index(current)
        )
        if current is None or resets or raises:
            current = status
    return current


@given(by_place=st.fixed_dictionaries(dict.fromkeys(("whole", "goods"), statements)))
@settings(deadline=None, max_examples=150)
def test_the_view_agrees_with_the_program_on_any_statements(
    templates: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
    by_place: dict[str, list[tuple[str, int, tuple[str, str]]]],
) -> None:
    path = tmp_path_factory.getbasetemp() / "views.db"
    shutil.copy(templates["seeded"], path)
    with closing(sqlite3.connect(path)) as stranger:
        stranger.execute("PRAGMA synchronous = OFF")
        stranger.execute("DELETE FROM status_change")
        for place, said in by_place.items():
            stranger.executemany(
                "INSERT INTO status_change (id, negotiation, partner, chapter, status, date,"
                " earliest, latest, resets, source)"
                " VALUES (?, 'WTO', 'CN', ?, ?, ?, ?, ?, ?, 'roadmap-2005')",
                [
                    (f"{place}-{number}", None if place == "whole" else place)
                    + (status, f"[{earliest}..{latest}]", earliest, latest, resets)
                    for number, (status, resets, (earliest, latest)) in enumerate(said)
                ],
            )
        stranger.commit()

    seen = in_the_view(path)

    assert seen == by_the_program(path)
    for place, said in by_place.items():
        expected = obviously(said, date.today().isoformat())
        found = seen.get(("WTO", "CN", None if place == "whole" else place))
        assert (found[0] if found else None) == expected


def test_two_words_beside_the_ladder_on_one_day_give_one_row(store: Path) -> None:
    with closing(sqlite3.connect(store)) as stranger:
        stranger.executemany(
            "INSERT INTO status_change (id, negotiation, partner, status, date, earliest, latest,"
            " resets, source) VALUES (?, 'WTO', 'CN', ?, '2005-06-01', '2005-06-01', '2005-06-01',"
            " 1, 'roadmap-2005')",
            [("a", "withdrawn"), ("b", "suspended"), ("c", "suspended")],
        )
        stranger.commit()

    assert in_the_view(store)["WTO", "CN", None] == ("withdrawn", "2005-06-01")


def test_the_round_log_has_a_row_for_every_round(store: Path) -> None:
    logged = [row["id"] for row in rows(store, "SELECT id FROM round_log ORDER BY id")]

    assert logged == [row["id"] for row in rows(store, "SELECT id FROM round ORDER BY id")]


def test_the_round_log_tells_partners_and_outcomes_in_words(store: Path) -> None:
    (row,) = rows(store, "SELECT * FROM round_log WHERE id = 'us-art-2025-11-12-technical'")
    outcomes = defaultdict(str, (part.split(": ") for part in row["outcomes"].split("; ")))

    assert row["partners"] == "US"
    assert (row["state"], row["level"], row["label"]) == ("held", "technical", "5")
    assert outcomes["digital-trade"] == "major-progress"
    assert outcomes["other"] == "narrowed"


def test_a_store_without_facts_has_empty_views(empty_store: Path) -> None:
    assert rows(empty_store, "SELECT * FROM standing") == []
    assert rows(empty_store, "SELECT * FROM round_log") == []


def test_the_negotiations_of_the_seed_are_found(reader: FileReader) -> None:
    assert negotiation(reader, "WTO").closed_from == "concluded"
