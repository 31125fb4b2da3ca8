"""What tests of the forms share: content as it is sent out, and texts that nobody should trust."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from negotrack.domain.exchange import SHEETS, sheet_named
from negotrack.render.export.forms import Parcel, Wanted, parcel
from negotrack.store.reader import FileReader

HOSTILE: Final = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "'=quoted",
    "''=twice",
    "'plain'",
    "\t=behind a tab",
    "＝1",
    "_x0041_ is no letter",
    "\x1b[31m red \x00 nul \x07 bell \x9b31m",
    "two\nlines\n\nand a third",
    "\r\n carriage \r return",
    "  blanks around  ",
    "https://example.org/?a=1;b=2,3",
    "quotes \" and '' and ; and , and \\n and --",
    ".dump\n.quit\n;\nDROP TABLE note;",
    "/\ngo\n",
    "\u202ebackwards\u202c",
    "\u2028separated\u2029",
    "[/b] <script>&amp; ${x} %s",
    "Tiếp tục đàm phán 🤝 𝒳",
    "#N/A",
    "TRUE",
    "2005-05-12",
    "long " * 4000,
)


def sent(
    store: Path, form: str, *kinds: str, negotiation: str | None = None, to_file: bool = True
) -> tuple[bytes, Parcel]:
    """Give what a form of a record is, and the parcel that it was in."""
    sheets = tuple(sheet_named(kind) for kind in kinds) or SHEETS
    made = parcel(FileReader(store), Wanted(form, sheets, negotiation), to_file=to_file)
    return b"".join(made.content), made


def write(store: Path, table: str, *written: dict[str, object]) -> None:
    """Write rows into a store past the program, as a stranger's tool would."""
    with closing(sqlite3.connect(store)) as stranger, stranger:
        for row in written:
            places = ", ".join(f":{column}" for column in row)
            stranger.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", row)


def a_note(key: str, text: str = "x", *days: str) -> dict[str, object]:
    """Give a note of June 2004, or with another date, its first and its last day."""
    edtf, first, last = days or ("2004-06", "2004-06-01", "2004-06-30")
    return {
        "id": key,
        "negotiation": "WTO",
        "text": text,
        "date": edtf,
        "earliest": first,
        "latest": last,
        "source": "wto-2004-06",
    }


def write_notes(store: Path, texts: tuple[str, ...] = HOSTILE) -> dict[str, str]:
    """Write notes of these texts into a store; give the texts by the notes' ids."""
    notes = {f"hostile-{number:03}": text for number, text in enumerate(texts)}
    write(store, "note", *(a_note(key, text) for key, text in notes.items()))
    return notes
