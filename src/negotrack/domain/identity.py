"""Ids of events: short texts that can be read, typed and merged between two stores."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Final

from negotrack.domain.names import fold

# Crockford's alphabet leaves out the letters that are misread: i, l, o, u.
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"


def random_id(length: int = 8) -> str:
    """Draw a short random id; eight letters tell a million events of two stores apart."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def slug(*parts: str | None, longest: int = 60) -> str:
    """Join the words of an id with hyphens: `slug("US-ART", "2025-11-12")`."""
    words = "-".join(fold(part).replace(" ", "-") for part in parts if part)
    return re.sub(r"[^a-z0-9-]", "", words)[:longest].strip("-")


def unused(wanted: str, taken: Callable[[str], bool]) -> str:
    """Give the wanted id, or the same with a short random ending when it is taken."""
    candidate = wanted or random_id()
    while taken(candidate):
        candidate = f"{wanted}-{random_id(4)}"
    return candidate
