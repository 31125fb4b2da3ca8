"""Own stdout and the output file: one answer in, its bytes out in the format asked for."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from negotrack.errors import Misuse
from negotrack.render.answer import Answer

FORMATS: Final = ("text", "json", "csv", "svg")
_BY_ENDING: Final = {".json": "json", ".csv": "csv", ".svg": "svg"}


@dataclass(frozen=True, slots=True)
class Output:
    """Where an answer goes and in which format; without one, the file's ending tells."""

    format: str | None = None
    file: Path | None = None
    force: bool = False
    colour: bool = True

    @property
    def chosen(self) -> str:
        """Give the format: the one asked for, the file's ending, or text."""
        if self.format:
            return self.format
        return _BY_ENDING.get(self.file.suffix.lower(), "text") if self.file else "text"


def emit(answer: Answer, output: Output) -> None:
    """Write an answer to stdout or whole into a file; raise Misuse when the file cannot be."""
    if output.file is None:
        try:
            _to_stdout(answer, output)
        except BrokenPipeError:
            raise
        except OSError as fault:
            raise Misuse(f"The answer cannot be written: {fault.strerror}.") from fault
        return
    into_file(output.file, _content(answer, output.chosen), force=output.force)


def into_file(file: Path, content: Iterable[bytes], *, force: bool) -> None:
    """Write content into a file that gets its name when it is whole; raise Misuse if it cannot.

    Nothing of the content is asked for before the name has proved good.
    """
    try:
        _refuse_target(file, force=force)
        _write(file, content)
    except OSError as fault:
        raise Misuse(f"{file} cannot be written: {fault.strerror}.") from fault


def _write(file: Path, content: Iterable[bytes]) -> None:
    # Drawing a random name loads OpenSSL, which an answer on stdout should not wait for.
    from negotrack.domain.identity import random_id

    unfinished = file.with_name(f".{file.name}.{random_id()}.new")
    try:
        with unfinished.open("xb") as written:
            written.writelines(content)
        unfinished.replace(file)
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _content(answer: Answer, chosen: str) -> Iterator[bytes]:
    yield _text_of(answer, chosen).encode()


def _to_stdout(answer: Answer, output: Output) -> None:
    if output.chosen == "text" and sys.stdout.isatty():
        from negotrack.render.console import text_console

        text_console(sys.stdout, colour=output.colour).print(answer.text())
    else:
        sys.stdout.write(_text_of(answer, output.chosen, sys.stdout.encoding))
    sys.stdout.flush()


def _text_of(answer: Answer, chosen: str, encoding: str = "utf-8") -> str:
    if chosen == "json":
        from negotrack.render.json import json_text

        return json_text(answer.document())
    if chosen == "csv":
        from negotrack.render.csv import csv_text

        return csv_text(answer.document()["items"])
    if chosen == "svg":
        from negotrack.render.svg import svg_text

        return svg_text(answer)
    from negotrack.render.console import text_console

    # The page has the encoding of where it goes, so that what is drawn can be drawn there.
    page = io.TextIOWrapper(io.BytesIO(), encoding, errors="replace", newline="\n")
    text_console(page, colour=False).print(answer.text())
    page.seek(0)
    # Rich fills lines up to their width; in a file or a pipe that is only noise.
    return "".join(f"{line.rstrip()}\n" for line in page.read().splitlines())


def _refuse_target(file: Path, *, force: bool) -> None:
    if file.is_dir():
        raise Misuse(f"{file} is a folder. Name a file in it.")
    if file.exists() and not file.is_file():
        raise Misuse(f"{file} is not a file. Name one; without -o the answer goes to stdout.")
    if not file.absolute().parent.is_dir():
        raise Misuse(f"The folder {file.parent} does not exist. Make it first.")
    if file.exists() and not force:
        raise Misuse(f"{file} exists already. Say --force to replace it.")
    if not os.access(file.absolute().parent, os.W_OK):
        raise Misuse(f"The folder {file.parent} may not be written by you. Name another one.")
