"""What the store holds."""

from __future__ import annotations

from datetime import date

from rich.console import Group
from rich.text import Text

from negotrack.ask.holdings import Holdings
from negotrack.render.documents import Document, envelope
from negotrack.render.layout import columns, labelled


def holdings_text(found: Holdings) -> Group:
    """Lay out where the store is and what it holds."""
    counts = columns(
        [(f"{count:,}", _nouns(table, count)) for table, count in found.counts], right=(0,)
    )
    return Group(
        labelled(
            [
                ("Store", Text(str(found.path), overflow="fold")),
                ("Size", f"{found.size / 1024:,.0f} KiB"),
                ("Schema", str(found.schema)),
                ("Holds", counts),
            ]
        )
    )


def _nouns(table: str, count: int) -> str:
    noun = table.replace("_", " ")
    if count == 1:
        return noun
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"


def holdings_document(found: Holdings, day: date) -> Document:
    """Give the store's place, size in bytes, schema, and a count per table."""
    items = [{"table": table, "rows": count} for table, count in found.counts]
    return envelope(
        "where",
        day,
        None,
        items,
        store=str(found.path),
        bytes=found.size,
        schema_version=found.schema,
    )
