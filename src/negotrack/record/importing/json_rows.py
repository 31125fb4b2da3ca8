"""Read JSON, as `export` writes it or a plain list of objects, and JSON Lines one by one."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from negotrack.domain.exchange import SHEETS, sheet_named
from negotrack.errors import Misuse
from negotrack.record.importing.problems import Problem, Problems
from negotrack.record.importing.tables import (
    LONGEST_LINE,
    MOST_COLUMNS,
    NumberedCells,
    Table,
    names_kind,
    tidy_header,
    unreadable,
)

EXPORT: Final = "negotrack/export/1"
ARCHIVE: Final = "negotrack/archive/"
# Each object takes ten times its size in memory, however little it holds.
MOST_OBJECTS: Final = 2_000_000


def is_archive(head: bytes) -> bool:
    """Say whether a file begins as the archive of a whole record does."""
    begin = "".join(head[:200].decode("utf-8-sig", errors="replace").split())
    return begin.startswith(f'{{"schema":"{ARCHIVE}')


def is_json(head: bytes) -> bool:
    """Say whether a file begins as JSON does."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def has_lines(head: bytes, name: str) -> bool:
    """Say whether each line is a JSON object of its own."""
    if name.lower().endswith((".jsonl", ".ndjson")):
        return True
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    try:
        first = json.loads(begin.split(b"\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "kinds" not in first


def json_tables(content: bytes, name: str) -> list[Table]:
    """Give the tables of a JSON file, in an order in which one may refer to another."""
    if content.count(b"{") + content.count(b"[") > MOST_OBJECTS:
        raise unreadable(name, f"it has more than {MOST_OBJECTS:,} objects. Take JSON Lines.")
    try:
        document = json.loads(content, parse_constant=_refuse_constant)
    except RecursionError as fault:
        raise unreadable(name, "its JSON is nested too deeply.") from fault
    except ValueError as fault:
        raise unreadable(name, f"it is no JSON: {fault}.") from fault
    if isinstance(document, list):
        return [_table(document, name)]
    kinds = document.get("kinds") if isinstance(document, dict) else None
    if not isinstance(kinds, dict):
        raise unreadable(name, f'it is neither a list of objects nor an export ("{EXPORT}").')
    by_kind = {_sheet_name(kind, name): rows for kind, rows in kinds.items()}
    return [
        _table(by_kind[sheet.name], name, sheet.name) for sheet in SHEETS if by_kind.get(sheet.name)
    ]


def line_tables(file: io.BufferedReader, name: str, problems: Problems) -> Iterator[Table]:
    """Give each line of JSON Lines as a table of one row; a line that is none is a problem."""
    number = 0
    while raw := file.readline(LONGEST_LINE):
        number += 1
        if len(raw) >= LONGEST_LINE:
            raise unreadable(name, f"line {number} is longer than {LONGEST_LINE:,} characters.")
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            if not text.strip():
                continue
            table = _line_table(json.loads(text, parse_constant=_refuse_constant), number)
        except (RecursionError, ValueError) as fault:
            why = "it is nested too deeply" if isinstance(fault, RecursionError) else fault
            shown = raw.decode(errors="replace").rstrip("\r\n")
            problems.refuse_text(shown, Problem(number, f"This is no JSON object: {why}."))
        else:
            yield table


def _line_table(row: Any, number: int) -> Table:
    kind, members = _kind_of(row)
    if len(members) > MOST_COLUMNS:
        raise ValueError(f"it has {len(members):,} members")
    cells = _whole(list(map(as_text, members.values())))
    return Table(tuple(members), iter([(number, cells)]), kind=kind)


def _kind_of(row: Any) -> tuple[str | None, dict[str, Any]]:
    """Give the kind that a line says, and its members: `{"kind": ..., "row": {...}}`, or plain."""
    if not isinstance(row, dict):
        raise ValueError("it is something else")  # noqa: TRY004 - as all that is no JSON object
    kind = row.get("kind")
    if not isinstance(kind, str) or not names_kind(kind):
        return None, row  # a partner has a kind of its own
    if set(row) == {"kind", "row"} and isinstance(row["row"], dict):
        return kind, row["row"]
    return kind, {name: value for name, value in row.items() if name != "kind"}


def _table(rows: Any, name: str, kind: str | None = None) -> Table:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise unreadable(name, f"{kind or 'it'} is no list of objects.")
    header = tuple(dict.fromkeys(column for row in rows for column in row))
    if len(header) > MOST_COLUMNS:
        raise unreadable(name, f"its objects have {len(header):,} different members.")
    return Table(tidy_header(name, header), _cells(rows, header, name), kind=kind)


def _cells(rows: list[Any], header: tuple[str, ...], name: str) -> Iterator[NumberedCells]:
    for number, row in enumerate(rows, start=1):
        try:
            yield number, _whole([as_text(row.get(column)) for column in header])
        except ValueError as fault:
            raise unreadable(name, f"in item {number} {fault}.") from fault


def as_text(value: Any) -> str:
    """Give a value as the text of a cell: a list with a blank or a semicolon between its items."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        codes = all(each and " " not in each for each in value)
        return (" " if codes else "; ").join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Mapping) and isinstance(value.get("edtf"), str):
        return str(value["edtf"])  # a date in an answer of ours
    return json.dumps(value, ensure_ascii=False)


def _sheet_name(kind: str, name: str) -> str:
    try:
        return sheet_named(kind).name
    except Misuse as problem:
        raise unreadable(name, str(problem)) from problem


def _whole(cells: list[str]) -> list[str]:
    """Give cells that can be kept; raise ValueError for half a character, as JSON can escape it."""
    try:
        "".join(cells).encode()
    except UnicodeEncodeError as fault:
        half = ord(fault.object[fault.start])
        raise ValueError(f"it holds half a character, U+{half:04X}") from fault
    return cells


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is no value of JSON")
