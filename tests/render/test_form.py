"""The form of a fact: what is written is read back, and what cannot be read is told by its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.texts import is_control
from negotrack.errors import Misuse
from negotrack.render.form import WIDTH, FormField, read_form, with_complaint, write_form

NAMES = ("date", "place", "note", "why")
FORM = """# round x
# A hint.

date: May 2005

# words
place: Hanoi

note: One line.

  A paragraph after it.
    # set off further

why:
"""

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(str.strip)


def fields_of(form: str) -> dict[str, str]:
    return read_form(form, NAMES)


def test_a_form_explains_itself_and_holds_the_fields() -> None:
    written = write_form(
        ["round x", "A hint."],
        [
            FormField("date", "May 2005"),
            FormField("place", "Hanoi", "words"),
            FormField("note", "One line.\n\nA paragraph after it.\n  # set off further"),
            FormField("why", ""),
        ],
    )

    assert written == FORM


def test_a_form_is_read_back() -> None:
    assert fields_of(FORM) == {
        "date": "May 2005",
        "place": "Hanoi",
        "note": "One line.\n\nA paragraph after it.\n  # set off further",
        "why": "",
    }


@given(texts, texts)
def test_any_text_comes_back_as_it_was_written(note: str, place: str) -> None:
    form = write_form(["x"], [FormField("note", note), FormField("place", place, "a hint")])

    again = write_form(
        ["x"], [FormField(name, text) for name, text in read_form(form, NAMES).items()]
    )

    plain = "".join(letter for letter in note if letter == "\n" or not is_control(letter))
    lines = [line if line.strip() else "" for line in plain.strip().split("\n")]
    assert read_form(form, NAMES)["note"] == "\n".join(lines).strip()
    assert read_form(again, NAMES) == read_form(form, NAMES)


@given(texts)
def test_no_text_becomes_another_field_or_steers_the_editor(text: str) -> None:
    form = write_form(["x"], [FormField("note", f"{text}\nplace: Rome\n# {text}")])

    assert set(read_form(form, NAMES)) == {"note"}
    assert not any(is_control(letter) for letter in form if letter != "\n")


def test_comments_fit_a_terminal() -> None:
    form = write_form(["word " * 60], [FormField("date", "2005", "word " * 60)])

    assert max(map(len, form.splitlines())) <= WIDTH


def test_a_field_may_be_left_out_emptied_and_written_by_hand() -> None:
    assert fields_of("place:Rome\nnote :\n") == {"place": "Rome", "note": ""}
    assert fields_of("Place:  Rome \nnote: a\n\tb\n c") == {"place": "Rome", "note": "a\nb\nc"}
    assert fields_of("\ufeffplace: Rome") == {"place": "Rome"}
    assert fields_of("") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("place: Rome\nnoet: x", "Line 2 of the text names no field: 'noet'. Nearest: note."),
        ("zebra: x", "There are: date, place, note, why."),
        ("# c\nRome\n", "Line 2 of the text is no field: 'Rome'."),
        ("  on\nplace: x", "Line 1 of the text goes on, but no field stands before it."),
        ("place: x\nplace: y", "Line 2 of the text says place again."),
    ],
)
def test_a_line_that_cannot_be_read_is_told_by_its_number(text: str, said: str) -> None:
    with pytest.raises(Misuse) as refused:
        fields_of(text)

    assert said in str(refused.value)


def test_a_complaint_stands_at_the_top_and_replaces_the_one_before() -> None:
    once = with_complaint(FORM, ["Not recorded: " + "word " * 40, "  \x1b[2Jspot"])
    twice = with_complaint(once, ["Another."])

    assert once.startswith("#! Not recorded: word")
    assert "\x1b" not in once
    assert twice == f"#! Another.\n{FORM}"
    assert fields_of(once) == fields_of(FORM)
