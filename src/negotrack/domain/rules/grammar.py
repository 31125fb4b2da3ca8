"""Read the rule language: limbs joined by `or`, terms joined by `and`, parentheses.

The words are those of docs/rules.md. What cannot be read is refused with a caret under the spot.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Final
from unicodedata import east_asian_width

from negotrack.domain.dates import when
from negotrack.domain.names import nearest
from negotrack.domain.rules.conditions import After, AfterMilestone, MilestoneReached
from negotrack.domain.rules.terms import AtLeast, Closed, Everyone, NoObjection, Share, Term
from negotrack.errors import Misuse, NegotrackError, NotFound

# A rule whose parentheses unfold into more alternatives than this is not a rule people vote by.
MOST_LIMBS: Final = 64
LONGEST: Final = 1_000
DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Placed:
    """A term and where it stands in the expression."""

    term: Term
    start: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its alternatives: met when all terms of one limb are met."""

    expression: str
    limbs: tuple[tuple[Placed, ...], ...]

    @property
    def terms(self) -> tuple[tuple[Term, ...], ...]:
        """Give the terms of each limb."""
        return tuple(tuple(placed.term for placed in limb) for limb in self.limbs)


@dataclass(frozen=True, slots=True)
class Known:
    """The codes that a rule may name."""

    groups: Collection[str] = field(default_factory=tuple)
    partners: Collection[str] = field(default_factory=tuple)
    milestones: Collection[str] = field(default_factory=tuple)


def _pointing(expression: str, spot: int) -> str:
    """Put a caret under a spot; wide characters take two columns."""
    columns = sum(1 + (east_asian_width(letter) in "WF") for letter in expression[:spot])
    return f"  {expression}\n  {' ' * columns}^"


class BadRule(Misuse):
    """A rule that cannot be read; the lines below the sentence point at the spot."""

    def __init__(self, sentence: str, expression: str, spot: int) -> None:
        super().__init__(sentence)
        self.below = _pointing(expression, spot)


class UnknownInRule(NotFound):
    """A rule that names what the record does not know."""

    def __init__(self, sentence: str, expression: str, spot: int) -> None:
        super().__init__(sentence)
        self.below = _pointing(expression, spot)


def parse_rule(expression: str, known: Known) -> Rule:
    """Read a rule; raise BadRule or UnknownInRule, which say where."""
    if len(expression) > LONGEST:
        raise Misuse(f"The rule has {len(expression):,} characters, more than {LONGEST:,}.")
    reader = _Reader(" ".join(expression.split()), known)
    limbs = reader.alternatives()
    reader.take("")
    if reader.rest:
        raise reader.refusal("Expected and, or, or the end of the rule")
    return Rule(reader.text, limbs)


_Limbs = tuple[tuple[Placed, ...], ...]
_NAME: Final = r"[\w.-]+"
_UNITS: Final = r"(day|month|year)s?"
_STOPS: Final = re.compile(r"\s+(?:and|or)\b|\)|$", re.IGNORECASE)


