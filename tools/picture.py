"""Draw docs/status.svg with the program itself, or check that it is in step."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

PICTURE: Final = Path(__file__).parents[1] / "docs" / "status.svg"


def draw() -> str:
    """Give the picture of the board on the seed facts, on the day the newspaper wrote."""
    with tempfile.TemporaryDirectory() as folder:
        store, picture = Path(folder) / "negotrack.db", Path(folder) / "status.svg"
        words = ["--quiet", "--db", str(store), "status", "--as-of", "2005-05"]
        subprocess.run([sys.executable, "-m", "negotrack", *words, "-o", str(picture)], check=True)
        return picture.read_text(encoding="utf-8")


def main() -> None:
    """Write the picture, or with --check exit with 1 when it is out of step."""
    drawn = draw()
    if "--check" not in sys.argv:
        PICTURE.write_text(drawn, encoding="utf-8")
    elif not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != drawn:
        sys.exit(f"{PICTURE.name} is out of step with the program: run `make docs`.")


if __name__ == "__main__":
    main()
