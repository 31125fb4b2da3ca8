"""Any sequence of corrections is refused or written whole, and undone gives the record back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negotrack.domain.fields import Field, Sort
from negotrack.domain.kinds import KINDS
from negotrack.errors import Misuse, NotFound, Refused
from negotrack.record.amend import Said
from tests.record.correcting import amended, fact_in, removed
from tests.record.desk import take_back
from tests.record.test_journal import retold
from tests.store.reading import entries, rows, tables

EXPECTED = (Refused, Misuse, NotFound)
CODES = ["US", "Japan", "CN", "VN", "goods", "tbt", "wto-2005-05-cn", "us-art-2025-11-12-technical"]
Correction = Callable[[Path], object]


def values(field: Field) -> st.SearchStrategy[Said]:
    """Give what may be typed for a field, right and wrong."""
    match field.sort:
        case Sort.DATE:
            typed = st.sampled_from(["2005-05-12", "by May 2005", "2025-11", "1994~", "2999", "x"])
        case Sort.WORD | Sort.STATUS:
            typed = st.sampled_from([*field.words, "closed", "x"])
        case Sort.NUMBER:
            typed = st.integers(-1, 200).map(str)
        case Sort.YES_NO:
            typed = st.sampled_from(["yes", "no"])
        case Sort.RULE:
            typed = st.sampled_from(["all", "1/2", "all(QUAD)", "closed(JP)", "200 of QUAD", "("])
        case Sort.CODE:
            typed = st.sampled_from(CODES)
        case Sort.SOURCE:
            typed = st.sampled_from(["wto-agreement", "A newspaper", "wto-agreemend"])
        case _:
            typed = st.sampled_from(["Goods", "two\nlines", "Nhật", "x" * 301, " "])
    if field.many:
        return st.lists(typed, max_size=3)
    return typed if field.required else st.none() | typed


@st.composite
def corrections(draw: st.DrawFn) -> Correction:
    kind = draw(st.sampled_from(KINDS))
    place = draw(st.integers(0, 40))
    fields = [field for field in kind.fields if field.sort is not Sort.OUTCOME]
    chosen = draw(st.lists(st.sampled_from(fields), max_size=3, unique=True))
    said = {field.name: draw(values(field)) for field in chosen}
    takes_away = draw(st.integers(0, 3)) == 0

    def correct(path: Path) -> None:
        known = rows(path, f"SELECT * FROM {kind.table} ORDER BY 1, 2")
        if not known:
            return
        row = known[place % len(known)]
        wanted = ":".join(row[column] for column in kind.key if column != "negotiation")
        fact = fact_in(path, kind.name, wanted, in_use=row.get("negotiation") or "WTO")
        if takes_away:
            removed(path, fact)
        else:
            amended(path, fact, said)

    return correct


@given(history=st.lists(corrections(), max_size=8))
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_corrections_undone_newest_first_give_the_first_day_back(
    templates: dict[str, Path],
    history: list[Correction],
) -> None:
    path = templates["seeded"].with_name("corrected.db")
    shutil.copy(templates["seeded"], path)
    days = [tables(path)]
    for correct in history:
        length = len(entries(path))
        try:
            correct(path)
        except EXPECTED:
            assert len(entries(path)) == length
        if len(entries(path)) > length:
            days.append(tables(path))
        assert tables(path) == days[-1]
    assert retold(path) == days[-1]
    assert rows(path, "PRAGMA foreign_key_check") == []

    for former in reversed(days[:-1]):
        take_back(path)
        assert tables(path) == former
