"""Codes that people choose: what one may look like, and that it is still free."""

from __future__ import annotations

import re

from sqlmodel import SQLModel

from negotrack.errors import Misuse, Refused
from negotrack.store.journal import Recording

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")


def typed_code(text: str, what: str) -> str:
    """Check a code that a user has chosen; raise Misuse."""
    if not _CODE.fullmatch(text):
        raise Misuse(
            f"'{text[:60]}' cannot be the code of a {what}. "
            "Use up to 40 letters, digits, hyphens, dots; the first one a letter or digit."
        )
    return text


def refuse_taken(action: Recording, table: type[SQLModel], *key: str, what: str) -> None:
    """Raise Refused when a row with that key is there already."""
    if action.get(table, *key) is not None:
        raise Refused(f"The {what} {key[-1]} is there already. Nothing was written.")
