"""A folder with a store and nothing else, thrown away after each example, and the program in it."""

from __future__ import annotations

import gc
import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unittest import mock

from negotrack.cli.main import main
from negotrack.domain.texts import is_control
from tests.conftest import Ran

_COLLECTING: Final = gc.get_threshold()
# 1 is what nobody foresaw.
FORESEEN: Final = (0, 2, 3, 4, 5, 6)


@dataclass(frozen=True)
class Workbench:
    """A store two folders deep, so that a name that climbs out of its folder is seen."""

    root: Path
    store: Path

    @property
    def files(self) -> set[str]:
        """Name every file there is, from the top."""
        found = (path for path in self.root.rglob("*") if path.is_file())
        return {os.path.relpath(path, self.store.parent) for path in found}

    def file(self, name: str, content: bytes) -> Path:
        """Lay a file beside the store."""
        path = self.store.parent / name
        path.write_bytes(content)
        return path

    def run(self, *words: str, **variables: str) -> Ran:
        """Run the program in this process, in the folder of the store."""
        settings = {"NEGOTRACK_DB": str(self.store), "NEGOTRACK_ACTOR": "a", "HOME": str(self.root)}
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        code: object = None
        with (
            mock.patch.dict(os.environ, settings | variables, clear=True),
            mock.patch.object(sys, "argv", ["negotrack", *words]),
            chdir(self.store.parent),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            try:
                main()
            except SystemExit as end:
                code = end.code
            finally:
                gc.unfreeze()
                gc.set_threshold(*_COLLECTING)
        said = []
        for stream in (out, err):
            stream.flush()
            stream.seek(0)
            said.append(stream.read())
        return Ran(int(str(code or 0)), *said)


@contextmanager
def workbench(template: Path) -> Iterator[Workbench]:
    """Give a copy of a store in a folder of its own."""
    with TemporaryDirectory(prefix="negotrack-fuzz-") as folder:
        inner = Path(folder, "outer", "inner")
        inner.mkdir(parents=True)
        yield Workbench(Path(folder), Path(shutil.copy(template, inner / "record.db")))


def steers(text: str, allowed: str = "\n") -> set[str]:
    """Name the characters of a text that would steer a terminal."""
    return {f"U+{ord(each):04X}" for each in set(text) if is_control(each) and each not in allowed}
