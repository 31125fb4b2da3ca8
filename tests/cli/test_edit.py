"""negotrack edit: a fact as a text in an editor, which is a script here; no text is ever lost."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

from tests.cli.conftest import ByHand, Terminal
from tests.conftest import Ran, Run
from tests.store.reading import entries, fingerprint, rows, tables

USAGE, NOT_FOUND, REFUSED, STORE = 2, 3, 4, 5
ROUND = "wto-2005-05-cn"
TECHNICAL = "us-art-2025-11-12-technical"

Editor = Callable[[str], str]
Edit = Callable[..., Ran]


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """Give a way to make an editor: Python that finds the form in `text` and leaves it there."""

    def make(body: str) -> str:
        script = tmp_path / "my editor.py"
        script.write_text(
            "import pathlib, sys, subprocess\n"
            "path = pathlib.Path(sys.argv[-1])\n"
            "text = path.read_text(encoding='utf-8')\n"
            "seen = pathlib.Path(__file__).with_name('seen.txt')\n"
            "with seen.open('a', encoding='utf-8') as log:\n"
            "    print(text, file=log)\n"
            f"{body}\n"
            "path.write_text(text, encoding='utf-8')\n",
            encoding="utf-8",
        )
        return f"{sys.executable} '{script}' --wait"

    return make


@pytest.fixture
def edit(run: Run, tmp_path: Path, editor: Editor) -> Edit:
    """Give a way to edit a fact with a script; its drafts are kept within the test's folder."""
    (tmp_path / "drafts").mkdir()

    def edit_with(body: str, *words: str, **variables: str) -> Ran:
        kept = {"TMPDIR": str(tmp_path / "drafts"), "EDITOR": editor(body)} | variables
        return run("edit", *words, **kept)

    return edit_with


def kept(ran: Ran) -> str:
    """Give the text that stays in the file which the message names."""
    (path,) = re.findall(r"Your text is in (\S+)\.$", ran.err.splitlines()[0])
    file = Path(path)
    assert file.stat().st_mode & 0o077 == 0
    return file.read_text(encoding="utf-8")


def drafts(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "drafts").iterdir())


def seen(tmp_path: Path) -> str:
    return (tmp_path / "seen.txt").read_text(encoding="utf-8")


def say(**fields: str) -> str:
    """Give an editor's work: write fields anew, each wherever it stands."""
    lines = ["import re"]
    for name, value in fields.items():
        field = name.replace("_", "-")
        said = f"{field}: {value}"
        lines.append(f"text = re.sub(r'(?m)^{field}:.*', lambda _: {said!r}, text)")
    return "\n".join(lines)


def test_what_was_changed_in_the_text_is_recorded(edit: Edit, store: Path, tmp_path: Path) -> None:
    before = tables(store)
    body = say(date="12 May 2005", place="Peking", mode="", why="The communiqué says so")
    ran = edit(body, "round", ROUND)

    (entry,) = entries(store)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "Recorded in WTO: round wto-2005-05-cn: date May 2005 → 12 May 2005; "
        "place Beijing → Peking; mode in-person → nothing.\n"
    )
    assert entry["reason"] == "The communiqué says so"
    assert drafts(tmp_path) == []
    (held,) = rows(store, "SELECT * FROM round WHERE id = :id", id=ROUND)
    assert (held["date"], held["place"], held["mode"]) == ("2005-05-12", "Peking", None)
    assert edit("", "round", ROUND).out == f"Nothing was changed in the round {ROUND}.\n"
    assert len(entries(store)) == 1
    assert tables(store) != before


