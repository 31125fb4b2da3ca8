from __future__ import annotations

import pytest

from negotrack.domain.closed_list import word_of
from negotrack.domain.vocabulary import LEVELS, RESULTS
from negotrack.errors import NotFound


@pytest.mark.parametrize("typed", ["major-progress", "Major progress", " MAJOR_PROGRESS "])
def test_a_word_is_taken_in_any_spelling(typed: str) -> None:
    assert word_of(typed, RESULTS, "result") == "major-progress"


def test_a_word_that_is_none_is_answered_with_the_nearest_or_all() -> None:
    with pytest.raises(NotFound, match=r"'ministeral' is not a level. Nearest: ministerial\."):
        word_of("ministeral", LEVELS, "level")
    with pytest.raises(NotFound, match="The words are: technical, chief-negotiator"):
        word_of("zebra", LEVELS, "level")


def test_a_beginning_of_a_word_is_not_guessed() -> None:
    with pytest.raises(NotFound):
        word_of("tech", LEVELS, "level")
