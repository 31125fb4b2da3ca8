"""negotrack amend: a command for each kind of fact, made from the table of kinds."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from negotrack.cli.amend_examples import EXAMPLES
from negotrack.domain.kinds import KINDS
from tests.cli.conftest import Refused, Terminal
from tests.cli.test_imports import HEAVY, imported_by
from tests.conftest import Run
from tests.store.reading import entries, fingerprint, rows, tables

USAGE, NOT_FOUND, REFUSED = 2, 3, 4
ROUND = ("amend", "round", "wto-2005-05-cn")
TECHNICAL = ("amend", "round", "us-art-2025-11-12-technical")
WHY = ("--why", "The minutes say so")


def test_there_is_an_example_for_every_kind() -> None:
    assert list(EXAMPLES) == [kind.name for kind in KINDS]


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_example_of_a_kind_works(quick: Run, store: Path, kind: str) -> None:
    ran = quick("amend", kind, *shlex.split(EXAMPLES[kind]))

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Recorded")
    assert len(entries(store)) == 1


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_help_of_a_kind_has_its_fields_and_fits_a_terminal(quick: Run, kind: str) -> None:
    ran = quick("amend", kind, "-h")

    assert (ran.code, ran.err) == (0, "")
    assert f"Usage: negotrack amend {kind}" in ran.out
    assert f"Example: negotrack amend {kind} " in ran.out
    options = (
        *(f"--{name}" for name in kind_fields(kind)),
        "--clear",
        "--why",
        "--db",
        "--dry-run",
    )
    for option in options:
        assert f" {option} " in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def kind_fields(kind: str) -> tuple[str, ...]:
    return next(each.names for each in KINDS if each.name == kind)


def test_the_confirmation_says_what_changed_why_and_how_to_take_it_back(
    quick: Run, store: Path
) -> None:
    before = tables(store)
    ran = quick(*ROUND, "--place", "Peking", "--date", "2005-05-12", "--clear", "mode", *WHY)

    (entry,) = entries(store)
    said = "round wto-2005-05-cn: date May 2005 → 12 May 2005; place Beijing → Peking; mode"
    assert ran.out.startswith(f"Recorded in WTO: {said} in-person → nothing.\n")
    assert f"To take it back: negotrack undo {entry['id']}\n" in ran.out
    assert "Why: The minutes say so\n" in ran.out
    assert entry["reason"] == "The minutes say so"
    assert entry["summary"].startswith(said)
    assert quick("undo", entry["id"]).code == 0
    assert tables(store) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*ROUND, "--partner", "Nhật Bản", "--partner", "China"), "partner CN → CN, JP"),
        ((*ROUND, "--clear", "partner"), "partner CN → nothing"),
        (
            (*TECHNICAL, "--outcome", "tbt=agreed", "--outcome", "SPS=agreed:Signed"),
            "outcome sps major-progress → agreed; outcome tbt major-progress → agreed",
        ),
        ((*TECHNICAL, "--clear", "outcome:tbt"), "outcome tbt major-progress → nothing"),
        (("amend", "participant", "EU", "--role", "observer"), "votes 1 → 0; may-block yes → no"),
        (("amend", "note", "wto-laws", "--text", "Short of time"), '→ "Short of time"'),
        (("amend", "alias", "AU:Úc", "--name", "Uc"), "alias AU:Úc: name Úc → Uc"),
        (("amend", "-n", "US-ART", "milestone", "joint-statement", "--stage", "1"), "in US-ART"),
        (("amend", "milestone", "joint-statement", "-n", "US-ART", "--stage", "1"), "in US-ART"),
        (("amend", "source", "wto-agreement", "--language", "fr"), "Recorded: source"),
    ],
)
def test_changes_are_said_in_words(quick: Run, words: tuple[str, ...], said: str) -> None:
    ran = quick(*words, *WHY)

    assert (ran.code, ran.err) == (0, "")
    assert said in ran.out


def test_a_dry_run_says_everything_and_writes_nothing(quick: Run, store: Path) -> None:
    before = fingerprint(store)
    ran = quick(*ROUND, "--place", "Peking", "--source", "A new letter", *WHY, "--dry-run")

    assert "Would record in WTO: round wto-2005-05-cn: place Beijing → Peking" in ran.out
    assert "Nothing was written (--dry-run)." in ran.out
    assert fingerprint(store) == before
    assert quick(*ROUND, "--place", "Peking", *WHY).code == 0


def test_quiet_says_nothing_and_another_store_is_another_store(
    quick: Run, store: Path, tmp_path: Path
) -> None:
    ran = quick(*ROUND, "--place", "Peking", *WHY, "--quiet", "--db", str(store), db=tmp_path / "x")

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert len(entries(store)) == 1
    assert not (tmp_path / "x").exists()


def test_saying_what_is_there_already_is_no_correction(quick: Run, store: Path) -> None:
    before = fingerprint(store)
    ran = quick(*ROUND, "--place", "Beijing", "--date", "May 2005", *WHY)

    assert (ran.code, ran.out) == (
        0,
        "Nothing to record in WTO: the round wto-2005-05-cn is so already.\n",
    )
    assert fingerprint(store) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("amend",), USAGE, "Missing command"),
        (("amend", "rond", "x"), USAGE, "'rond' is no kind of fact. Nearest: round."),
        (("amend", "round"), USAGE, "Missing argument 'ID'"),
        (("amend", "round", "wto-2005-05-ch", *WHY), NOT_FOUND, "Nearest: wto-2005-05-cn"),
        ((*ROUND, *WHY), USAGE, "Say what to amend of the round wto-2005-05-cn: --date,"),
        ((*ROUND, "--place", "Peking"), USAGE, "--why TEXT is missing"),
        ((*ROUND, "--place", "Peking", "--why", "a\x1bb"), USAGE, "reason holds the control"),
        ((*ROUND, "--plase", "Peking", *WHY), USAGE, "--place"),
        ((*ROUND, "--place", "", *WHY), USAGE, "The value of --place is empty"),
        ((*ROUND, "--place", "x", "--clear", "place", *WHY), USAGE, "Leave out one of them"),
        ((*ROUND, "--clear", "date", *WHY), USAGE, "The date of a round cannot be empty"),
        ((*ROUND, "--clear", "plase", *WHY), USAGE, "Nearest: place"),
        ((*ROUND, "--clear", "outcome", *WHY), USAGE, "--clear outcome:CHAPTER"),
        ((*ROUND, "--clear", "outcome:tbt", *WHY), NOT_FOUND, "No chapter of WTO"),
        ((*ROUND, "--clear", "outcome:goods", *WHY), NOT_FOUND, "has no outcome for goods"),
        ((*ROUND, "--outcome", "goods", *WHY), USAGE, "'goods' is no outcome"),
        ((*ROUND, "--outcome", "tbt=agreed", *WHY), NOT_FOUND, "Its chapters: goods, services"),
        (
            (*TECHNICAL, "--outcome", "tbt=agreed", "--outcome", "tbt=progress", *WHY),
            USAGE,
            "names a chapter twice",
        ),
        ((*ROUND, "--level", "ministeral", *WHY), NOT_FOUND, "Nearest: ministerial"),
        ((*ROUND, "--date", "2999-01-01", *WHY), REFUSED, "still to come"),
        ((*ROUND, "--date", "10/11/2025", *WHY), USAGE, "2025-11-10 or 2025-10-11"),
        (("amend", "status", "zebra", *WHY), NOT_FOUND, "Say a partner or chapter or round"),
        (("amend", "rule", "majority", *WHY), NOT_FOUND, "No rule of WTO is called 'majority'"),
        (("amend", "milestone", "protokol", *WHY), NOT_FOUND, "Nearest: protocol"),
        (("amend", "alias", "AU", "--name", "x", *WHY), NOT_FOUND, "Write PARTNER:NAME"),
        (("amend", "alias", "AU:Aussi", "--name", "x", *WHY), NOT_FOUND, "No alias of AU"),
        (("amend", "source", "wto-agreemend", *WHY), NOT_FOUND, "Nearest: wto-agreement"),
        (
            (*ROUND, "--place", "x", *WHY, "--unless-changed-since", "zebra"),
            NOT_FOUND,
            "neither an entry of the journal nor a time",
        ),
    ],
)
def test_what_cannot_be_amended_is_said_in_one_sentence(
    refused: Refused, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in refused(*words, code=code)


def test_a_partner_in_place_of_an_id_lists_its_statements(quick: Run, store: Path) -> None:
    ran = quick("amend", "status", "Nhật Bản", "--date", "2005-05-01", *WHY)

    assert (ran.code, ran.out) == (NOT_FOUND, "")
    assert ran.err.splitlines() == [
        "negotrack: No status has the id 'Nhật Bản'. These are of Nhật Bản:",
        "  wto-jp-negotiating  JP negotiating, by May 2005",
    ]
    assert entries(store) == []


def test_a_milestone_of_several_dates_is_refused_with_their_ids(quick: Run) -> None:
    ran = quick("amend", "milestone", "application", "--date", "1994-12-30", *WHY)

    assert (ran.code, ran.out) == (REFUSED, "")
    assert "has 3 dated statements. Say which one you mean" in ran.err
    assert "  wto-application-filed     application reached, Dec 1994" in ran.err
    again = quick("amend", "milestone", "wto-application-filed", "--date", "1994-12-30", *WHY)
    assert "milestone application: date December 1994 → 30 December 1994" in again.out


def test_an_amendment_can_be_held_to_an_entry_or_a_time(quick: Run, store: Path) -> None:
    place = (*ROUND, "--place", "Peking", *WHY)
    (made,) = rows(store, "SELECT id FROM entry")
    assert quick(*place, "--unless-changed-since", made["id"]).code == 0
    (first,) = entries(store)

    for since in (made["id"], "2005-05-12", "2005-05-12 18:02"):
        ran = quick(*ROUND, "--label", "7", *WHY, "--unless-changed-since", since)
        assert ran.code == REFUSED
        assert "The round wto-2005-05-cn was changed after" in ran.err
        assert f"  {first['id']}  " in ran.err
        assert "desk officer  round wto-2005-05-cn: place Beijing → Peking" in ran.err
    for since in (first["id"], "today"):
        assert quick(*ROUND, "--label", since, *WHY, "--unless-changed-since", since).code == 0


def test_the_reason_is_asked_for_on_a_terminal(terminal: Terminal, store: Path) -> None:
    screen = terminal(*ROUND, "--place", "Peking")
    screen.expect("Why: ")
    screen.sendline("Misread")
    screen.expect("Recorded in WTO")
    screen.wait()

    (entry,) = entries(store)
    assert entry["reason"] == "Misread"


@pytest.mark.parametrize("line", ["amend --help", "amend round --help", "edit --help"])
def test_help_needs_no_heavy_library(line: str, store: Path, environment: dict[str, str]) -> None:
    imported, _ = imported_by(line, store, environment)

    assert imported & HEAVY == set()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("negotrack am", ["amend"]),
        ("negotrack amend req", ["request", "request-change"]),
        ("negotrack amend round wto-2005", ["wto-2005-05-cn"]),
        ("negotrack amend outcome wto", ["wto-2004-12-15-working-party-cn"]),
        ("negotrack amend status wto-j", ["wto-jp-negotiating"]),
        ("negotrack amend milestone pro", ["protocol"]),
        ("negotrack amend milestone -n US-ART ", ["joint-statement"]),
        ("negotrack amend milestone-date wto-h", ["wto-hong-kong"]),
        ("negotrack amend request us-art-vn-m", ["us-art-vn-market-economy"]),
        ("negotrack amend request-change us-art-vn-m", ["us-art-vn-market-economy-raised"]),
        ("negotrack amend follow-up cptpp", ["cptpp-cr-regular-contact"]),
        ("negotrack amend note wto-l", ["wto-laws"]),
        ("negotrack amend partner J", ["JP"]),
        ("negotrack amend group Q", ["QUAD"]),
        ("negotrack amend source wto-a", ["wto-accession-practice", "wto-agreement"]),
        ("negotrack amend chapter g", ["goods"]),
        ("negotrack amend participant J", ["JP"]),
        ("negotrack amend rule v", ["vote"]),
        ("negotrack amend negotiation C", ["CPTPP-CR"]),
        ("negotrack amend round x --level m", ["ministerial"]),
        ("negotrack amend round x --partner J", ["JP"]),
        ("negotrack amend round x --clear p", ["place", "partner"]),
        ("negotrack amend rule x --default y", ["yes"]),
        ("negotrack amend status x --status conc", ["concluded"]),
        ("negotrack remove request-c", ["request-change"]),
        ("negotrack remove note wto-l", ["wto-laws"]),
        ("negotrack edit round wto-2005", ["wto-2005-05-cn"]),
        ("negotrack edit zebra wto-2005", []),
    ],
)
def test_tab_offers_kinds_ids_and_words(quick: Run, line: str, offered: list[str]) -> None:
    words = shlex.split(line)
    at = len(words) if line.endswith(" ") else len(words) - 1
    ran = quick(_NEGOTRACK_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(at))

    assert (ran.err, ran.out.split()) == ("", offered)