def test_the_text_explains_itself_and_lists_the_words(edit: Edit, tmp_path: Path) -> None:
    edit("", "round", TECHNICAL, "--why", "A reason")

    form = seen(tmp_path)
    assert form.startswith(f"# round {TECHNICAL} in US-ART: held, 12-14 Nov 2025,")
    for line in (
        "# Never empty: date, track, state, source, why.",
        "# in-person, online, hybrid, phone\nmode: in-person\n",
        "partner: US\n",
        "outcome:\n  agriculture=major-progress\n  digital-trade=major-progress\n",
        "# setback. Chapters: agriculture, digital-trade, other, services, sps, tbt.\n",
        "\nwhy: A reason\n",
    ):
        assert line in form
    assert max(len(line) for line in form.splitlines() if line.startswith("#")) <= 80


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("round", TECHNICAL),
        ("round", "wto-2004-12-15-working-party"),
        ("outcome", "wto-2004-12-15-working-party-cn"),
        ("status", "wto-cn-goods-negotiating"),
        ("milestone", "application"),
        ("milestone", "memorandum"),
        ("milestone", "wto-application-filed"),
        ("milestone-date", "wto-transparency"),
        ("request", "us-art-vn-proposals"),
        ("request-change", "us-art-vn-proposals-noted"),
        ("follow-up", "us-art-prepare-ministerial"),
        ("note", "wto-policy"),
        ("partner", "US"),
        ("alias", "US:Mỹ"),
        ("group", "QUAD"),
        ("source", "vnexpress-2005-05"),
        ("chapter", "goods"),
        ("participant", "EU"),
        ("rule", "vote"),
        ("negotiation", "WTO"),
    ],
)
def test_a_text_left_as_it_is_changes_nothing(
    edit: Edit, store: Path, tmp_path: Path, kind: str, wanted: str
) -> None:
    before = fingerprint(store)
    ran = edit("", kind, wanted)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Nothing was changed in the {kind} ")
    assert fingerprint(store) == before
    assert drafts(tmp_path) == []


@pytest.mark.parametrize(
    ("kind", "wanted", "fields", "said"),
    [
        ("outcome", f"{TECHNICAL}-tbt", {"result": "agreed"}, "result major-progress → agreed"),
        ("status", "wto-jp-negotiating", {"status": "closed"}, "status negotiating → concluded"),
        ("milestone", "memorandum", {"date": "1996-08-22"}, "August 1996 → 22 August 1996"),
        ("follow-up", "us-art-online-technical", {"done": "2025-11-20"}, "done nothing → 20 Nov"),
        ("alias", "AU:Úc", {"name": "Uc"}, "alias AU:Úc: name Úc → Uc"),
        ("group", "QUAD", {"partner": "VN"}, "CA, EU, JP, US → CA, EU, JP, US, VN"),
        ("participant", "EU", {"may_block": "no"}, "may-block yes → no"),
        ("rule", "law", {"default": "yes"}, "default no → yes"),
        ("source", "vnexpress-2005-05", {"date": ""}, "date about 12 May 2005 → nothing"),
    ],
)
def test_every_sort_of_field_can_be_edited(
    edit: Edit, kind: str, wanted: str, fields: dict[str, str], said: str
) -> None:
    ran = edit(say(**fields), kind, wanted, "--why", "x")

    assert ran.code == 0
    assert said in ran.out


def test_members_and_outcomes_are_lines_of_their_own(edit: Edit, store: Path) -> None:
    body = (
        "text = text.replace('partner: US', 'partner:')\n"
        "text = text.replace('  tbt=major-progress: ', '  tbt=agreed: In full.\\n    ')\n"
        "text = text.replace('  other=narrowed: The gaps in all remaining issues.\\n', '')\n"
        "text = text.replace('sps=major-progress: moit-2025-11 speaks of a clear shift.',"
        " 'sps=major-progress')"
    )
    ran = edit(body, "round", TECHNICAL, "--why", "x")

    assert "partner US → nothing" in ran.out
    for said in ("outcome other narrowed → nothing", "outcome tbt major-progress → agreed"):
        assert said in ran.out
    assert 'note of outcome sps "moit-2025-11 speaks of a clear shift." → nothing' in ran.out
    outcomes = {row["chapter"]: row for row in rows(store, "SELECT * FROM outcome")}
    assert outcomes["tbt"]["id"] == f"{TECHNICAL}-tbt"
    assert outcomes["tbt"]["note"].startswith("In full.\nmoit-2025-11 speaks of")
    assert outcomes["sps"]["note"] is None
    assert "other" not in outcomes


def test_a_long_text_goes_on_in_lines_of_its_own(edit: Edit, store: Path, tmp_path: Path) -> None:
    edit(say(text="One.\n\n  Two: a\n    - b\n  # no comment", why="x"), "note", "wto-laws")

    (note,) = rows(store, "SELECT text FROM note WHERE id = 'wto-laws'")
    assert note["text"] == "One.\n\nTwo: a\n  - b\n# no comment"
    edit("", "note", "wto-laws")
    assert "text: One.\n\n  Two: a\n    - b\n  # no comment\n" in seen(tmp_path)


