"""Show where two texts differ: what both say alike is cut to a few words around it."""

from __future__ import annotations

from typing import Final

# Letters of what is alike that are kept on each side of a difference.
_AROUND: Final = 16


def apart(one: str, other: str, longest: int = 60) -> tuple[str, str]:
    """Give both texts flat: whole when they are short, else each around the difference."""
    one, other = " ".join(one.split()), " ".join(other.split())
    if max(len(one), len(other)) <= longest:
        return one, other
    begin = _alike(one, other)
    end = min(_alike(one[::-1], other[::-1]), len(one) - begin, len(other) - begin)
    return _around(one, begin, end, longest), _around(other, begin, end, longest)


def _alike(one: str, other: str) -> int:
    """Count the letters with which two texts begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _around(text: str, begin: int, end: int, longest: int) -> str:
    """Cut a text that differs from another after `begin` letters, and before the last `end`."""
    first = max(0, begin - _AROUND)
    if first > 0 and " " in text[first:begin]:
        first = text.index(" ", first) + 1
    last = min(len(text) - max(0, end - _AROUND), first + longest)
    before, after = "…" if first > 0 else "", "…" if last < len(text) else ""
    return f"{before}{text[first:last].strip()}{after}"
