"""Look at another store before anything of it is let in: only a sound one is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from negotrack.errors import Misuse, Refused, StoreProblem
from negotrack.store.reader import FileReader

if TYPE_CHECKING:
    from negotrack.ask.check import Verdict

# As many findings are named of a file that is not sound.
_NAMED: Final = 10


@contextmanager
def sound_copy(file: Path, path: Path) -> Iterator[tuple[Path, Verdict]]:
    """Give a private copy of a store or archive, up to date, and what checking it came to.

    Raise Refused when it is not sound, and Misuse when it is the store itself.
    """
    from negotrack.ask.check import check
    from negotrack.store.candidate import candidate

    try:
        is_itself = file.exists() and path.exists() and file.samefile(path)
    except OSError as fault:
        raise StoreProblem(f"{str(file)[:200]} cannot be read: {fault.strerror}.") from fault
    if is_itself:
        raise Misuse(f"{file} is the store itself. Name another file.")
    with candidate(file, path) as copy:
        try:
            with closing(FileReader(copy)) as reader:
                verdict = check(reader, date.today(), integrity_only=True)
        except (sqlite3.Error, LookupError, ValueError) as fault:
            # Whoever made it gave it our mark and not our tables.
            raise Refused(
                f"{file} is not sound, and nothing was changed: it cannot be checked ({fault})."
            ) from fault
        if not verdict.sound:
            raise _not_sound(file, verdict)
        yield copy, verdict


def _not_sound(file: Path, verdict: Verdict) -> Refused:
    refusal = Refused(f"{file} is not sound, and nothing was changed:")
    lines = [f"  {each.sentence}" for each in verdict.findings[:_NAMED]]
    more = len(verdict.findings) - len(lines)
    refusal.below = "\n".join([*lines, f"  and {more:,} more"] if more else lines)
    return refusal