def test_a_dry_run_writes_nothing(edit: Edit, store: Path, tmp_path: Path) -> None:
    before = fingerprint(store)
    ran = edit(say(place="Rome", why="x"), "round", ROUND, "--dry-run")

    assert "Would record in WTO" in ran.out
    assert fingerprint(store) == before
    assert drafts(tmp_path) == []


# What cannot be recorded


def test_an_invalid_text_is_opened_again_with_the_reason_at_its_top(
    edit: Edit, store: Path, tmp_path: Path
) -> None:
    body = (
        "again = text.startswith('#!')\n"
        "text = text.replace('level:', 'level: tecnical') if not again"
        " else text.replace('tecnical', 'technical')"
    )
    ran = edit(body, "round", ROUND, "--why", "x")

    assert "level nothing → technical" in ran.out
    first, again = seen(tmp_path).split("# round wto-2005-05-cn in WTO")[1:]
    assert "#! Not recorded: 'tecnical' is not a level. Nearest: technical." in first
    assert "level: tecnical" in again
    assert drafts(tmp_path) == []


@pytest.mark.parametrize(
    ("fields", "code", "said"),
    [
        ({"level": "low", "why": "x"}, NOT_FOUND, "'low' is not a level"),
        ({"date": "2999", "why": "x"}, REFUSED, "still to come"),
        ({"date": "", "why": "x"}, USAGE, "The date of a round cannot be empty"),
        ({"place": "a\x1bb", "why": "x"}, USAGE, "control character U+001B"),
        ({"partner": "MY", "why": "x"}, NOT_FOUND, "MY is not a participant in WTO"),
        ({"outcome": "tbt=agreed", "why": "x"}, NOT_FOUND, "No chapter of WTO"),
        ({"place": "Rome"}, USAGE, "Say it in the line 'why:'"),
        ({"place": "Rome\nzebra: x", "why": "x"}, USAGE, "names no field: 'zebra'"),
        ({"place": "Rome\nand so on", "why": "x"}, USAGE, "is no field: 'and so on'"),
    ],
)
def test_a_text_that_is_given_up_stays_in_a_file(
    edit: Edit, store: Path, fields: dict[str, str], code: int, said: str
) -> None:
    before = fingerprint(store)
    ran = edit(
        f"if not text.startswith('#!'):\n    {'; '.join(say(**fields).splitlines())}",
        "round",
        ROUND,
    )

    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    text = kept(ran)
    assert text.startswith("#! Not recorded:")
    assert fields.get("place", "").split("\n")[0] in text
    assert fingerprint(store) == before


def test_a_script_that_never_gets_it_right_ends(edit: Edit, tmp_path: Path) -> None:
    ran = edit("text += 'zebra\\n'", "round", ROUND)

    assert ran.code == USAGE
    assert kept(ran).count("zebra\n") == 5


# Two people


def test_two_edits_at_once_show_both_versions_and_keep_the_later_text(
    edit: Edit, store: Path
) -> None:
    amend = [sys.executable, "-m", "negotrack", "amend", "round", ROUND, "--place", "Shanghai"]
    body = (
        f"subprocess.run({[*amend, '--why', 'I was there']!r}, check=True,"
        " stdout=subprocess.DEVNULL)\n"
    )
    ran = edit(body + say(place="Canton", why="x"), "round", ROUND, "--why", "x")

    (theirs,) = entries(store)
    assert (ran.code, ran.out) == (REFUSED, "")
    sentence, *below = ran.err.splitlines()
    assert sentence.startswith(
        "negotrack: The round wto-2005-05-cn was changed since you read it by desk officer, "
        f"entry {theirs['id']}. Nothing was written. Your text is in "
    )
    assert below == ["  place", "    you read:   Beijing", "    it is now:  Shanghai"]
    assert "place: Canton" in kept(ran)
    assert rows(store, "SELECT place FROM round WHERE id = :id", id=ROUND) == [
        {"place": "Shanghai"}
    ]


def test_a_fact_removed_while_it_is_edited_keeps_the_text(edit: Edit, store: Path) -> None:
    remove = [sys.executable, "-m", "negotrack", "remove", "note", "wto-laws", "--why", "Hearsay"]
    body = f"subprocess.run({remove!r}, check=True, stdout=subprocess.DEVNULL)\n"
    ran = edit(body + say(text="Mine", why="x"), "note", "wto-laws")

    assert ran.code == REFUSED
    assert "The note wto-laws was taken away since you read it" in ran.err
    assert "text: Mine" in kept(ran)