class _Reader:
    """Reads from left to right; `at` is the place of what is read next."""

    def __init__(self, text: str, known: Known) -> None:
        self.text = text
        self.known = known
        self.at = 0
        self.depth = 0

    @property
    def rest(self) -> str:
        return self.text[self.at :]

    def refusal(self, sentence: str, spot: int | None = None) -> BadRule:
        place = self.at if spot is None else spot
        return BadRule(f"{sentence}, at place {place + 1}.", self.text, place)

    def take(self, pattern: str) -> re.Match[str] | None:
        match = re.compile(rf"\s*{pattern}", re.IGNORECASE).match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def alternatives(self) -> _Limbs:
        limbs = self.combination()
        while self.take(r"or\b"):
            limbs += self.combination()
            self._refuse_too_many(limbs)
        return limbs

    def combination(self) -> _Limbs:
        limbs = self.factor()
        while self.take(r"and\b"):
            limbs = tuple(left + right for left, right in product(limbs, self.factor()))
            self._refuse_too_many(limbs)
        return limbs

    def factor(self) -> _Limbs:
        if self.take(r"\("):
            self.depth += 1
            if self.depth > DEEPEST:
                raise self.refusal(f"Parentheses stand more than {DEEPEST} deep")
            limbs = self.alternatives()
            self.depth -= 1
            if not self.take(r"\)"):
                raise self.refusal("A parenthesis is not closed")
            return limbs
        self.take("")
        start = self.at
        return self._meaning(start)

    def _meaning(self, start: int) -> _Limbs:
        if self.take(r"(?:consensus|unanimity)\b"):
            return ((Placed(NoObjection(), start), Placed(Everyone(), start)),)
        for pattern, meaning in _TERMS:
            if match := self.take(pattern):
                return ((Placed(meaning(self, match), start),),)
        raise self.refusal("This is no term of a rule; docs/rules.md lists them", start)

    def named(self, match: re.Match[str], group: int, codes: Collection[str], what: str) -> str:
        """Give the known code that a name means; raise UnknownInRule at its place."""
        wanted = match[group]
        for code in codes:
            if code.casefold() == wanted.casefold():
                return code
        close = nearest(wanted, codes)
        hint = f"Nearest: {', '.join(close)}." if close else f"There is no {what} like it."
        sentence = f"No {what} is called '{wanted}'. {hint}"
        raise UnknownInRule(sentence, self.text, match.start(group))

    def date(self) -> After:
        self.take("")
        stop = _STOPS.search(self.text, self.at)
        end = stop.start() if stop else len(self.text)
        spot, said = self.at, self.text[self.at : end].strip()
        try:
            read = when(said)
        except NegotrackError as fault:
            raise self.refusal(str(fault).rstrip("."), spot) from fault
        self.at = end
        return After(read)

    def share(self, match: re.Match[str]) -> Share:
        part, whole = int(match["part"]), int(match["whole"])
        if not 0 < part <= whole or (match["more"] and part == whole):
            raise self.refusal("A share lies between 0 and 1", match.start("part"))
        of = int(match["of"]) if match["of"] else None
        return Share(Fraction(part, whole), bool(match["more"]), of)

    def _refuse_too_many(self, limbs: _Limbs) -> None:
        if len(limbs) > MOST_LIMBS:
            raise self.refusal(f"The rule has more than {MOST_LIMBS} alternatives")


# The first pattern that fits wins, so the longer forms come first.
_TERMS: Final[tuple[tuple[str, Callable[[_Reader, re.Match[str]], Term]], ...]] = (
    (
        rf"all\s*\(\s*({_NAME})\s*\)",
        lambda r, m: Everyone(r.named(m, 1, r.known.groups, "group")),
    ),
    (r"all\b", lambda _r, _m: Everyone()),
    (r"no objection\b", lambda _r, _m: NoObjection()),
    (
        rf"closed\s*\(\s*({_NAME})\s*\)",
        lambda r, m: Closed(r.named(m, 1, r.known.partners, "participant")),
    ),
    (
        rf"reached ({_NAME})",
        lambda r, m: MilestoneReached(r.named(m, 1, r.known.milestones, "milestone")),
    ),
    (
        rf"after ([0-9]{{1,4}}) {_UNITS} from ({_NAME})",
        lambda r, m: AfterMilestone(
            int(m[1]), m[2].lower(), r.named(m, 3, r.known.milestones, "milestone")
        ),
    ),
    (r"after\b", lambda r, _m: r.date()),
    (
        (
            r"(?P<more>more than )?(?P<part>[0-9]{1,6})\s*/\s*(?P<whole>[0-9]{1,6})"
            r"(?: of (?P<of>[1-9][0-9]{0,8})\b)?"
        ),
        lambda r, m: r.share(m),
    ),
    (
        rf"([0-9]{{1,6}}) of ({_NAME})",
        lambda r, m: AtLeast(int(m[1]), r.named(m, 2, r.known.groups, "group")),
    ),
    (r"([0-9]{1,6})\b(?!\s*[/.])", lambda _r, m: AtLeast(int(m[1]))),
)
