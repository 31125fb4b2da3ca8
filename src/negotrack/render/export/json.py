"""The kinds of fact as JSON or JSON Lines, a line per row, its values as the tables keep them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from negotrack.ask.export.sheets import Extract
from negotrack.domain.texts import is_control


def json_content(extract: Extract) -> Iterator[bytes]:
    """Give all sheets as one object, a row a line."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield f'{{"schema": "negotrack/export/1", "generated_at": "{now}", "kinds": {{'.encode()
    for place, sheet in enumerate(extract.sheets):
        yield f'{"," * (place > 0)}\n"{sheet.name}": ['.encode()
        for number, row in enumerate(extract.rows(sheet)):
            fact = dict(zip(sheet.columns, row, strict=True))
            yield f"{',' * (number > 0)}\n{json_line(fact)}".encode()
        yield b"]"
    yield b"\n}}\n"


def lines_content(extract: Extract) -> Iterator[bytes]:
    """Give each row as an object on a line of its own, with the name of its sheet."""
    for sheet in extract.sheets:
        for row in extract.rows(sheet):
            fact = dict(zip(sheet.columns, row, strict=True))
            yield f"{json_line({'kind': sheet.name, 'row': fact})}\n".encode()


def json_line(value: Any) -> str:
    """Give a value as JSON on one line, with all that would steer a terminal escaped."""
    text = json.dumps(value, ensure_ascii=False)
    if text.isprintable():
        return text
    return "".join(f"\\u{ord(each):04x}" if is_control(each) else each for each in text)
