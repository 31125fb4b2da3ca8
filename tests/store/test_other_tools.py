"""The file in other hands: Datasette, the `sqlite3` shell, and the page that tells how."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.store.reading import TABLES, rows
from tests.store.shell import run_shell

PAGE = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, flags=re.DOTALL)


def ask_datasette(store: Path, address: str) -> Any:
    done = subprocess.run(
        # Its own warnings are not ours; PYTHONWARNINGS=error would turn them into failures.
        [sys.executable, "-W", "ignore", "-m", "datasette", str(store), "--get", address],
        env={name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_datasette_serves_where_everybody_stands(store: Path) -> None:
    answer = ask_datasette(store, "/record/standing.json?_shape=array&_size=max")

    assert answer == rows(store, "SELECT * FROM standing")
    assert {"negotiation": "WTO", "partner": "EU", "status": "concluded"}.items() <= next(
        row for row in answer if row["partner"] == "EU"
    ).items()


def test_datasette_lists_all_tables_and_views(store: Path) -> None:
    answer = ask_datasette(store, "/record.json")

    assert set(TABLES) | {"entry", "change"} <= {table["name"] for table in answer["tables"]}
    assert {view["name"] for view in answer["views"]} == {"standing", "round_log"}


def test_the_shell_reads_the_views(store: Path) -> None:
    done = run_shell(store, "SELECT name, status FROM standing WHERE partner = 'EU';\n")

    assert (done.returncode, done.stdout, done.stderr) == (0, "European Union|concluded\n", "")


def test_the_shell_cannot_rewrite_the_journal(store: Path) -> None:
    done = run_shell(store, "UPDATE entry SET actor = 'nobody';\n")

    assert done.returncode != 0
    assert "the journal is append-only" in done.stderr


def test_the_page_gives_a_line_to_every_table_and_view(store: Path) -> None:
    made = rows(
        store,
        "SELECT name FROM sqlite_master"
        " WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'",
    )
    told = re.findall(r"^\| `(\w+)` \|", PAGE, flags=re.MULTILINE)

    assert sorted(told) == sorted(row["name"] for row in made)


def test_the_page_has_three_queries() -> None:
    assert len(QUERIES) == 3


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_of_the_page_finds_something(store: Path, query: str) -> None:
    done = run_shell(store, query)

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == len(rows(store, query)) > 0


def test_the_page_counts_six_concluded(store: Path) -> None:
    (concluded,) = (row for row in rows(store, QUERIES[0]) if row["status"] == "concluded")

    assert concluded["participants"] == 6
