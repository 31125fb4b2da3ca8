"""The `sqlite3` shell, or the same through Python where it is missing or too old for STRICT."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

_KNOWS_STRICT = (3, 37)
# Like the shell with -bail: statements from stdin, rows to stdout, the first error ends it.
_STAND_IN = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
pending = ""
for line in sys.stdin:
    pending += line
    if sqlite3.complete_statement(pending):
        for row in connection.execute(pending):
            print("|".join("" if value is None else str(value) for value in row))
        pending = ""
"""


def shell_command() -> list[str]:
    """Give the words that start a shell, without the file to open."""
    found = shutil.which("sqlite3")
    if found:
        said = subprocess.run([found, "-version"], capture_output=True, text=True, check=True)
        version = tuple(int(part) for part in said.stdout.split()[0].split("."))
        if version >= _KNOWS_STRICT:
            return [found, "-batch", "-bail"]
    return [sys.executable, "-c", _STAND_IN]


def run_shell(path: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Feed a script to a shell on a store."""
    return subprocess.run(
        [*shell_command(), str(path)],
        input=script,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
