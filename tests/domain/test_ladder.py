from __future__ import annotations

import pytest

from negotrack.domain.ladder import BESIDE, LADDER, reaches, rung, status_word
from negotrack.errors import NotFound


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("closed", "concluded"),
        ("opened", "negotiating"),
        ("provisionally-closed", "concluded"),
        ("Provisionally Closed", "concluded"),
        ("AGREED IN PRINCIPLE", "agreed-in-principle"),
        ("in force", "in-force"),
        ("initialed", "initialled"),
        ("signed", "signed"),
    ],
)
def test_what_people_type_becomes_the_ladders_word(typed: str, word: str) -> None:
    assert status_word(typed) == word


def test_an_unknown_status_is_answered_with_the_nearest_words() -> None:
    with pytest.raises(NotFound, match=r"'concludet' is not a status\. Nearest: concluded"):
        status_word("concludet")


def test_each_rung_reaches_itself_and_everything_below() -> None:
    for height, status in enumerate(LADDER):
        assert [reaches(status, goal) for goal in LADDER].count(True) == height + 1


def test_beside_the_ladder_there_are_no_rungs() -> None:
    assert [rung(status) for status in BESIDE] == [None] * len(BESIDE)
    assert not any(reaches(status, "interested") for status in BESIDE)
