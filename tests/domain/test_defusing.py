"""What a spreadsheet would run is marked, and the mark comes off again without a trace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.defusing import FORMULA_STARTS, defused, undefused

# Texts of few letters meet the marks and the signs far more often than any text does.
texts = st.text() | st.text(alphabet="'=+-@\t\r\n a＝")


@given(texts)
def test_what_is_marked_comes_back_as_it_was(text: str) -> None:
    assert undefused(defused(text)) == text


@given(texts)
def test_nothing_that_is_marked_would_be_run(text: str) -> None:
    assert not defused(text).startswith(FORMULA_STARTS)


@given(texts, texts)
def test_two_texts_never_look_the_same_when_marked(one: str, other: str) -> None:
    assert (defused(one) == defused(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("=1+1", "'=1+1"),
        ("+84 24 3826", "'+84 24 3826"),
        ("-", "'-"),
        ("@home", "'@home"),
        ("＝1", "'＝1"),
        ("'=1+1", "''=1+1"),
        ("''=1+1", "'''=1+1"),
        ("'Doi moi'", "'Doi moi'"),
        ("'", "'"),
        ("1 = 1", "1 = 1"),
        ("", ""),
    ],
)
def test_only_what_would_be_run_or_looks_marked_is_marked(text: str, marked: str) -> None:
    assert defused(text) == marked
    assert undefused(marked) == text
