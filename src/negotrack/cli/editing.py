"""Have a text edited until it can be taken; whatever happens, no word of it is lost."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from negotrack.cli.asking import on_terminal
from negotrack.errors import Misuse, NegotrackError, StoreProblem
from negotrack.record.fact import MovedOn
from negotrack.render.form import with_complaint

# Where nobody sits the editor is a script, which could go on for ever.
_MOST_ALONE: Final = 5
# Another try in the editor would not help: it needs another look at the fact, or another store.
_FINAL: Final = (MovedOn, StoreProblem)


def edit_until_taken(name: str, form: str, take: Callable[[str], None]) -> None:
    """Open the editor on a form, and again with a complaint at its top, until `take` takes it.

    When the user gives up (leaves it as it was after a complaint), when the editor fails or the
    fact has moved on, the error names the file in which the text stays.
    """
    path = _new_file(name)
    offered, tries = form, 0
    while True:
        edited = _edited(path, offered)
        tries += 1
        try:
            take(edited)
        except NegotrackError as problem:
            gives_up = (tries > 1 and edited == offered) or (
                tries >= _MOST_ALONE and not on_terminal()
            )
            if gives_up or isinstance(problem, _FINAL):
                raise _keeping(problem, path) from None
            lines = [f"Not recorded: {problem}", *problem.below.splitlines()]
            offered = with_complaint(edited, lines)
        except BaseException:
            print(f"Your text is in {path}.", file=sys.stderr)
            raise
        else:
            path.unlink()
            return


def _edited(path: Path, offered: str) -> str:
    """Open the editor on a text and give it as it was saved; raise Misuse when that fails."""
    path.write_text(offered, encoding="utf-8")
    chosen = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip() or "vi"
    # Ctrl-C is the editor's own while it is open. A handler is not inherited, as ignoring would be.
    former = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        command = [*shlex.split(chosen), str(path)]
        ended = subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise _keeping(
            Misuse(f"The editor '{chosen[:60]}' cannot be started: {reason}. Set EDITOR."), path
        ) from None
    finally:
        signal.signal(signal.SIGINT, former)
    if ended:
        failure = f"The editor '{chosen[:60]}' ended with {ended}. Nothing was written."
        raise _keeping(Misuse(failure), path)
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise _keeping(
            Misuse("The text is not saved as UTF-8. Nothing was written."), path
        ) from None
    except OSError:
        raise Misuse(f"The editor '{chosen[:60]}' left no text. Nothing was written.") from None


def _new_file(name: str) -> Path:
    """Make a file that only its owner may read, named after the fact."""
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", name)[:60]
    handle, path = tempfile.mkstemp(prefix=f"negotrack-{plain}-", suffix=".txt")
    os.close(handle)
    return Path(path)


def _keeping(problem: NegotrackError, path: Path) -> NegotrackError:
    """Say in an error where the text stays."""
    problem.args = (f"{str(problem).rstrip('.:')}. Your text is in {path}.",)
    return problem
