"""Two texts beside each other show where they differ, and enough around it to know the place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.excerpt import apart

BEGIN = "The source gives the first ten days of September "
END = " and says nothing of the days between them, nor of the result"


def test_short_texts_are_whole() -> None:
    assert apart("Geneva", "Beijing") == ("Geneva", "Beijing")
    assert apart("", "Beijing") == ("", "Beijing")


def test_long_texts_are_cut_to_where_they_differ() -> None:
    one, other = apart(f"{BEGIN}2004{END}", f"{BEGIN}2005{END}")

    assert one == "…September 2004 and says nothin…"
    assert other == "…September 2005 and says nothin…"


def test_what_was_taken_out_is_shown_against_what_is_left() -> None:
    one, other = apart(f"{BEGIN}2004{END}", f"{BEGIN}2004")

    assert one.startswith("…September 2004 and says")
    assert other == "…September 2004"


def test_a_text_against_nothing_shows_its_beginning() -> None:
    one, other = apart("", BEGIN + END)

    assert one == ""
    assert other == "The source gives the first ten days of September and says no…"


@given(st.text(max_size=300), st.text(max_size=300), st.integers(20, 80))
def test_excerpts_are_short_and_come_from_the_text(one: str, other: str, longest: int) -> None:
    for text, shown in zip((one, other), apart(one, other, longest), strict=True):
        assert len(shown) <= longest + 2
        assert shown.strip("…") in " ".join(text.split())


@given(st.text(max_size=100), st.text(max_size=100), st.text(max_size=100))
def test_different_texts_are_shown_differently(begin: str, one: str, end: str) -> None:
    longer = f"{begin}{one}!{end}"
    shown = apart(f"{begin}{one}{end}", longer)

    if " ".join(f"{begin}{one}{end}".split()) != " ".join(longer.split()):
        assert shown[0] != shown[1]
