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
    for name in COMMANDS:
        parts.append(f"## negotrack {name}\n\n```text\n{help_of(name)}\n```\n")
        if name == "amend":
            # Its commands are alike: one of them whole, and a table of what the others take.
            parts.append(f"### negotrack amend round\n\n```text\n{help_of(name, 'round')}\n```\n")
            parts.append(f"### The kinds of fact and their fields\n\n{kinds_table()}")
    return "\n".join(parts)


def kinds_table() -> str:
    """Give the options of each command of amend, from the table that makes them."""
    from negotrack.cli.field_options import metavar
    from negotrack.domain.kinds import KINDS

    lines = [
        "A field in brackets may be empty: `--clear FIELD` empties it. One with dots is a set,",
        "said again for each member. WORD is a word of a closed list, which the help shows.",
        "",
        "| kind | named by | options |",
        "| --- | --- | --- |",
    ]
    for kind in KINDS:
        options = []
        for field in kind.fields:
            said = f"`--{field.name} {metavar(field)}{'...' * field.many}`".replace("|", "\\|")
            options.append(said if field.required else f"[{said}]")
        lines.append(f"| {kind.name} | `{kind.typed}` | {' '.join(options)} |")
    return "\n".join(lines) + "\n"


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