def test_a_store_that_is_locked_keeps_the_text(edit: Edit, store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as colleague:
        colleague.execute("BEGIN IMMEDIATE")
        ran = edit(say(place="Rome", why="x"), "round", ROUND)

    assert ran.code == STORE
    assert "place: Rome" in kept(ran)


# Editors


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"EDITOR": "false"}, "The editor 'false' ended with 1"),
        ({"VISUAL": "no-such-editor"}, "The editor 'no-such-editor' cannot be started: No such"),
        ({"EDITOR": "'"}, "cannot be started: No closing quotation"),
        ({"EDITOR": "/"}, "The editor '/' cannot be started: Permission denied"),
    ],
)
def test_an_editor_that_fails_leaves_the_text_in_a_file(
    edit: Edit, store: Path, variables: dict[str, str], said: str
) -> None:
    before = fingerprint(store)
    ran = edit("", "round", ROUND, **variables)

    assert (ran.code, ran.out) == (USAGE, "")
    assert said in ran.err
    assert "place: Beijing" in kept(ran)
    assert fingerprint(store) == before


def test_an_editor_that_fails_after_saving_loses_nothing(edit: Edit, store: Path) -> None:
    ran = edit(say(place="Rome") + "\npath.write_text(text)\nsys.exit(3)", "round", ROUND)

    assert "ended with 3" in ran.err
    assert "place: Rome" in kept(ran)
    assert entries(store) == []


def test_what_is_no_text_is_said_so(edit: Edit) -> None:
    ran = edit("path.write_bytes(b'place: \\xff')\nsys.exit(0)", "round", ROUND)
    assert "The text is not saved as UTF-8" in ran.err

    ran = edit("path.unlink()\nsys.exit(0)", "round", ROUND)
    assert (ran.code, ran.out) == (USAGE, "")
    assert "left no text" in ran.err


def test_visual_comes_before_editor_and_an_empty_one_is_none(edit: Edit) -> None:
    assert edit("", "round", ROUND, VISUAL="false").code == USAGE
    assert edit("", "round", ROUND, VISUAL=" ").code == 0


def test_a_hostile_fact_does_not_steer_the_editor(
    edit: Edit, by_hand: ByHand, tmp_path: Path
) -> None:
    by_hand(f"UPDATE round SET place = ? WHERE id = '{ROUND}'", "evil\x1b[2J\u202e\nstate: held")

    assert edit("", "round", ROUND).out.startswith("Nothing was changed")
    assert not {"\x1b", "\u202e"} & set(seen(tmp_path))
    assert "place: evil[2J\n  state: held\n" in seen(tmp_path)


def test_the_editor_has_the_terminal_to_itself(
    terminal: Terminal, store: Path, editor: Editor
) -> None:
    ask = editor(
        "print('which place? ', end='', flush=True)\n" + say(place="Rome", why="x") + "\ninput()"
    )
    screen = terminal("edit", "round", ROUND, EDITOR=ask)
    screen.expect("which place")
    screen.sendline("")
    screen.expect("Recorded in WTO")
    screen.expect(pexpect.EOF)

    assert len(entries(store)) == 1


def test_ctrl_c_belongs_to_the_editor(terminal: Terminal, store: Path, editor: Editor) -> None:
    calm = editor(
        "try:\n    input('ready ')\nexcept KeyboardInterrupt:\n    pass\n"
        + say(place="Rome", why="x")
    )
    screen = terminal("edit", "round", ROUND, EDITOR=calm)
    screen.expect("ready")
    screen.sendintr()
    screen.expect("Recorded in WTO")
    screen.expect(pexpect.EOF)

    assert len(entries(store)) == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("rond", "x"), USAGE, "Nearest: round."),
        (("round", "wto-2005-05-ch"), NOT_FOUND, "Nearest: wto-2005-05-cn"),
        (("round", ROUND, "--why", "a\x1bb"), USAGE, "control character"),
    ],
)
def test_what_cannot_be_edited_is_said_before_the_editor_opens(
    edit: Edit, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = edit("", *words)

    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert not (tmp_path / "seen.txt").exists()
    assert drafts(tmp_path) == []
