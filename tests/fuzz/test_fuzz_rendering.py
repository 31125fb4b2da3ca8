"""Whatever a store holds: nothing of it steers a terminal, runs in a sheet, or acts in a picture.

The program writes no HTML; the pictures (SVG) are the only markup that a browser would open.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from pathlib import Path
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.defusing import FORMULA_STARTS
from negotrack.domain.texts import is_control
from tests.cli.test_bad_input import READING
from tests.fuzz.conftest import fuzzed
from tests.fuzz.hostile import texts
from tests.fuzz.workbench import FORESEEN, Workbench, steers, workbench
from tests.store.reading import fingerprint

FINDINGS: Final = 4
# What people write, wherever it is shown.
WRITTEN: Final = (
    ("partner", "name"),
    ("partner_name", "name"),
    ("partner_group", "title"),
    ("negotiation", "title"),
    ("source", "title"),
    ("source", "publisher"),
    ("source", "address"),
    ("chapter", "title"),
    ("round", "label"),
    ("round", "place"),
    ("round", "summary"),
    ("round", "heads"),
    ("round", "note"),
    ("milestone", "title"),
    ("follow_up", "text"),
    ("request", "text"),
    ("note", "text"),
    ("outcome", "note"),
    ("follow_up", "done_note"),
    ("rule", "note"),
    ("status_change", "note"),
)
ASKING: Final = (
    *READING,
    ("report", "--partner", "JP"),
    ("blockers", "--path"),
    ("blockers", "--all-rules"),
    ("power", "--rule", "vote"),
    ("changes", "--since", "2004-09", "--until", "2005-05-12"),
    ("history", "--all"),
    ("check",),
)
# What of a picture would act, or fetch.
ACTING: Final = frozenset({"script", "foreignObject", "image", "use", "a", "animate", "set"})

questions = st.sampled_from(ASKING)


def _write_everywhere(bench: Workbench, said: list[str]) -> None:
    """Write texts into every column that people write in, past the program."""
    with closing(sqlite3.connect(bench.store)) as stranger, stranger:
        for number, (table, column) in enumerate(WRITTEN):
            text = said[number % len(said)]
            # Where no two rows may say the same, the first one says it.
            first = f"rowid = (SELECT min(rowid) FROM {table})"
            stranger.execute(f"UPDATE OR IGNORE {table} SET {column} = ?", (text,))
            stranger.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {first}", (text,))


@given(st.lists(texts, min_size=1, max_size=5), questions, st.sampled_from(("40", "80", "200")))
@fuzzed
def test_no_page_lets_a_text_steer_the_terminal(
    templates: dict[str, Path], said: list[str], words: tuple[str, ...], columns: str
) -> None:
    with workbench(templates["seeded"]) as bench:
        _write_everywhere(bench, said)
        ran = bench.run(*words, COLUMNS=columns)
        assert ran.code in ((0, FINDINGS) if words == ("check",) else (0,)), ran
        assert not steers(ran.out + ran.err)


@given(st.lists(texts, min_size=1, max_size=5), questions)
@fuzzed
def test_no_form_of_an_answer_lets_a_text_be_more_than_text(
    templates: dict[str, Path], said: list[str], words: tuple[str, ...]
) -> None:
    with workbench(templates["seeded"]) as bench:
        _write_everywhere(bench, said)
        answers = {form: bench.run(*words, "--format", form) for form in ("json", "csv", "svg")}
        for ran in answers.values():
            assert ran.code in ((0, FINDINGS) if words == ("check",) else (0,)), ran
            assert not steers(ran.out + ran.err)
        assert json.loads(answers["json"].out)["schema"]
        cells = [cell for row in csv.reader(io.StringIO(answers["csv"].out)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]
        _is_only_a_picture(answers["svg"].out)


def _is_only_a_picture(drawn: str) -> None:
    for element in ET.fromstring(drawn).iter():
        assert element.tag.rpartition("}")[2] not in ACTING
        for name, value in element.attrib.items():
            assert not name.rpartition("}")[2].lower().startswith(("on", "href", "src"))
            assert "javascript:" not in value.lower()


@given(
    st.lists(texts, min_size=1, max_size=5),
    st.sampled_from((("csv", "--kind=notes"), ("csv", "--kind=rounds"), ("json",), ("jsonl",))),
)
@fuzzed
def test_what_is_exported_to_a_terminal_does_not_steer_it(
    templates: dict[str, Path], said: list[str], form: tuple[str, ...]
) -> None:
    with workbench(templates["seeded"]) as bench:
        _write_everywhere(bench, said)
        name, *kind = form
        ran = bench.run("export", "--format", name, *kind)
        assert ran.code == 0, ran
        assert not steers(ran.out + ran.err, "\n\t")
        if name == "csv":
            cells = [cell for row in csv.reader(io.StringIO(ran.out)) for cell in row]
            assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]


styles = st.sampled_from(
    ("b", "red", "/b", "/", "link=x", "@click=x", "#ff0000 on red", "not bold")
)
marked = st.lists(
    st.one_of(
        styles.map(lambda style: f"[{style}]"), st.sampled_from((":smile:", "\\[x]", "word"))
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(marked)
@fuzzed
def test_markup_is_shown_as_it_was_typed(templates: dict[str, Path], text: str) -> None:
    with workbench(templates["seeded"]) as bench:
        said = ("--partner", "JP", "--date", "2005-06-20", f"--summary={text}", f"--place={text}")
        ran = bench.run("-n", "WTO", "add-round", *said)
        assert ran.code == 0, ran
        page = bench.run("-n", "WTO", "report", "--partner", "JP", COLUMNS="400")
        assert page.out.count(text) >= 2, page


@given(texts, questions)
@fuzzed
def test_no_text_of_the_command_line_is_sql_or_a_traceback(
    templates: dict[str, Path], text: str, words: tuple[str, ...]
) -> None:
    with workbench(templates["seeded"]) as bench:
        before, there = fingerprint(bench.store), bench.files
        for option in ("--negotiation", "--as-of", "--partner", "--rule", "--format", "--since"):
            ran = bench.run(*words, f"{option}={text}")
            assert ran.code in FORESEEN, ran
            assert not steers(ran.out + ran.err)
        assert (fingerprint(bench.store), bench.files) == (before, there)


@given(texts, st.sampled_from((("status", "--format=svg"), ("export", "--format=jsonl"))))
@fuzzed
def test_an_answer_goes_into_the_file_that_is_named_and_no_other(
    templates: dict[str, Path], text: str, words: tuple[str, ...]
) -> None:
    name = "".join(each for each in text if each not in "/\x00" and not is_control(each))[:60]
    with workbench(templates["seeded"]) as bench:
        there = bench.files
        ran = bench.run(*words, f"--output={name}")
        assert ran.code in FORESEEN, ran
        assert bench.files - there <= {name}
        assert there <= bench.files
