"""The README and the pages under docs/ show what the program really prints."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.documents import agrees, run_all, shown_in

ROOT = Path(__file__).parents[1]
PAGES = [page for page in [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))] if shown_in(page)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_the_page_prints_what_the_page_shows(
    page: Path, store: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    program = {"PATH": f"{Path(sys.executable).parent}:{environment['PATH']}"}
    setting = environment | program | {"NEGOTRACK_DB": str(store)}
    shown = shown_in(page)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    printed = run_all([each.command for each in shown], tmp_path, setting)
    for each, real in zip(shown, printed, strict=True):
        assert agrees(each.output, real), f"$ {each.command}\n{real}"


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted(ROOT.glob("**/docs/**/*.md"))], ids=lambda p: p.name
)
def test_every_link_of_the_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []
