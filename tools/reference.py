"""Write docs/reference.md from the help of every command, or check that it is in step."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).parents[1] / "docs" / "reference.md"
HEAD: Final = """# Command reference

Made from the program's own help by `make docs`; a check holds it in step. Every command takes
`-h`, and the options of the panel "Everywhere" before or after its name.
"""


def help_of(*words: str) -> str:
    """Give the help of a command as a terminal of 80 columns shows it."""
    from negotrack.cli.app import root_command

    page = io.StringIO()
    with contextlib.redirect_stdout(page):
        root_command().main([*words, "--help"], prog_name="negotrack", standalone_mode=False)
    return "\n".join(line.rstrip() for line in page.getvalue().strip("\n").splitlines()).strip()


def reference() -> str:
    """Give the whole page."""
    from negotrack.cli.app import COMMANDS

    parts = [HEAD, f"## negotrack\n\n```text\n{help_of()}\n```\n"]
    parts += [f"## negotrack {name}\n\n```text\n{help_of(name)}\n```\n" for name in COMMANDS]
    return "\n".join(parts)


def main() -> None:
    """Write the page, or with --check exit with 1 when it is out of step."""
    os.environ.update(COLUMNS="80", TERM="dumb", NO_COLOR="1")
    page = reference()
    if "--check" not in sys.argv:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        sys.exit(f"{PAGE.name} is out of step with the help: run `make docs`.")


if __name__ == "__main__":
    main()
