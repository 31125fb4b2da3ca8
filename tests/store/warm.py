"""Run the program in children of a warm process, so that a run costs no start of Python.

Run as `python -m tests.store.warm`, it reads one job a line, forks a child that does what the job
says, kills it after a while when the job says so, and prints `killed` or `ended`. Such a child is
a process of its own, and does what `python -m negotrack` does.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

# All that a writing command may load on its way.
_LOADED = (
    *("cli.main", "cli.app", "cli.add_round", "cli.import_file", "cli.restore", "cli.where"),
    *("cli.letting_in", "cli.set_status", "cli.undo", "ask.check", "record.add_round"),
    *("record.importing.bring_in", "record.undo", "store.journal", "store.migrating"),
    *("store.candidate", "store.restoring"),
)


def serve() -> None:
    """Take jobs until there are no more."""
    for name in _LOADED:
        import_module(f"negotrack.{name}")
    _say("warm")
    for line in sys.stdin:
        _say(_child(json.loads(line)))


def _child(job: dict[str, Any]) -> str:
    """Fork a child for a job; say whether it was killed or ended by itself."""
    alive, held_by_child = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _run(job)
        finally:
            os._exit(0)
    os.close(held_by_child)
    # The pipe comes to its end when nobody holds the other one any more.
    ended, _, _ = select.select([alive], [], [], job["wait"])
    os.close(alive)
    if not ended:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "ended" if ended else "killed"


def _run(job: dict[str, Any]) -> None:
    """Run command after command; what they print, and how each ended, is in a file at once."""
    from negotrack.cli.main import main

    # Its stdin is where the jobs come from.
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    said = os.open(job["said"], os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(said, stream)
    os.environ.update(job["environment"])
    os.chdir(job["folder"])
    for words in job["commands"]:
        sys.argv = ["negotrack", *words]
        try:
            main()
        except SystemExit as ended:
            _say(f"exit {ended.code}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve()
