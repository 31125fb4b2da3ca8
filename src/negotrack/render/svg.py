"""Answers as a picture: the terminal's page drawn as SVG, with no font from elsewhere."""

from __future__ import annotations

import io
import re
from typing import Final

from negotrack.render.answer import Answer
from negotrack.render.console import PAGE_WIDTH, SafeConsole

# Rich's template fetches its font from the web; a picture in a report must not.
_FONT_FACES: Final = re.compile(r"@font-face \{.*?\}", re.DOTALL)
# Characters that no XML may hold (XML 1.0, 2.2) and that are no controls either.
_NO_XML: Final = dict.fromkeys((0xFFFE, 0xFFFF))


def svg_text(answer: Answer) -> str:
    """Draw an answer as a terminal of 80 columns would show it."""
    console = SafeConsole(
        file=io.StringIO(),
        width=PAGE_WIDTH,
        record=True,
        force_terminal=True,
        color_system="truecolor",
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(answer.text())
    drawn = console.export_svg(title=f"negotrack {answer.title}", unique_id="negotrack")
    return _FONT_FACES.sub("", drawn.translate(_NO_XML)).replace("Fira Code", "DejaVu Sans Mono")
