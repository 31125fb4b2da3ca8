"""What the words of a round's options mean: outcomes, statuses, follow-ups."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from negotrack.cli.desk import read_date
from negotrack.domain.closed_list import word_of
from negotrack.domain.dates import When
from negotrack.domain.ladder import status_word
from negotrack.domain.texts import prose
from negotrack.domain.vocabulary import RESULTS
from negotrack.errors import Misuse
from negotrack.store.lookup import find_chapter, find_participant
from negotrack.store.reader import Reader

if TYPE_CHECKING:
    from negotrack.record.add_round import OutcomeDraft


def read_outcome(reader: Reader, negotiation: str, text: str) -> OutcomeDraft:
    """Read `CHAPTER=RESULT` or `CHAPTER=RESULT:note`."""
    chapter, equals, rest = text.partition("=")
    if not equals or not rest:
        raise Misuse(f"'{text[:60]}' is no outcome. Write CHAPTER=RESULT, such as goods=progress.")
    result, colon, note = rest.partition(":")
    code = find_chapter(reader, negotiation, chapter.strip())
    word = word_of(result, RESULTS, "result")
    said = prose(note, "note") if colon and note.strip() else None

    # A slow import, which a mistake should not wait for.
    from negotrack.record.add_round import OutcomeDraft

    return OutcomeDraft(chapter=code, result=word, note=said)


def read_status(reader: Reader, negotiation: str, text: str) -> tuple[str, str]:
    """Read `PARTNER=STATUS`."""
    partner, equals, status = text.partition("=")
    if not equals or not status:
        raise Misuse(f"'{text[:60]}' is no status. Write PARTNER=STATUS, such as JP=concluded.")
    return find_participant(reader, negotiation, partner.strip()), status_word(status.strip())


def read_follow_up(text: str) -> tuple[str, When | None]:
    """Read `text` or `text|due date`."""
    said, bar, due = text.rpartition("|")
    if not bar:
        said, due = text, ""
    return prose(said, "follow-up"), read_date(due.strip()) if due.strip() else None


def state_of(when: When, state: str | None) -> str:
    """Give the state of a round: as said, else planned while its first day is ahead."""
    if state:
        return state
    return "planned" if when.earliest > date.today() else "held"
