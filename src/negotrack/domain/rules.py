"""The rules by which a negotiation is decided, and whom a rule still waits for.

A rule is terms joined by `and`: `all` (everybody who may block), `all(GROUP)` (the group's
participants), `2/3` (at least that share of the votes). It is judged over who is closed, and
closing one more never turns a met rule unmet; the answers below rest on that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Final

from negotrack.domain.verdict import Verdict
from negotrack.errors import Misuse, NotFound

# A sentence that names more than these is no longer read.
NAMED_AT_MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant as a rule sees it: its votes, its say, and whether it is closed."""

    partner: str
    votes: int
    may_block: bool
    closed: Verdict


@dataclass(frozen=True, slots=True)
class Body:
    """Everybody who takes part, and the groups that a rule may name."""

    seats: tuple[Seat, ...]
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def closed(self, at_least: Verdict) -> frozenset[str]:
        """Give the partners that are closed for certain, or at least possibly."""
        return frozenset(seat.partner for seat in self.seats if seat.closed >= at_least)


@dataclass(frozen=True, slots=True)
class Everyone:
    """The term `all` or `all(GROUP)`."""

    group: str | None

    def wanted(self, body: Body) -> list[Seat]:
        """Give the seats that this term asks for."""
        if self.group is None:
            return [seat for seat in body.seats if seat.may_block]
        return [seat for seat in body.seats if seat.partner in body.groups[self.group]]

    def met(self, body: Body, closed: AbstractSet[str]) -> bool:
        """Say whether everybody asked for is closed."""
        return all(seat.partner in closed for seat in self.wanted(body))

    def sentence(self, body: Body) -> str:
        """Say what the term asks and who is outstanding."""
        closed = body.closed(Verdict.YES)
        missing = [seat.partner for seat in self.wanted(body) if seat.partner not in closed]
        whom = "every participant that may block" if self.group is None else f"all of {self.group}"
        if not missing:
            return f"{whom}: met"
        named = (
            ", ".join(missing) if len(missing) <= NAMED_AT_MOST else f"{len(missing)} participants"
        )
        return f"{whom}: {named} outstanding"


@dataclass(frozen=True, slots=True)
class Share:
    """The term `P/Q`: at least that share of all participants' votes."""

    share: Fraction

    def wanted(self, body: Body) -> list[Seat]:
        """Give the seats whose votes count."""
        return [seat for seat in body.seats if seat.votes > 0]

    def needed(self, body: Body) -> int:
        """Give the number of votes that reach the share."""
        return ceil(self.share * sum(seat.votes for seat in body.seats))

    def short(self, body: Body, closed: AbstractSet[str]) -> int:
        """Give how many votes are missing when these partners are closed."""
        held = sum(seat.votes for seat in body.seats if seat.partner in closed)
        return max(0, self.needed(body) - held)

    def met(self, body: Body, closed: AbstractSet[str]) -> bool:
        """Say whether these partners hold the share."""
        return self.short(body, closed) == 0

    def sentence(self, body: Body) -> str:
        """Say what the term asks and how much is missing."""
        total = sum(seat.votes for seat in body.seats)
        closed = body.closed(Verdict.YES)
        held = sum(seat.votes for seat in body.seats if seat.partner in closed)
        short = self.short(body, closed)
        missing = f"{short} short" if short else "met"
        return f"at least {self.share} of {total} votes ({self.needed(body)}): {held}, {missing}"


Term = Everyone | Share


@dataclass(frozen=True, slots=True)
class Rule:
    """A parsed rule: all of its terms must be met."""

    terms: tuple[Term, ...]

    def met(self, body: Body, closed: AbstractSet[str]) -> bool:
        """Say whether the rule is met when exactly these partners are closed."""
        return all(term.met(body, closed) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says of a body: met or not, who is indispensable, and how many more.

    `outstanding` are the participants not closed for certain whose closing could help, in the
    body's order; `more_needed` is the least number of them beyond the indispensable ones.
    """

    met: Verdict
    outstanding: tuple[str, ...]
    indispensable: frozenset[str]
    more_needed: int
    sentences: tuple[str, ...]


def judge(rule: Rule, body: Body) -> Judgement:
    """Judge a body by a rule."""
    certain, possible = body.closed(Verdict.YES), body.closed(Verdict.POSSIBLY)
    everybody = frozenset(seat.partner for seat in body.seats)
    helpful = {
        seat.partner
        for term in rule.terms
        if not term.met(body, certain)
        for seat in term.wanted(body)
    } - certain
    outstanding = tuple(seat.partner for seat in body.seats if seat.partner in helpful)
    indispensable = frozenset(
        partner for partner in outstanding if not rule.met(body, everybody - {partner})
    )
    met = Verdict.NO
    if rule.met(body, certain):
        met = Verdict.YES
    elif rule.met(body, possible):
        met = Verdict.POSSIBLY
    return Judgement(
        met=met,
        outstanding=outstanding,
        indispensable=indispensable,
        more_needed=_more_needed(rule, body, certain | indispensable),
        sentences=tuple(term.sentence(body) for term in rule.terms),
    )


def _more_needed(rule: Rule, body: Body, closed: AbstractSet[str]) -> int:
    """Count the fewest further participants: the ones with most votes come first."""
    others = sorted(
        (seat for seat in body.seats if seat.partner not in closed),
        key=lambda seat: -seat.votes,
    )
    reached = set(closed)
    for count, seat in enumerate(others):
        if rule.met(body, reached):
            return count
        reached.add(seat.partner)
    return len(others)


_GROUP_TERM = re.compile(r"all\s*\(\s*([^()]+?)\s*\)", re.IGNORECASE)
_SHARE_TERM = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})")


def parse_rule(expression: str, groups: Iterable[str]) -> Rule:
    """Read a rule; raise Misuse when it cannot be read, NotFound for an unknown group."""
    known: Sequence[str] = sorted(groups)
    return Rule(tuple(_term(text, known) for text in re.split(r"\s+and\s+", expression.strip())))


def _term(text: str, groups: Sequence[str]) -> Term:
    if text.lower() == "all":
        return Everyone(None)
    if match := _GROUP_TERM.fullmatch(text):
        return Everyone(_group(match[1], groups))
    if match := _SHARE_TERM.fullmatch(text):
        part, whole = int(match[1]), int(match[2])
        if 0 < part <= whole:
            return Share(Fraction(part, whole))
        raise Misuse(f"The share '{text}' can never be met. Write one like 2/3.")
    raise Misuse(
        f"'{text[:60]}' is not a rule. Write all, all(GROUP) or a share like 2/3, joined by and."
    )


def _group(wanted: str, groups: Sequence[str]) -> str:
    for group in groups:
        if group.lower() == wanted.lower():
            return group
    listed = f"Groups: {', '.join(groups)}." if groups else "There are no groups yet."
    raise NotFound(f"No group is called '{wanted[:60]}'. {listed}")
