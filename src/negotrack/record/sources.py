"""Cite a source: one that is known, one with an address, or a title as people write it."""

from __future__ import annotations

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
    is_address = said.startswith(("http://", "https://"))
    column = "address" if is_address else "title"
    known = action.rows(
        f"SELECT code FROM source WHERE code = :said OR {column} = :said LIMIT 1", said=said
    )
    if known:
        return str(known[0]["code"])
    if _looks_like_a_code(said) and (close := _known_codes_like(action, said)):
        raise NotFound(f"No source has the code '{said}'. Nearest: {', '.join(close)}.")
    name = said.split("://", 1)[-1] if is_address else said
    code = unused(slug(name, longest=40), lambda wanted: action.get(Source, wanted) is not None)
    action.add(Source(code=code, title=said, address=said if is_address else None))
    return code


def _looks_like_a_code(said: str) -> bool:
    return "-" in said and " " not in said and said == said.lower() and "://" not in said


def _known_codes_like(action: Recording, said: str) -> list[str]:
    return nearest(said, [row["code"] for row in action.rows("SELECT code FROM source")])


def _own_record(action: Recording) -> str:
    if action.get(Source, OWN_RECORD) is None:
        action.add(Source(code=OWN_RECORD, title="The delegation's own record"))
    return OWN_RECORD
