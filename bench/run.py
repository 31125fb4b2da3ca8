"""Time the commands people wait for, as ratios to a floor, in one interleaved run.

    python bench/run.py [--rounds N] [--quick]

Every figure is the median of whole runs of a fresh interpreter, from start to exit. Nothing is
asserted: the goals are printed beside the figures.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from bodies import SIZES, make_body  # beside this file, which is run as a script
from imports import lines, time_imports

from negotrack.store.creating import create_store

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent
STORES: Final = ROOT / ".demo"
LEAST_ROUNDS: Final = 15

FLOOR, SQLMODEL = "floor", "import sqlmodel"
READING: Final = ("status", "blockers", "report --partner US")
EXTRA: Final = ("status --as-of 2005-05-12", "rounds --partner US --since 2025-12")
MILLION: Final = " (million)"
OF_MANY: Final = ", {} participants"
COMPLETE: Final = "complete --partner"
# A day in the middle of the long journal.
KNOWN: Final = "status --known-on 2027-02-05, 100,000 entries"

# Bodies of this size are answered within the budget of every reading command.
WITHIN_BUDGET: Final = (30, 200)
READING_GOAL, LIGHT_GOAL, IMPORT_GOAL, GROWTH_GOAL = 1.3, 1.1, 0.5, 1.5
KNOWN_GOAL_MS: Final = 2000


@dataclass
class Trial:
    """One command to time, with the milliseconds that its runs have taken."""

    name: str
    words: Sequence[str]
    environment: dict[str, str]
    took: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Run it once, from start to exit, with its output thrown away."""
        began = time.perf_counter()
        subprocess.run(
            self.words,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        self.took.append((time.perf_counter() - began) * 1000)

    def answer(self) -> str:
        """Run it once untimed, see that it works, and give what it prints."""
        done = subprocess.run(
            self.words, env=self.environment, capture_output=True, encoding="utf-8", check=False
        )
        if done.stderr or done.returncode not in (0, 1):
            raise SystemExit(f"{self.name} does not run: {done.stderr or done.returncode}")
        return done.stdout

    @property
    def median(self) -> float:
        """Give the median of the runs in milliseconds."""
        return median(self.took)


def _trials(seed: Path, million: Path | None, entries: Path | None) -> list[Trial]:
    script = Path(sys.executable).with_name("negotrack")
    program = [str(script)] if script.exists() else [sys.executable, "-m", "negotrack"]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    plain = kept | {"COLUMNS": "80", "NEGOTRACK_DB": str(seed)}
    # What bash sets when TAB is pressed after `negotrack report --partner `.
    pressed = plain | {
        "_NEGOTRACK_COMPLETE": "complete_bash",
        "COMP_WORDS": "negotrack report --partner ",
        "COMP_CWORD": "3",
    }
    trials = [
        Trial(FLOOR, [sys.executable, str(HERE / "floor.py"), str(seed)], plain),
        Trial(SQLMODEL, [sys.executable, "-c", "import sqlmodel"], plain),
        *(Trial(words, [*program, *words.split()], plain) for words in (*READING, *EXTRA)),
        *(Trial(words, [*program, words], plain) for words in ("--help", "--version")),
        Trial(COMPLETE, program, pressed),
    ]
    for size in SIZES:
        body = plain | {"NEGOTRACK_DB": str(_body(size))}
        trials.append(Trial(f"blockers{OF_MANY.format(size)}", [*program, "blockers"], body))
    if entries:
        words = KNOWN.partition(",")[0].split()
        trials.append(Trial(KNOWN, [*program, *words], plain | {"NEGOTRACK_DB": str(entries)}))
    if million:
        large = plain | {"NEGOTRACK_DB": str(million)}
        trials += [
            Trial(words + MILLION, [*program, *words.split()], large)
            for words in (*READING, *EXTRA)
        ]
    return trials


def _body(size: int) -> Path:
    return STORES / f"bench-body-{size}.db"


def _check(trials: Sequence[Trial]) -> None:
    """See that each command really answers; this also warms the caches of the machine."""
    for trial in trials:
        answer = trial.answer()
        if trial.name == COMPLETE and "US" not in answer.split():
            raise SystemExit(f"The completion offers no partners: {answer!r}")
        if trial.name != SQLMODEL and not answer.strip():
            raise SystemExit(f"{trial.name} printed nothing.")


def _table(trials: Sequence[Trial]) -> list[tuple[str, ...]]:
    by_name = {trial.name: trial.median for trial in trials}
    rows: list[tuple[str, ...]] = [
        ("command", "median ms", "x floor", "x sqlmodel", "x seed store", "goal", "")
    ]
    for name, took in by_name.items():
        to_floor, to_import = took / by_name[FLOOR], took / by_name[SQLMODEL]
        growth = took / by_name[name.removesuffix(MILLION)] if name.endswith(MILLION) else None
        goal, reached = _judged(name, to_floor, to_import, growth)
        if name == KNOWN:
            goal, reached = f"<= {KNOWN_GOAL_MS:,} ms", took <= KNOWN_GOAL_MS
        rows.append(
            (
                name,
                f"{took:.0f}",
                f"{to_floor:.2f}",
                f"{to_import:.2f}",
                "" if growth is None else f"{growth:.2f}",
                goal,
                "" if reached is None else "reached" if reached else "MISSED",
            )
        )
    return rows


def _judged(
    name: str, to_floor: float, to_import: float, growth: float | None
) -> tuple[str, bool | None]:
    """Give the goal of a command in words, and whether it is reached; None where there is none."""
    if name in READING:
        goal = f"<= {READING_GOAL} x floor, < {IMPORT_GOAL} x sqlmodel"
        return goal, to_floor <= READING_GOAL and to_import < IMPORT_GOAL
    if name in (f"blockers{OF_MANY.format(size)}" for size in WITHIN_BUDGET):
        return f"<= {READING_GOAL} x floor", to_floor <= READING_GOAL
    if name in ("--version", COMPLETE):
        return f"<= {LIGHT_GOAL} x floor", to_floor <= LIGHT_GOAL
    if growth is not None and name.removesuffix(MILLION) in READING:
        return f"<= {GROWTH_GOAL} x seed store", growth <= GROWTH_GOAL
    return "", None


def _print(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.rjust(width) if 1 <= place <= 4 else cell.ljust(width)  # noqa: PLR2004
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())


def _stores(*, quick: bool) -> tuple[Path, Path | None, Path | None]:
    """Make the stores; the large ones are kept until their facts or their schema change."""
    STORES.mkdir(exist_ok=True)
    seed = STORES / "bench-seed.db"
    seed.unlink(missing_ok=True)
    create_store(seed, seeded=True)
    for size in SIZES:
        make_body(_body(size), size)
    if quick:
        return seed, None, None
    return seed, _kept("million", "generate.py"), _kept("entries", "entries.py")


def _kept(name: str, script: str) -> Path:
    """Give a large store made by a script beside this file, made anew when it has to be."""
    made_of = [HERE / script, ROOT / "data" / "seed.sql"]
    made_of += sorted((ROOT / "src" / "negotrack" / "store" / "migrations").rglob("*.py"))
    mark = hashlib.sha256(b"".join(part.read_bytes() for part in made_of)).hexdigest()[:12]
    store = STORES / f"bench-{name}-{mark}.db"
    if not store.exists():
        for stale in STORES.glob(f"bench-{name}-*"):
            stale.unlink()
        print("Making a large store; this takes a minute or two, once.", file=sys.stderr)
        subprocess.run([sys.executable, str(HERE / script), str(store)], check=True)
    return store


def main() -> None:
    """Time everything in turn, round by round, and print the table."""
    parser = argparse.ArgumentParser(description="Time the commands people wait for.")
    parser.add_argument("--rounds", type=int, default=LEAST_ROUNDS, metavar="N")
    parser.add_argument("--quick", action="store_true", help="Leave out the large store.")
    asked = parser.parse_args()
    trials = _trials(*_stores(quick=asked.quick))
    _check(trials)
    for _ in range(max(1, asked.rounds)):
        for trial in trials:
            trial.run()
    print(f"Python {sys.version.split()[0]}, median of {len(trials[0].took)} runs each\n")
    _print(_table(trials))
    print("\n" + "\n".join(lines(time_imports())))


if __name__ == "__main__":
    main()
