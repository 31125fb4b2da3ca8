"""Answers as CSV: a row per item, dates in three columns, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from negotrack.domain.defusing import defused
from negotrack.domain.texts import without_controls
from negotrack.render.documents import Document


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
            row[name] = _cell(days.get("edtf"))
            row[f"{name}_earliest"] = _cell(days.get("earliest"))
            row[f"{name}_latest"] = _cell(days.get("latest"))
        else:
            row[name] = _cell(value)
    return row


def _is_date(name: str, value: object) -> bool:
    if isinstance(value, dict):
        return "edtf" in value
    return name in ("date", "since", "perhaps_since")


def _cell(value: Any) -> str:
    """Give a cell's text, with an apostrophe before what a spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False)
    return defused(without_controls(" ".join(value) if isinstance(value, list) else str(value)))
