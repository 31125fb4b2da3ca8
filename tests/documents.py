"""Run the commands that a page shows, one after another, and say what they really print."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A command of a page and the output that the page shows for it; `…` stands for anything."""

    command: str
    output: str


def shown_in(page: Path) -> list[Shown]:
    """Give the commands of a page's console blocks, in order."""
    found = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Shown(command, output.rstrip()))
    return found


def run_all(commands: list[str], folder: Path, environment: dict[str, str]) -> list[str]:
    """Run commands in one shell, so that `export` carries over; give what each printed."""
    mark = "--- next ---"
    script = "\n".join(f"{command}\necho '{mark}'" for command in commands)
    done = subprocess.run(
        ["bash"],
        input=script,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=180,
        check=False,
    )
    return [part.strip("\n") for part in done.stdout.split(f"{mark}\n")][: len(commands)]


def agrees(shown: str, printed: str) -> bool:
    """Say whether the output shown is the output printed, `…` standing for anything in a line."""
    pattern = "[^\n]*".join(re.escape(piece) for piece in shown.rstrip().split("…"))
    return re.fullmatch(pattern, printed.rstrip()) is not None
