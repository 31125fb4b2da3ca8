"""Who is recording: the name that the journal writes down."""

from __future__ import annotations

import getpass
import os


def actor() -> str:
    """Give the name that the journal writes down: NEGOTRACK_ACTOR, else the login name."""
    named = os.environ.get("NEGOTRACK_ACTOR", "").strip()
    if named:
        # A name in another encoding than the machine's must not stop the action.
        return named.encode("utf-8", "replace").decode()[:100]
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
