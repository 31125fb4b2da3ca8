"""The economies of ISO 3166-1, with the names that the trade world uses for them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Economy:
    """An economy: ISO 3166-1 alpha-2 and alpha-3, and its name."""

    code: str
    alpha3: str
    name: str


def economy(code: str) -> Economy | None:
    """Give the economy of an alpha-2 code, or None."""
    table = files("negotrack.record").joinpath("economies.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        if row["code"] == code:
            return Economy(row["code"], row["alpha3"], row["name"])
    return None
