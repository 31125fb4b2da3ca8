"""Say what is different between two versions of a fact, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from negotrack.domain.excerpt import apart
from negotrack.domain.fields import Field, Sort
from negotrack.record.fact import Fact

_NOTHING: Final = "nothing"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with what it said in each of two versions."""

    field: Field
    before: str
    after: str

    @property
    def words(self) -> str:
        """Say it in one line: "place Geneva → Beijing"."""
        if self.field.sort is Sort.OUTCOME:
            return "; ".join(self._outcomes())
        before, after = apart(_flat(self.field, self.before), _flat(self.field, self.after))
        if self.field.sort is Sort.PROSE:
            before, after = _quoted(before), _quoted(after)
        return f"{self.field.name} {before or _NOTHING} → {after or _NOTHING}"

    def _outcomes(self) -> list[str]:
        former, present = _by_chapter(self.before), _by_chapter(self.after)
        said = []
        for chapter in sorted({*former, *present}):
            (result, note), (new_result, new_note) = (
                outcomes.get(chapter, (_NOTHING, "")) for outcomes in (former, present)
            )
            if result != new_result:
                said.append(f"outcome {chapter} {result} → {new_result}")
            elif note != new_note:
                before, after = map(_quoted, apart(note, new_note))
                said.append(f"note of outcome {chapter} {before} → {after}")
        return said


def differences(before: Fact, after: Fact) -> list[Difference]:
    """Give the fields that two versions of a fact say differently."""
    return [
        Difference(field, said, now)
        for field in after.kind.fields
        if (said := before.text(field)) != (now := after.text(field))
    ]


def _flat(field: Field, text: str) -> str:
    return text.replace("\n", ", ") if field.many else text


def _quoted(text: str) -> str:
    return f'"{text}"' if text else _NOTHING


def _by_chapter(text: str) -> dict[str, tuple[str, str]]:
    """Take outcomes apart: per chapter the result and the note."""
    found = {}
    for item in text.replace("\n  ", " ").split("\n") if text else ():
        chapter, _, rest = item.partition("=")
        result, _, note = rest.partition(": ")
        found[chapter] = (result, note)
    return found
