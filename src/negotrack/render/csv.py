"""Answers as CSV: a row per item, dates in three columns, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from negotrack.domain.texts import without_controls
from negotrack.render.documents import Document

# What begins with these, a spreadsheet takes for a formula (OWASP, "CSV injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(items: Sequence[Document]) -> str:
    """Give the items as CSV with a header row; no items give no rows."""
    rows = [_flat(item) for item in items]
    if not rows:
        return ""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def _flat(item: Document) -> dict[str, str]:
    row: dict[str, str] = {}
    for name, value in item.items():
        if _is_date(name, value):
            days = value or {}
            row[name] = defused(days.get("edtf"))
            row[f"{name}_earliest"] = defused(days.get("earliest"))
            row[f"{name}_latest"] = defused(days.get("latest"))
        else:
            row[name] = defused(value)
    return row


def _is_date(name: str, value: object) -> bool:
    return isinstance(value, dict) or name in ("date", "since", "perhaps_since")


def defused(value: Any) -> str:
    """Give a cell's text, with an apostrophe before what a spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = without_controls(" ".join(value) if isinstance(value, list) else str(value))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
