"""Names of partners and other things: folded for comparing, found exactly, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from negotrack.errors import Ambiguous, NotFound

# ISO 3166 codes have two or three letters.
_CODE: Final = 3
_SEPARATORS = re.compile(r"[\W_]+")
# Letters that Unicode does not take apart into a base letter and an accent.
_WHOLE_LETTERS = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})


def fold(text: str) -> str:
    """Fold case, accents and punctuation away: `Hoa Kỳ`, `hoa-ky` and `HOA KY` are one name."""
    # Each step can undo the other's work, so both run twice (Unicode Standard, 3.13, D146).
    spelled = text
    for _ in range(2):
        spelled = unicodedata.normalize("NFKD", spelled.casefold())
    bare = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    return _SEPARATORS.sub(" ", bare.translate(_WHOLE_LETTERS)).strip()


def nearest(wanted: str, names: Iterable[str], most: int = 3) -> list[str]:
    """List the names that look most like the wanted one, best first."""
    by_folded = {fold(name): name for name in names}
    close = get_close_matches(fold(wanted), list(by_folded), n=most, cutoff=0.6)
    return [by_folded[folded] for folded in close]


def find(wanted: str, names: Mapping[str, Iterable[str]], what: str, where: str) -> str:
    """Give the one code whose code or names fold to what is wanted.

    `names` maps each code to its other names; `what` and `where` name the kind of thing and the
    command that lists them ("partner", "negotrack partners"). Raise NotFound with the nearest
    names, or Ambiguous with the candidates.
    """
    if wanted in names:
        return wanted
    # A code first, then a name as it is spelled, and only then without its accents: "Mỹ" is the
    # United States although it folds to the code of Malaysia.
    for spelling in (str.casefold, fold):
        target = spelling(wanted.strip())
        codes = [code for code in names if target and spelling(code) == target]
        if codes and spelling is str.casefold:
            return codes[0]
        named = [code for code, others in names.items() if target in {spelling(o) for o in others}]
        found = sorted({*codes, *named}) if target else []
        if len(found) == 1:
            return found[0]
        if found:
            raise Ambiguous(f"'{wanted}' fits more than one {what}: {', '.join(found)}.")
    raise _not_found(wanted, names, what, where)


def _not_found(wanted: str, names: Mapping[str, Iterable[str]], what: str, where: str) -> NotFound:
    code_of = {name: code for code, others in names.items() for name in (code, *others)}
    # Everything short looks like everything else that is short: codes only answer codes.
    similar = [name for name in code_of if len(name) > _CODE or len(wanted) <= _CODE]
    close = {code_of[name]: name for name in reversed(nearest(wanted, similar))}
    labels = [
        name if name == code else f"{name} ({code})" for code, name in reversed(close.items())
    ]
    hint = f"Nearest: {', '.join(labels)}." if labels else f"`{where}` lists them."
    return NotFound(f"No {what} is called '{wanted[:60]}'. {hint}")
