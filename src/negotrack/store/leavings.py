"""What a killed program leaves behind: unfinished files, hidden beside what they become."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from negotrack.domain.identity import ALPHABET, random_id

_UNFINISHED: Final = re.compile(rf"\..+\.[{ALPHABET}]{{8}}\.new(-journal)?")
# Nobody writes a store for a day.
_OLD_SECONDS: Final = 24 * 60 * 60


def unfinished_beside(path: Path) -> Path:
    """Give a hidden name in the same folder for what becomes this file when it is finished."""
    return path.with_name(f".{path.name}.{random_id()}.new")


def clear_old_leavings(folder: Path) -> None:
    """Take away unfinished files that are older than a day."""
    with suppress(OSError):
        for left in folder.iterdir():
            if _UNFINISHED.fullmatch(left.name):
                _clear(left)


def _clear(left: Path) -> None:
    with suppress(OSError):
        if left.is_file() and time.time() - left.stat().st_mtime > _OLD_SECONDS:
            left.unlink()
