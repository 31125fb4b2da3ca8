"""Time an import of 100,000 statuses beside a bare executemany of the same rows, a row at a time.

    python bench/imports.py [HOW_MANY]

The bare one knows its rows already, in the columns of the table, and writes no journal: it is what
no import can beat. Both write into a fresh store of the seed facts, with the same indexes.
"""

from __future__ import annotations

import csv
import os
import resource
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from negotrack.store.creating import create_store

HOW_MANY: Final = 100_000
GOAL: Final = 20_000
RUNS: Final = 5
FIRST: Final = date(2006, 1, 1)
DAYS: Final = 7_000
LADDER: Final = ("interested", "negotiating", "partly-agreed", "agreed-in-principle", "concluded")
STORES: Final = Path(__file__).parents[1] / ".demo"
_COLUMNS: Final = (
    *("id", "partner", "chapter", "status", "date", "earliest", "latest", "resets", "source"),
    "note",
)


@dataclass(frozen=True)
class Timed:
    """What a number of rows took: seconds of one core, seconds on the clock, megabytes at most.

    The seconds of the core are judged: what else the machine does lengthens those on the clock.
    """

    name: str
    rows: int
    core: float
    clock: float
    megabytes: float = 0

    @property
    def a_second(self) -> float:
        """Give the rows a second of one core, with the start of the program."""
        return self.rows / self.core


def time_imports(how_many: int = HOW_MANY) -> list[Timed]:
    """Time an import, the same one again, and the bare executemany: of each the median run."""
    STORES.mkdir(exist_ok=True)
    store, sheet = STORES / "bench-import.db", STORES / "bench-import.csv"
    rows = _rows(_fresh(store), how_many)
    _write(sheet, rows)
    runs: list[list[Timed]] = []
    for _ in range(RUNS):
        _fresh(store)
        imports = [_import(name, store, sheet, how_many) for name in ("import", "import, again")]
        runs.append([*imports, _bare(_fresh(store), rows)])
    for made in (store, sheet):
        made.unlink()
    return [
        sorted(each, key=lambda timed: timed.core)[RUNS // 2] for each in zip(*runs, strict=True)
    ]


def _import(name: str, store: Path, sheet: Path, how_many: int) -> Timed:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    began, used = time.perf_counter(), _core_of_children()
    done = subprocess.run(
        [sys.executable, "-m", "negotrack", "-n", "WTO", "import", str(sheet)],
        env=kept | {"NEGOTRACK_DB": str(store)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    took, core = time.perf_counter() - began, _core_of_children() - used
    if done.returncode:
        raise SystemExit(done.stderr)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Timed(name, how_many, core, took, most)


def _fresh(store: Path) -> Path:
    store.unlink(missing_ok=True)
    create_store(store, seeded=True)
    return store


def _rows(store: Path, how_many: int) -> list[dict[str, Any]]:
    """Make up statements: each seat climbs the ladder over the years, and is reopened."""
    with sqlite3.connect(store) as connection:
        connection.row_factory = lambda _cursor, row: row[0]
        partners = connection.execute(
            "SELECT partner FROM participant WHERE negotiation = 'WTO' ORDER BY 1"
        ).fetchall()
        sources = connection.execute("SELECT code FROM source ORDER BY 1").fetchall()
    seats = [(partner, chapter) for chapter in (None, "goods", "services") for partner in partners]
    steps = how_many // len(seats) + 1
    return [
        _row(number, seats[number % len(seats)], number // len(seats), steps)
        | {"source": sources[number * 7 % len(sources)]}
        for number in range(how_many)
    ]


def _row(number: int, seat: tuple[str, str | None], step: int, steps: int) -> dict[str, Any]:
    partner, chapter = seat
    rung = step % len(LADDER)
    latest = (FIRST + timedelta(days=step * DAYS // steps)).isoformat()
    earliest = latest if number % 10 else latest[:8] + "01"
    return {
        "id": f"bench-{number:07}",
        "partner": partner,
        "chapter": chapter,
        "status": LADDER[rung],
        "date": latest if earliest == latest else f"[{earliest}..{latest}]",
        "earliest": earliest,
        "latest": latest,
        "resets": int(rung == 0),
        "note": f"Session {number} on market access, as told to the press.",
    }


def _write(sheet: Path, rows: list[dict[str, Any]]) -> None:
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["partner", "chapter", "status", "on", "reopen", "note", "source"])
        for row in rows:
            reopens = "yes" if row["resets"] else ""
            writer.writerow(
                [
                    row["partner"],
                    row["chapter"],
                    row["status"],
                    row["date"],
                    reopens,
                    row["note"],
                    row["source"],
                ]
            )


def _bare(store: Path, rows: list[dict[str, Any]]) -> Timed:
    connection = sqlite3.connect(store, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    began, used = time.perf_counter(), time.process_time()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        f"INSERT INTO status_change (negotiation, {', '.join(_COLUMNS)})"
        f" VALUES ('WTO', {', '.join(f':{name}' for name in _COLUMNS)})",
        rows,
    )
    connection.execute("COMMIT")
    core, took = time.process_time() - used, time.perf_counter() - began
    connection.close()
    return Timed("bare executemany", len(rows), core, took)


def _core_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lines(timed: list[Timed]) -> list[str]:
    """Lay out what was timed, with the goal."""
    width = max(len(each.name) for each in timed)
    found = [
        f"{each.name.ljust(width)}  {each.a_second:>8,.0f} rows/s"
        f"  {each.core:5.1f} s of one core  {each.clock:5.1f} s on the clock"
        + (f"  {each.megabytes:4.0f} MB" if each.megabytes else "")
        for each in timed
    ]
    reached = "reached" if timed[0].a_second >= GOAL else "MISSED"
    return [
        f"{timed[0].rows:,} statuses from CSV, median of {RUNS} runs",
        *found,
        f"goal: {GOAL:,} rows/s  {reached}",
    ]


if __name__ == "__main__":
    print("\n".join(lines(time_imports(*map(int, sys.argv[1:])))))
