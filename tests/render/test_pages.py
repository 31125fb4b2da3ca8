"""What people see, as it was looked at."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.conftest import Run

PAGES = {
    "board": ["status", "--as-of", "2005-05-31"],
    "board before certainty": ["status", "--as-of", "2004-10-09"],
    "board of the day": ["status", "--as-of", "2005-05-12"],
    "board with participants": ["status", "--as-of", "2005-05-12", "--members"],
    "board of a bilateral": ["status", "US-ART", "--as-of", "2025-11-15"],
    "all boards": ["status", "--all", "--as-of", "2025-12-15"],
    "blockers by consensus": ["blockers", "--as-of", "2005-05-31"],
    "blockers by vote": ["blockers", "--rule", "vote", "--as-of", "2005-05-31"],
    "blockers by law": ["blockers", "--rule", "law", "--as-of", "2005-05-31"],
    "page on a partner": ["report", "--partner", "US", "--as-of", "2025-12-15"],
    "page on China": ["report", "--partner", "CN", "--as-of", "2005-05-31"],
    "page on a negotiation": ["report", "--as-of", "2005-05-31"],
    "rounds": ["rounds", "--all", "--as-of", "2025-12-15"],
    "partners": ["-n", "CPTPP-CR", "partners"],
    "negotiations": ["negotiations", "--as-of", "2025-12-15"],
    "sources": ["sources"],
}


@pytest.mark.parametrize("page", PAGES)
def test_the_page_at_80_columns(run: Run, page: str, snapshot: SnapshotAssertion) -> None:
    ran = run(*PAGES[page])
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert ran.out == snapshot


@pytest.mark.parametrize("columns", [40, 120])
@pytest.mark.parametrize("page", ["board", "blockers by vote", "page on a partner"])
def test_the_page_in_a_narrow_and_a_wide_terminal(
    run: Run, page: str, columns: int, snapshot: SnapshotAssertion
) -> None:
    ran = run(*PAGES[page], COLUMNS=str(columns))
    assert max(map(len, ran.out.splitlines())) <= columns
    assert ran.out == snapshot


def test_a_pipe_without_columns_is_80_wide(run: Run) -> None:
    assert run("report", COLUMNS="").out == run("report", COLUMNS="80").out
