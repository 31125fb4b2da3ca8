"""Every row of the tables in docs/dates.md holds."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from negotrack.domain.dates import OPEN_FUTURE, OPEN_PAST, When, parse_date
from negotrack.errors import Misuse

PAGE = Path(__file__).parents[2] / "docs" / "dates.md"
TYPED_ON = date(2025, 11, 12)


def _rows(columns: int) -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]
    return [
        row
        for row, line in zip(rows, lines, strict=True)
        if re.match(r"\| `", line) and len(row) == columns
    ]


def _days(cell: str) -> tuple[date, date]:
    first, last = cell.split(" to ")
    return (
        OPEN_PAST if first == "open" else date.fromisoformat(first),
        OPEN_FUTURE if last == "open" else date.fromisoformat(last),
    )


@pytest.mark.parametrize(("typed", "kept", "shown", "covers"), _rows(4))
def test_what_is_typed_is_kept_and_shown_as_the_page_says(
    typed: str, kept: str, shown: str, covers: str
) -> None:
    found = parse_date(typed, today=TYPED_ON)

    assert found == When(kept, *_days(covers))
    assert str(found) == shown


@pytest.mark.parametrize(("typed", "says"), _rows(2))
def test_what_the_page_calls_refused_is_refused_in_its_words(typed: str, says: str) -> None:
    with pytest.raises(Misuse, match=re.escape(says)):
        parse_date(typed, today=TYPED_ON)


def test_the_page_has_both_tables() -> None:
    assert len(_rows(4)) > 30
    assert len(_rows(2)) > 10
