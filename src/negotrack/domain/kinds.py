"""The kinds of fact that a record holds, with their fields: one table for all who need to know.

The options of `amend`, the form of `edit`, the completion of ids and the reference are made from
it. `tests/domain/test_kinds.py` holds it to the columns of the store.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from negotrack.domain.fields import Field, Kind, Part, Sort
from negotrack.domain.ladder import LADDER, STATUSES
from negotrack.domain.names import nearest
from negotrack.domain.vocabulary import (
    LEVELS,
    MILESTONE_STATES,
    MODES,
    NEGOTIATION_KINDS,
    PARTNER_KINDS,
    REQUEST_STATES,
    RESULTS,
    ROLES,
    ROUND_STATES,
    SILENT,
    TRACKS,
)
from negotrack.errors import Misuse


def must(name: str, sort: Sort, says: str, **more: Any) -> Field:
    """Make a field that every fact of its kind has."""
    return Field(name, sort, says, required=True, **more)


def may(name: str, sort: Sort, says: str, **more: Any) -> Field:
    """Make a field that may be empty."""
    return Field(name, sort, says, **more)


def _members(names: str, says: str, part: str) -> Field:
    return may("partner", Sort.CODE, says, names=names, part=part, many=True)


_TITLE: Final = must("title", Sort.LINE, "Its name")
_TEXT: Final = must("text", Sort.PROSE, "What it says")
_DATE: Final = must("date", Sort.DATE, "When")
_CHAPTER: Final = may("chapter", Sort.CODE, "The chapter it is about", names="chapter")
_PARTICIPANT: Final = may("partner", Sort.CODE, "Whom it is about", names="participant")
_ROUND: Final = may("round", Sort.CODE, "The round it comes from", names="round")
_LANGUAGE: Final = may("language", Sort.LINE, "Its language, such as vi")
_MILESTONE_STATE: Final = must("state", Sort.WORD, "What is said of it", words=MILESTONE_STATES)
_NOTE: Final = may("note", Sort.PROSE, "What else to say")
_SOURCE: Final = must(
    "source", Sort.SOURCE, "Where it is stated: an address, a known source's code, or a title"
)

# In the order of how often they are corrected: what happened, then what it is about.
KINDS: Final = (
    Kind(
        "round",
        "round",
        "a session: when, where, who, and what it did for each chapter",
        of=("negotiation",),
        parts=(
            Part("round_partner", ("round",), "partner"),
            Part("outcome", ("round",), "outcome"),
        ),
        fields=(
            _DATE,
            may("place", Sort.LINE, "Where"),
            may("level", Sort.WORD, "Who met", words=LEVELS),
            may("mode", Sort.WORD, "How they met", words=MODES),
            must("track", Sort.WORD, "How many sides met", words=TRACKS),
            may("label", Sort.LINE, "What sources call it, such as 5"),
            must("state", Sort.WORD, "Whether it took place", words=ROUND_STATES),
            _members("participant", "Who takes part, in place of those so far", "round_partner"),
            may(
                "outcome",
                Sort.OUTCOME,
                "What it did for a chapter",
                words=RESULTS,
                part="outcome",
                many=True,
            ),
            may("heads", Sort.PROSE, "The heads of delegation"),
            may("summary", Sort.PROSE, "What happened"),
            _NOTE,
            _SOURCE,
        ),
    ),
    Kind(
        "outcome",
        "outcome",
        "what a round did for a chapter, or for a partner",
        of=("round", "negotiation"),
        fields=(
            must("result", Sort.WORD, "What came of it", words=RESULTS),
            _CHAPTER,
            _PARTICIPANT,
            _NOTE,
            _SOURCE,
        ),
    ),
    Kind(
        "status",
        "status_change",
        "a dated statement of where a participant stands",
        of=("negotiation", "partner"),
        fields=(
            must("status", Sort.STATUS, "What was reached", words=STATUSES),
            _DATE,
            _CHAPTER,
            _ROUND,
            _NOTE,
            _SOURCE,
        ),
    ),
    Kind(
        "milestone",
        "milestone",
        "a stage of the negotiation in use, with its date where one statement alone dates it",
        key=("negotiation", "code"),
        typed="CODE",
        parts=(Part("milestone_date", ("negotiation", "milestone"), "date"),),
        fields=(
            _TITLE,
            may("stage", Sort.NUMBER, "Its number among the stages", least=1, most=99),
            replace(_DATE, part="milestone_date", says="When, by its one dated statement"),
            replace(_MILESTONE_STATE, part="milestone_date"),
            _NOTE,
            _SOURCE,
        ),
    ),
    Kind(
        "milestone-date",
        "milestone_date",
        "one source's statement of when a milestone is planned or was reached",
        of=("negotiation", "milestone"),
        fields=(_MILESTONE_STATE, _DATE, _NOTE, _SOURCE),
    ),
    Kind(
        "request",
        "request",
        "what one side asks of the other",
        of=("negotiation",),
        parts=(Part("request_change", ("request",), "statement"),),
        fields=(
            _TEXT,
            must("asker", Sort.CODE, "Who asks", names="partner"),
            must("asked", Sort.CODE, "Who is asked", names="partner"),
            _CHAPTER,
            _ROUND,
            _SOURCE,
        ),
    ),
    Kind(
        "request-change",
        "request_change",
        "a dated statement of what became of a request; the first one raises it",
        of=("request",),
        fields=(
            must("state", Sort.WORD, "What became of it", words=REQUEST_STATES),
            _DATE,
            _NOTE,
            _SOURCE,
        ),
    ),
    Kind(
        "follow-up",
        "follow_up",
        "what was agreed to do next",
        of=("negotiation",),
        fields=(
            _TEXT,
            must("agreed", Sort.DATE, "When it was agreed"),
            may("due", Sort.DATE, "By when", days="due_"),
            may("done", Sort.DATE, "When it was done", days="done_"),
            may("done-note", Sort.PROSE, "How it was done"),
            _PARTICIPANT,
            _ROUND,
            _SOURCE,
        ),
    ),
    Kind(
        "note",
        "note",
        "a dated statement that fits no other kind",
        of=("negotiation",),
        fields=(_TEXT, _DATE, _PARTICIPANT, _SOURCE),
    ),
    Kind(
        "partner",
        "partner",
        "an economy or organisation",
        key=("code",),
        typed="PARTNER",
        parts=(
            Part("partner_name", ("partner",), "alias"),
            Part("group_member", ("partner",), "group"),
        ),
        fields=(
            must("name", Sort.LINE, "The name it goes by"),
            may("alpha3", Sort.LETTERS, "ISO 3166 alpha-3"),
            must("kind", Sort.WORD, "What it is", words=PARTNER_KINDS),
            _SOURCE,
        ),
    ),
    Kind(
        "alias",
        "partner_name",
        "one more name of a partner",
        key=("partner", "name"),
        typed="PARTNER:NAME",
        fields=(must("name", Sort.LINE, "How it is spelled"), _LANGUAGE),
    ),
    Kind(
        "group",
        "partner_group",
        "a named set of partners, for rules such as all(QUAD)",
        key=("code",),
        typed="CODE",
        parts=(Part("group_member", ("group_code",), "partner"),),
        fields=(
            _TITLE,
            replace(
                _members("partner", "Who belongs to it, in place of those so far", "group_member"),
                required=True,
            ),
            _SOURCE,
        ),
    ),
    Kind(
        "source",
        "source",
        "where statements come from",
        key=("code",),
        typed="SOURCE",
        fields=(
            _TITLE,
            may("publisher", Sort.LINE, "Who published it"),
            may("date", Sort.DATE, "When"),
            may("address", Sort.LINE, "Where it can be read"),
            _LANGUAGE,
            _NOTE,
        ),
    ),
    Kind(
        "chapter",
        "chapter",
        "an issue area of the negotiation in use",
        key=("negotiation", "code"),
        typed="CHAPTER",
        fields=(_TITLE, _SOURCE),
    ),
    Kind(
        "participant",
        "participant",
        "a partner's seat in the negotiation in use",
        key=("negotiation", "partner"),
        typed="PARTNER",
        fields=(
            must("role", Sort.WORD, "What it is there for; the last two have no say", words=ROLES),
            must("votes", Sort.NUMBER, "Its votes", most=10_000),
            must("may-block", Sort.YES_NO, "Whether it may block"),
            _SOURCE,
        ),
    ),
    Kind(
        "rule",
        "rule",
        "how the negotiation in use is, or is said to be, decided",
        key=("negotiation", "name"),
        typed="NAME",
        fields=(
            must("expression", Sort.RULE, "Such as 2/3 and all(QUAD)"),
            must("default", Sort.YES_NO, "Whether it is the default", at="is_default"),
            _NOTE,
            _SOURCE,
        ),
    ),
    Kind(
        "negotiation",
        "negotiation",
        "a process with one goal",
        key=("code",),
        typed="CODE",
        fields=(
            _TITLE,
            must("kind", Sort.WORD, "What it is", words=NEGOTIATION_KINDS),
            may("applicant", Sort.CODE, "Who accedes", names="partner"),
            must("closed-from", Sort.STATUS, "The rung that closes a participant", words=LADDER),
            may("electorate", Sort.NUMBER, "The votes that a share is of", least=1, most=10**9),
            must("silent", Sort.WORD, "How the votes count that nobody here holds", words=SILENT),
            _NOTE,
            _SOURCE,
        ),
    ),
)

_BY_NAME: Final = {kind.name: kind for kind in KINDS}


def kind_named(name: str) -> Kind:
    """Give a kind by its name; raise Misuse with the nearest names."""
    if name in _BY_NAME:
        return _BY_NAME[name]
    close = nearest(name, _BY_NAME)
    hint = f"Nearest: {', '.join(close)}." if close else f"The kinds: {', '.join(_BY_NAME)}."
    raise Misuse(f"'{name[:60]}' is no kind of fact. {hint}")


def kind_of(table: str) -> Kind:
    """Give the kind of fact that a table keeps."""
    return next(kind for kind in KINDS if kind.table == table)
