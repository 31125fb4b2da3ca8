"""Ids of events: short texts that can be read, typed and merged between two stores."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from negotrack.domain.names import fold

# Crockford's alphabet leaves out the letters that are misread: i, l, o, u.
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"


def random_id(length: int = 8) -> str:
    """Draw a short random id; eight letters tell a million events of two stores apart."""
    # Five bits of a byte choose one of 32 letters; to ask for each letter takes ten times as long.
    return "".join([ALPHABET[byte & 31] for byte in secrets.token_bytes(length)])


def ascending_ids(how_many: int) -> Iterator[str]:
    """Draw that many different random ids of eight letters in their order, none kept in memory.

    An index takes ids that come in order in two thirds of the time.
    """
    chance = Random(secrets.randbits(128))  # noqa: S311 - ids are no secrets
    pairs = [one + two for one in ALPHABET for two in ALPHABET]
    all_of_them, last = len(pairs) ** 4, -1
    for left in range(how_many, 0, -1):
        # How far away the smallest of so many draws is, each of them alike likely.
        away = 1 - chance.random() ** (1 / left)
        last += 1 + int((all_of_them - last - left) * away)
        first, second, third = last >> 30, last >> 20 & 1023, last >> 10 & 1023
        yield f"{pairs[first]}{pairs[second]}{pairs[third]}{pairs[last & 1023]}"


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
