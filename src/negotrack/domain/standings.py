"""Where a participant stands on a day, worked out from dated statements that may be uncertain.

A statement on the ladder only ever raises: who concluded has also negotiated, however late that
is written down. What lowers is a statement that *resets*: a reopening, or a word beside the
ladder. On one and the same day a reset comes after what it takes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from negotrack.domain.dates import When
from negotrack.domain.ladder import OBJECTING, STATUSES, reaches, rung
from negotrack.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Statement:
    """A dated claim that a status was reached; `resets` when it takes back what came before."""

    status: str
    when: When
    resets: bool = False
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one participant stands on one day.

    `status`, `since` and their `source` are certain (None: nothing is certain yet); `perhaps` is
    a further statement that may already hold; `closed` and `objecting` are three-valued:
    whether the negotiation's rung is reached, and whether an objection stands.
    """

    status: str | None
    since: When | None
    source: str | None
    perhaps: Statement | None
    closed: Verdict
    objecting: Verdict

    @property
    def stated(self) -> tuple[str | None, When | None, bool]:
        """Give the word that says most, its date, and whether it is only perhaps reached.

        That is the uncertain one where nothing is certain, or where it decides about closed.
        """
        if self.perhaps and (self.status is None or self.closed is Verdict.POSSIBLY):
            return self.perhaps.status, self.perhaps.when, True
        return self.status, self.since, False


def standing(statements: Sequence[Statement], day: date, closed_from: str) -> Standing:
    """Work out the standing on a day from all statements about one participant."""
    certain = _latest_word([s for s in statements if s.when.certain_by(day)])
    uncertain = [s for s in statements if s.when.possible_by(day) and not s.when.certain_by(day)]
    return Standing(
        status=certain.status if certain else None,
        since=certain.when if certain else None,
        source=certain.source if certain else None,
        perhaps=_perhaps(certain, uncertain),
        closed=closed(statements, day, closed_from),
        objecting=objecting(statements, day),
    )


def closed(statements: Sequence[Statement], day: date, closed_from: str) -> Verdict:
    """Say whether the rung is reached and kept on a day: in every, some or no reading of dates.

    A reading picks one day for each statement within its earliest and latest. The participant is
    closed when a closing statement has happened and no reset has followed it by then.
    """
    closings = [s.when for s in statements if reaches(s.status, closed_from)]
    resets = [s.when for s in statements if s.resets and not reaches(s.status, closed_from)]
    can_be_closed = any(
        closing.possible_by(day)
        and all(
            reset.earliest < min(closing.latest, day) for reset in resets if reset.certain_by(day)
        )
        for closing in closings
    )
    can_be_open = all(
        any(
            reset.possible_by(day) and closing.earliest <= min(reset.latest, day)
            for reset in resets
        )
        for closing in closings
        if closing.certain_by(day)
    )
    if not can_be_open:
        return Verdict.YES
    return Verdict.POSSIBLY if can_be_closed else Verdict.NO


def objecting(statements: Sequence[Statement], day: date) -> Verdict:
    """Say whether an objection stands on a day: in every, some or no reading of dates.

    An objection stands until any other word follows it; on one day the objection comes after.
    """
    objections = [s.when for s in statements if s.status == OBJECTING]
    others = [s.when for s in statements if s.status != OBJECTING]
    can_stand = any(
        objection.possible_by(day)
        and all(
            other.earliest <= min(objection.latest, day)
            for other in others
            if other.certain_by(day)
        )
        for objection in objections
    )
    can_be_over = all(
        any(
            other.possible_by(day) and objection.earliest < min(other.latest, day)
            for other in others
        )
        for objection in objections
        if objection.certain_by(day)
    )
    if not can_be_over:
        return Verdict.YES
    return Verdict.POSSIBLY if can_stand else Verdict.NO


def in_order(statement: Statement) -> tuple[date, date, bool, int]:
    """Give the key that puts statements in the order in which they became certain."""
    return (
        statement.when.latest,
        statement.when.earliest,
        statement.resets,
        STATUSES.index(statement.status),
    )


def _latest_word(statements: Sequence[Statement]) -> Statement | None:
    current: Statement | None = None
    for statement in sorted(statements, key=in_order):
        if current is None or statement.resets or _raises(statement, current):
            current = statement
    return current


def _raises(statement: Statement, current: Statement) -> bool:
    height, held = rung(statement.status), rung(current.status)
    return height is not None and (held is None or height > held)


def _perhaps(certain: Statement | None, uncertain: Sequence[Statement]) -> Statement | None:
    news = [s for s in uncertain if certain is None or s.resets or _raises(s, certain)]
    return max(news, key=in_order, default=None)
