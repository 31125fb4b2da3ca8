"""A finding: something about the store that somebody should look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Area = Literal["file", "journal", "record"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: where it belongs, the row it is about, and a sentence."""

    area: Area
    what: str
    sentence: str
    table: str | None = None
    key: str | None = None
