"""Where the store is: what was asked for, the environment, or the user's data folder."""

from __future__ import annotations

import os
from pathlib import Path

from negotrack.errors import StoreProblem

FILE_NAME = "negotrack.db"


def store_path(asked: str | None) -> Path:
    """Give the store's file: the path asked for, NEGOTRACK_DB, or the user's data folder.

    Raise StoreProblem for a server address, or a path that cannot be looked at.
    """
    address = asked or os.environ.get("NEGOTRACK_DB")
    if not address:
        return default_path()
    if "://" in address:
        raise StoreProblem(
            f"The store '{address.split('://')[0]}://…' is a server address, and this version "
            "keeps its record in a file. Give the path of a file."
        )
    return _looked_at(address)


def _looked_at(address: str) -> Path:
    """Give the path of an address that can be looked at, whether something is there or not."""
    try:
        path = Path(address).expanduser()
        path.exists()
    except (OSError, RuntimeError) as fault:
        reason = str(getattr(fault, "strerror", None) or fault).rstrip(".")
        raise StoreProblem(
            f"The store {address[:200]} cannot be reached: {reason}. Name another file."
        ) from fault
    return path


def default_path() -> Path:
    """Give the place of the store when nobody names one."""
    import platformdirs

    return platformdirs.user_data_path("negotrack", appauthor=False) / FILE_NAME


def seed_file() -> Path:
    """Give the seed facts: inside the installed package, or beside the sources in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "seed.sql"
    return installed if installed.exists() else package.parents[1] / "data" / "seed.sql"
