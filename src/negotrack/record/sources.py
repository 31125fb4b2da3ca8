"""Cite a source: one that is known, one with an address, or a title as people write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from negotrack.domain.identity import slug, unused
from negotrack.domain.names import nearest
from negotrack.domain.texts import line
from negotrack.errors import NotFound
from negotrack.store.journal import Recording
from negotrack.store.tables import Source

# What the delegation states itself has the delegation for its source.
OWN_RECORD: Final = "own-record"


def cite(action: Recording, text: str | None) -> str:
    """Give the code of a source named by its code, address or title; keep it when it is new.

    Raise NotFound for what looks like a code and is nearly one.
    """
    if text is None:
        return _own_record(action)
    said = line(text, "source")
    column = "address" if is_address(said) else "title"
    known = action.rows(
        f"SELECT code FROM source WHERE code = :said OR {column} = :said LIMIT 1", said=said
    )
    if known:
        return str(known[0]["code"])
    if looks_like_a_code(said):
        refuse_near_code(said, [row["code"] for row in action.rows("SELECT code FROM source")])
    new = new_source(said, lambda wanted: action.get(Source, wanted) is not None)
    action.add(new)
    return new.code


def is_address(said: str) -> bool:
    """Say whether a source was named by where it can be read."""
    return said.startswith(("http://", "https://"))


def looks_like_a_code(said: str) -> bool:
    """Say whether a text may have been meant for the code of a source."""
    return "-" in said and " " not in said and said == said.lower() and "://" not in said


def refuse_near_code(said: str, codes: Iterable[str]) -> None:
    """Raise NotFound for what looks like a code and is nearly one."""
    if close := nearest(said, codes):
        raise NotFound(f"No source has the code '{said}'. Nearest: {', '.join(close)}.")


def new_source(said: str, taken: Callable[[str], bool]) -> Source:
    """Make the source for a title or address that nobody has cited yet."""
    name = said.split("://", 1)[-1] if is_address(said) else said
    code = unused(slug(name, longest=40), taken)
    return Source(code=code, title=said, address=said if is_address(said) else None)


def _own_record(action: Recording) -> str:
    if action.get(Source, OWN_RECORD) is None:
        action.add(Source(code=OWN_RECORD, title="The delegation's own record"))
    return OWN_RECORD
