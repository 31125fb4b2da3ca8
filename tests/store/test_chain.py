"""The seal of an entry covers all that it says and the entry before it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from negotrack.store.chain import BEGINNING, sealed
from negotrack.store.entries import head, newest
from negotrack.store.reader import FileReader
from tests.record.desk import record, take_back
from tests.record.test_journal import COLLEAGUE
from tests.record.test_undo import ACTIONS, Action
from tests.store.reading import changes, rows, undone_by

OWN = ("id", "recorded_at", "actor", "command", "summary", "reason", "previous")


def chain(path: Path) -> list[dict[str, Any]]:
    return rows(path, "SELECT * FROM entry ORDER BY recorded_at")


def by_the_book(path: Path, entry: dict[str, Any]) -> str:
    """Work out a hash with nothing of the program: a line of JSON per change, then the entry."""
    parts = [
        [change[column] for column in ("table_name", "row_key", "before", "after")]
        for change in changes(path, entry["id"])
    ]
    parts.append([*(entry[column] for column in OWN), *sorted(undone_by(path, entry["id"]))])
    told = "".join(f"{json.dumps(part, ensure_ascii=False)}\n" for part in parts)
    return hashlib.sha256(told.encode()).hexdigest()


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_every_entry_carries_its_hash_and_the_one_before(store: Path, action: Action) -> None:
    record(store, action)
    take_back(store, take_back(store))

    told = chain(store)
    assert len(told) == 4
    assert [entry["hash"] for entry in told] == [by_the_book(store, entry) for entry in told]
    befores = [BEGINNING, *(entry["hash"] for entry in told)]
    assert [entry["previous"] for entry in told] == befores[:-1]


def test_the_newest_hash_is_the_head(store: Path, empty_store: Path) -> None:
    record(store, ACTIONS["a note"])
    reader = FileReader(store)

    assert head(reader) == chain(store)[-1]["hash"]
    newer = newest(reader)
    assert newer is not None
    assert newer["id"] == chain(store)[-1]["id"]
    assert head(FileReader(empty_store)) == BEGINNING
    assert newest(FileReader(empty_store)) is None


def test_what_was_only_tried_leaves_the_head_alone(store: Path) -> None:
    before = head(FileReader(store))

    record(store, ACTIONS["a round with everything"], dry=True)

    assert head(FileReader(store)) == before


def test_the_first_entry_of_a_blank_store_follows_nothing(empty_store: Path) -> None:
    record(empty_store, lambda _action, _source: None, source="a newspaper")

    (first,) = chain(empty_store)
    assert first["previous"] == BEGINNING
    assert first["hash"] == by_the_book(empty_store, first)


def test_colleagues_who_write_at_once_forge_one_chain(
    store: Path, environment: dict[str, str]
) -> None:
    colleagues = [
        subprocess.Popen(
            [sys.executable, "-c", COLLEAGUE, str(store), f"colleague-{each}", "4"],
            env=environment | {"NEGOTRACK_TIMEOUT": "60"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for each in range(2)
    ]
    for colleague in colleagues:
        colleague.communicate("go\n", timeout=120)
        assert colleague.returncode == 0

    told = chain(store)
    assert len(told) == 9
    assert [entry["previous"] for entry in told[1:]] == [entry["hash"] for entry in told[:-1]]


texts = st.text(st.characters(codec="utf-8"), max_size=4)
either = st.none() | texts
one_change = st.fixed_dictionaries(
    {"table_name": texts, "row_key": texts, "before": either, "after": either}
)
one_entry = st.fixed_dictionaries(
    {column: either if column == "reason" else texts for column in OWN}
)
content = st.tuples(one_entry, st.lists(texts, unique=True, max_size=3), st.lists(one_change))


@given(content)
def test_the_order_in_which_undone_entries_are_read_does_not_matter(told: Any) -> None:
    entry, undone, made = told

    assert sealed(entry, undone, made) == sealed(entry, reversed(undone), made)


@given(content, content)
def test_different_content_has_a_different_hash(one: Any, other: Any) -> None:
    assume((one[0], sorted(one[1]), one[2]) != (other[0], sorted(other[1]), other[2]))

    assert sealed(*one) != sealed(*other)


@given(content, st.data())
def test_a_single_text_altered_anywhere_alters_the_hash(told: Any, data: st.DataObject) -> None:
    entry, undone, made = told
    parts = [entry, *made]
    altered = [dict(part) for part in parts]
    place = data.draw(st.integers(0, len(parts) - 1))
    column = data.draw(st.sampled_from(sorted(parts[place])))
    altered[place][column] = data.draw(either)
    assume(altered[place][column] != parts[place][column])

    assert sealed(altered[0], undone, altered[1:]) != sealed(entry, undone, made)


@given(content, st.randoms())
def test_changes_in_another_order_have_another_hash(told: Any, shuffle: Any) -> None:
    entry, undone, made = told
    shuffled = list(made)
    shuffle.shuffle(shuffled)
    assume(shuffled != made)

    assert sealed(entry, undone, shuffled) != sealed(entry, undone, made)


@pytest.mark.parametrize(
    ("one", "other"),
    [(("ab", "c"), ("a", "bc")), (("", "null"), ("null", "")), (('","', "x"), ("", '","x'))],
)
def test_text_moved_from_one_column_to_the_next_is_noticed(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    entry = dict.fromkeys(OWN, "x")

    def hash_of(actor: str, command: str) -> str:
        return sealed(entry | {"actor": actor, "command": command}, [], [])

    assert hash_of(*one) != hash_of(*other)
