"""Answers as JSON."""

from __future__ import annotations

import json
import re

from negotrack.domain.texts import is_control
from negotrack.render.documents import Document

# JSON allows these as they are; a terminal that shows the answer would obey them.
_UNSEEN = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def json_text(document: Document) -> str:
    """Give a document as indented JSON that ends in a new line, controls escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _UNSEEN.sub(_escape, text) + "\n"


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}" if is_control(match[0]) else match[0]
