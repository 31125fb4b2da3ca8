"""Answers as JSON."""

from __future__ import annotations

import json

from negotrack.render.documents import Document


def json_text(document: Document) -> str:
    """Give a document as indented JSON that ends in a new line."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
