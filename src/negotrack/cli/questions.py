"""Read what is asked about a rule: the day, the rung that counts, the world that is supposed."""

from __future__ import annotations

from datetime import date

from negotrack.ask.blockers import Question
from negotrack.ask.suppositions import Supposition, any_day
from negotrack.cli.desk import read_date
from negotrack.domain.ladder import rung_word, status_word
from negotrack.errors import Misuse
from negotrack.store.lookup import find_participant
from negotrack.store.reader import Reader


def read_question(
    reader: Reader,
    negotiation: str,
    day: date,
    rule: str | None,
    counting: str | None,
    what_if: list[str] | None,
) -> Question:
    """Read what is asked of a day."""
    return Question(
        day=day,
        rule=rule,
        counting=rung_word(counting) if counting else None,
        suppositions=tuple(_supposition(reader, negotiation, text, day) for text in what_if or ()),
    )


def _supposition(reader: Reader, negotiation: str, text: str, day: date) -> Supposition:
    partner, equals, rest = text.partition("=")
    status, at, on = rest.partition("@")
    if not equals or not status:
        raise Misuse(f"'{text[:60]}' supposes nothing. Write PARTNER=STATUS, such as US=signed.")
    return Supposition(
        partner=find_participant(reader, negotiation, partner.strip()),
        status=status_word(status.strip()),
        when=read_date(on.strip()) if at else any_day(day),
    )
