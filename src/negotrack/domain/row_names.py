"""The name of a row for a reader: its table and its key, in words."""

from __future__ import annotations

import json


def row_name(table: str, key: str) -> str:
    """Give `participant WTO JP` for the key ["WTO", "JP"] of a row of participant."""
    return f"{table.replace('_', ' ')} {' '.join(key_words(key))}"


def key_words(key: str) -> list[str]:
    """Give the parts of a row's key as the journal writes it: one text, or a JSON list."""
    if key.startswith("["):
        try:
            return [str(part) for part in json.loads(key)]
        except ValueError:
            return [key]
    return [key]
