"""Killed at any instant, the store opens, is sound, and holds every entry that was confirmed.

Processes that record, import, migrate and restore get a SIGKILL at a random instant of their run.
NEGOTRACK_KILLS says how often, 28 times when it is not set; NEGOTRACK_KILLS_SEED says when.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from negotrack.domain.dates import when
from negotrack.record.add_note import add_note
from negotrack.store.copying import journal_of
from negotrack.store.opening import older_schema
from tests.record.offices import do
from tests.record.test_time_machine import findings
from tests.store.old_store import old_store
from tests.store.reading import rows, tables

KILLS: Final = int(os.environ.get("NEGOTRACK_KILLS", "28"))
SEED: Final = int(os.environ.get("NEGOTRACK_KILLS_SEED", "2005"))
ROOT: Final = Path(__file__).parents[2]

CONFIRMED: Final = re.compile(r"To take it back: negotrack undo ([0-9a-z]{8})\n")
UNFINISHED: Final = re.compile(r"\..+\.[0-9a-z]{8}\.new(-journal)?")
Words = list[str]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")


@dataclass
class Killer:
    """A warm process whose children are killed, and what became of them."""

    environment: dict[str, str]
    chance: random.Random
    warm: subprocess.Popen[str]
    told: Counter[str] = field(default_factory=Counter)
    lengths: dict[str, float] = field(default_factory=dict)

    def run(self, path: Path, commands: list[Words], wait: float | None) -> tuple[str, bool]:
        """Run commands on a store for so long; give what they said, and whether it was killed."""
        said = path.parent / "said.txt"
        said.unlink(missing_ok=True)
        job = {
            "said": str(said),
            "folder": str(path.parent),
            "environment": self.environment | {"NEGOTRACK_DB": str(path)},
            "commands": commands,
            "wait": wait,
        }
        assert self.warm.stdin
        assert self.warm.stdout
        self.warm.stdin.write(f"{json.dumps(job)}\n")
        self.warm.stdin.flush()
        fate = self.warm.stdout.readline().strip()
        assert fate in ("killed", "ended")
        words = said.read_text(encoding="utf-8") if said.exists() else ""
        said.unlink(missing_ok=True)
        return words, fate == "killed"

    def kill(self, what: str, path: Path, commands: list[Words]) -> str:
        """Run commands, and kill them at an instant of the time that they take."""
        said, killed = self.run(path, commands, self.chance.uniform(0, self.lengths[what]))
        self.told[f"{what}: {'killed' if killed else 'ended before'}"] += 1
        assert set(re.findall("exit (.+)", said)) <= {"0"}, said
        if journal_of(path).exists():
            self.told[f"{what}: within a transaction"] += 1
        return said

    def measure(self, what: str, path: Path, commands: list[Words]) -> None:
        """Take the time of one run that nobody kills."""
        begun = time.monotonic()
        said, _ = self.run(path, commands, None)
        self.lengths[what] = time.monotonic() - begun
        assert re.findall("exit (.+)", said) == ["0"] * len(commands), said


@pytest.fixture(scope="module")
def warm() -> Iterator[subprocess.Popen[str]]:
    """Give a process that has loaded the program."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.warm"],
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": "error"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        bufsize=1,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "warm\n"
        yield process
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def killer(
    warm: subprocess.Popen[str], environment: dict[str, str], request: pytest.FixtureRequest
) -> Iterator[Killer]:
    """Give the killer, and tell with -s how its victims met their end."""
    name = request.node.name
    killer = Killer(environment, random.Random(f"{SEED} {name}"), warm)
    yield killer
    for what, count in sorted(killer.told.items()):
        sys.stdout.write(f"{what}: {count}\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder that holds the store and nothing else."""
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk"


def kept_beside(path: Path, what: str) -> list[Path]:
    """Give the copies of a store that were kept, each of them whole."""
    return sorted(path.parent.glob(f"{path.stem}.{what}.*{path.suffix}"))


def left_over(path: Path, *expected: Path) -> list[str]:
    """Name what a killed run left that is neither known nor hidden and unfinished."""
    known = {path.name, *(each.name for each in expected)}
    return [
        each.name
        for each in path.parent.iterdir()
        if each.name not in known and not UNFINISHED.fullmatch(each.name)
    ]


def is_whole(path: Path) -> bool:
    """Say whether a store opens and is sound, its journal too."""
    return findings(path) == []


def goes_on(path: Path, *kept: Path) -> str:
    """Record something, after which nothing of the killed run is in the way; give the entry."""
    # A journal that holds nothing yet stays until somebody writes.
    assert left_over(path, *kept, journal_of(path)) == []
    entry = do(path, lambda a, s: add_note(a, "WTO", None, "Killed", when("2005"), s))
    assert left_over(path, *kept) == []
    assert is_whole(path)
    return entry


def entry_ids(path: Path) -> set[str]:
    return {row["id"] for row in rows(path, "SELECT id FROM entry")}


def cycles(share: int) -> range:
    """Give so many of the kills, of all that there are to be."""
    return range(max(1, KILLS * share // 28))


def keeps_its_word(
    killer: Killer, path: Path, what: str, commands: Callable[[int], list[Words]], share: int
) -> None:
    """Kill commands that record, over and over on one store, and hold it to what it confirmed."""
    confirmed: set[str] = set()
    killer.measure(what, path, commands(0))
    for number in cycles(share):
        before = entry_ids(path)
        said = CONFIRMED.findall(killer.kill(what, path, commands(number + 1)))
        confirmed |= set(said)

        assert is_whole(path)
        assert confirmed <= entry_ids(path)
        # The last one may be recorded and not have been confirmed yet.
        assert len(entry_ids(path) - before) in (len(said), len(said) + 1)
        confirmed.add(goes_on(path))
    assert confirmed <= entry_ids(path)


def rounds(number: int) -> list[Words]:
    return [
        [
            *("-n", "US-ART", "add-round", "--again", "--date", f"2025-11-{20 + each}"),
            *("--partner", "US", "--level", "technical", "--outcome", "tbt=agreed"),
            *("--outcome", "sps=progress", "--follow-up", f"Write {number}.{each}|2025-12"),
            *("--summary", "All went well. " * 40, "--source", f"Our notes {number}"),
        ]
        for each in range(4)
    ]


def test_recording_rounds(killer: Killer, store: Path, folder: Path) -> None:
    path = Path(shutil.copy(store, folder / "record.db"))
    keeps_its_word(killer, path, "add-round", rounds, share=8)


def test_importing(killer: Killer, store: Path, folder: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(store, folder / "record.db"))

    def imports(number: int) -> list[Words]:
        sheet = tmp_path / f"notes-{number}.csv"
        lines = (f"2005-0{1 + each % 9},Note {number}.{each} {'x' * 300}" for each in range(600))
        sheet.write_text("date,text\n" + "\n".join(lines) + "\n", encoding="utf-8")
        facts = str(ROOT / "examples" / "wto-2005-2006.csv")
        return [
            ["-n", "WTO", "import", facts],
            ["-n", "WTO", "import", "--kind", "notes", str(sheet)],
            ["undo"],
        ]

    keeps_its_word(killer, path, "import", imports, share=6)


def test_migrating(killer: Killer, folder: Path, tmp_path: Path) -> None:
    old = old_store(tmp_path / "old.db")
    ids, told = entry_ids(old), tables(old)
    path = folder / "record.db"
    shutil.copy(old, path)
    killer.measure("migration", path, [["where"]])
    for _ in cycles(7):
        for each in folder.iterdir():
            each.unlink()
        shutil.copy(old, path)

        killer.kill("migration", path, [["where"]])

        for each in kept_beside(path, "schema-1"):
            assert (older_schema(each), tables(each)) == (1, told)
        again, _ = killer.run(path, [["where"]], None)
        assert again.endswith("exit 0\n"), again
        kept = kept_beside(path, "schema-1")
        assert len(kept) in (1, 2)
        assert is_whole(path)
        assert tables(path) == told
        assert entry_ids(path) == ids
        goes_on(path, *kept)


def test_a_migration_killed_while_it_is_written_down_begins_anew(
    killer: Killer, folder: Path, tmp_path: Path
) -> None:
    """The file's first page has the new schema, and the journal beside it has the former page."""
    old = old_store(tmp_path / "old.db")
    told = tables(old)
    path = folder / "record.db"
    with closing(sqlite3.connect(old, isolation_level=None)) as migrating:
        migrating.execute("PRAGMA cache_size = 1")
        migrating.execute("BEGIN EXCLUSIVE")
        migrating.execute("PRAGMA user_version = 2")
        migrating.execute("UPDATE source SET title = title || hex(zeroblob(3000))")
        shutil.copy(journal_of(old), journal_of(path))
        page = bytearray(old.read_bytes())
        migrating.execute("ROLLBACK")
    page[60:64] = (2).to_bytes(4, "big")
    path.write_bytes(page)

    said, _ = killer.run(path, [["where"]], None)

    assert said.endswith("exit 0\n"), said
    assert tables(path) == told
    goes_on(path, *kept_beside(path, "schema-1"))


def test_restoring(killer: Killer, store: Path, folder: Path, tmp_path: Path) -> None:
    friday = Path(shutil.copy(store, tmp_path / "friday.db"))
    filled = Path(shutil.copy(store, tmp_path / "filled.db"))
    killer.measure("filling", filled, rounds(1) + rounds(2))
    states = {"friday": tables(friday), "filled": tables(filled)}
    path = folder / "record.db"
    shutil.copy(filled, path)
    killer.measure("restore", path, [["restore", str(friday)]])
    for _ in cycles(7):
        for each in folder.iterdir():
            each.unlink()
        shutil.copy(filled, path)

        said = killer.kill("restore", path, [["restore", str(friday)]])

        kept = kept_beside(path, "before-restore")
        now = tables(path)
        assert now in states.values()
        assert is_whole(path)
        for each in kept:
            assert tables(each) == states["filled"]
            assert findings(each) == []
        if now == states["friday"]:
            assert len(kept) == 1
        if "Restored" in said:
            assert now == states["friday"]
        goes_on(path, *kept)


def test_the_program_itself(
    killer: Killer, store: Path, folder: Path, environment: dict[str, str]
) -> None:
    """Kill whole runs of the program too, from its start on."""
    path = Path(shutil.copy(store, folder / "record.db"))
    confirmed: set[str] = set()

    def start(number: int, wait: float | None) -> tuple[str, float]:
        begun = time.monotonic()
        with subprocess.Popen(
            [sys.executable, "-m", "negotrack", *rounds(number)[0]],
            env=environment | {"NEGOTRACK_DB": str(path)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        ) as program:
            try:
                said, _ = program.communicate(timeout=wait)
            except subprocess.TimeoutExpired:
                program.kill()
                said, _ = program.communicate()
                killer.told["the program: killed"] += 1
            return said, time.monotonic() - begun

    said, length = start(0, None)
    assert CONFIRMED.search(said)
    for number in cycles(2):
        said, _ = start(number + 1, killer.chance.uniform(0, length * 1.1))
        confirmed |= set(CONFIRMED.findall(said))
        assert is_whole(path)
        assert confirmed <= entry_ids(path)
        goes_on(path)
