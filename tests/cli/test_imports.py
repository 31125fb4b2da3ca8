"""What people ask all day long starts light: heavy libraries stay out of the interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "edtf", "dateutil", "pycountry", "babel"}
PRINTED_BY_RICH = [
    "status",
    "blockers",
    "report --partner US",
    "rounds",
    "rounds --partner US",
    "negotiations",
    "history",
    "changes --since 2004-09 --until 2005-05-12",
    "status --known-on 2099-01-01",
    "log",
    "check --integrity",
]
# Runs the program as its script does and says, after whatever it printed, what it imported.
RUN_AND_TELL = """
import sys
from negotrack.cli.main import main
try:
    main()
except SystemExit as end:
    code = end.code
print("\\n" + " ".join(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(code)
"""


def imported_by(
    line: str, store: Path, environment: dict[str, str], **variables: str
) -> tuple[set[str], str]:
    quiet_pipe = environment | {"NEGOTRACK_DB": str(store)} | variables
    done = subprocess.run(
        [sys.executable, "-c", RUN_AND_TELL, *line.split()],
        env=quiet_pipe,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed, _, names = done.stdout.rstrip("\n").rpartition("\n")
    return set(names.split()), printed


@pytest.mark.parametrize("line", PRINTED_BY_RICH)
def test_an_answer_needs_no_heavy_library(
    line: str, store: Path, environment: dict[str, str]
) -> None:
    imported, printed = imported_by(line, store, environment)

    assert printed.strip()
    assert imported & HEAVY == set()


def test_the_version_needs_no_rich_either(store: Path, environment: dict[str, str]) -> None:
    imported, printed = imported_by("--version", store, environment)

    assert printed.startswith("negotrack ")
    assert imported & (HEAVY | {"rich"}) == set()


def test_completing_a_partner_needs_no_rich_either(
    store: Path, environment: dict[str, str]
) -> None:
    imported, printed = imported_by(
        "",
        store,
        environment,
        _NEGOTRACK_COMPLETE="complete_bash",
        COMP_WORDS="negotrack report --partner ",
        COMP_CWORD="3",
    )

    assert "US" in printed.split()
    assert imported & (HEAVY | {"rich"}) == set()


def test_the_look_at_what_was_imported_sees_a_heavy_library(
    store: Path, environment: dict[str, str]
) -> None:
    imported, _ = imported_by(
        "set-status JP concluded --on 2005-06-09 --source x --dry-run", store, environment
    )

    assert "sqlmodel" in imported
