"""What a check came to: a verdict first, then each finding under the part it belongs to."""

from __future__ import annotations

from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from negotrack.ask.check import Finding, Verdict
from negotrack.render.documents import Document, envelope
from negotrack.render.layout import part
from negotrack.render.phrases import plural

# Damage comes by the thousand, and the first few tell where it is.
MOST_FINDINGS: Final = 50
_PARTS: Final = (
    ("file", "The file"),
    ("journal", "The journal"),
    ("record", "What the record says"),
)


def check_text(verdict: Verdict) -> RenderableType:
    """Lay out a verdict and its findings."""
    return Group(
        _headline(verdict),
        *(
            part(title, _findings([each for each in verdict.findings if each.area == area]))
            for area, title in _PARTS
            if any(each.area == area for each in verdict.findings)
        ),
    )


def _headline(verdict: Verdict) -> Text:
    checked = (
        f"{plural(verdict.entries, 'entry', 'entries')} with "
        f"{plural(verdict.changes, 'change')} replayed, the chain verified"
    )
    if not verdict.findings:
        return Text.assemble(("Sound", "bold green"), f": {checked}; nothing to look at.")
    if verdict.sound:
        looks = plural(len(verdict.findings), "thing")
        return Text.assemble(
            ("Sound", "bold green"), f": {checked}. {looks} in the record to look at."
        )
    return Text.assemble(
        ("Not sound", "bold red"),
        f": {plural(len(verdict.findings), 'finding')}. `negotrack restore` goes back to a backup.",
    )


def _findings(found: list[Finding]) -> RenderableType:
    lines: list[RenderableType] = []
    for each in found[:MOST_FINDINGS]:
        if each.area == "record":
            lines.append(Text(f"{(each.table or '').replace('_', ' ')} {each.key}", "bold"))
            lines.append(Padding(each.sentence, (0, 0, 0, 2)))
        else:
            lines.append(Text(each.sentence))
    if len(found) > MOST_FINDINGS:
        rest = f"and {len(found) - MOST_FINDINGS:,} more; --format json has all."
        lines.append(Text(rest, "dim"))
    return Group(*lines)


def check_document(verdict: Verdict) -> Document:
    """Give a verdict, an item per finding."""
    items = [
        {
            "area": each.area,
            "what": each.what,
            "table": each.table,
            "key": each.key,
            "sentence": each.sentence,
        }
        for each in verdict.findings
    ]
    return envelope(
        "check",
        verdict.day,
        None,
        items,
        sound=verdict.sound,
        entries=verdict.entries,
        changes=verdict.changes,
        head=verdict.head,
        integrity_only=verdict.integrity_only,
    )
