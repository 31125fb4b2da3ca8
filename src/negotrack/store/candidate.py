"""Another store, looked at before it is let in: a private copy of it, brought up to date."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from negotrack.errors import StoreProblem
from negotrack.store.archive import is_archive, unpack
from negotrack.store.copying import copy_store, take_away
from negotrack.store.leavings import unfinished_beside
from negotrack.store.location import default_path
from negotrack.store.migrating import migrate
from negotrack.store.opening import older_schema


@contextmanager
def candidate(source: Path, beside: Path) -> Iterator[Path]:
    """Give a private copy of a store or an archive, in the folder of another; it is gone after.

    Raise StoreProblem or Misuse for a file that is neither.
    """
    copy = unfinished_beside(beside)
    try:
        _make(source, copy, beside)
        yield copy
    finally:
        take_away(copy)


def _make(source: Path, copy: Path, beside: Path) -> None:
    try:
        if beside == default_path():
            beside.parent.mkdir(parents=True, exist_ok=True)
        if is_archive(source):
            os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            unpack(source, copy)
            return
    except OSError as fault:
        raise StoreProblem(
            f"The folder {beside.parent} cannot be written to: {fault.strerror or fault}. "
            "Nothing was changed."
        ) from fault
    copy_store(source, copy)
    if older_schema(copy) is not None:
        _bring_up_to_date(copy, source)


def _bring_up_to_date(copy: Path, source: Path) -> None:
    try:
        migrate(copy)
    except (DBAPIError, CommandError) as fault:
        said = fault.orig if isinstance(fault, DBAPIError) else fault
        raise StoreProblem(
            f"{source} says that an older negotrack wrote it, and cannot be brought up to date "
            f"({said}). Nothing was changed."
        ) from fault
