"""What does the page say that one reads before the meeting?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from negotrack.ask.agenda import FollowUp, Request, follow_ups, requests
from negotrack.ask.board import Board, board
from negotrack.ask.chapters import ChapterState, Outcome, chapters, outcomes
from negotrack.ask.negotiations import Negotiation, negotiation, negotiations
from negotrack.ask.notes import Note, StatusLine, notes, status_path
from negotrack.ask.rounds import Round, RoundFilter, count_rounds, next_round, rounds
from negotrack.ask.rules import NamedRule, rules
from negotrack.ask.sources import Source, sources_named
from negotrack.ask.standings import ChapterStanding, Member, chapter_standings, members
from negotrack.store.reader import Reader, first

MOST_ROUNDS = 8
MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class Section:
    """One negotiation's part of the page; `member` is None on the page of a whole negotiation."""

    board: Board | None
    negotiation: Negotiation
    member: Member | None
    path: tuple[StatusLine, ...]
    chapter_standings: tuple[ChapterStanding, ...]
    chapters: tuple[ChapterState, ...]
    outcomes: tuple[Outcome, ...]
    rounds: tuple[Round, ...]
    rounds_in_all: int
    next: Round | None
    requests: tuple[Request, ...]
    follow_ups: tuple[FollowUp, ...]
    notes: tuple[Note, ...]
    rules: tuple[NamedRule, ...]

    def cited(self) -> Iterator[str]:
        """Name the source of every statement, in the order in which the page makes them."""
        yield from (line.source for line in self.path)
        if self.board:
            stands = (member.standing for member in self.board.members)
            yield from (standing.source for standing in stands if standing.source)
        in_chapters = (each.standing for each in self.chapter_standings)
        yield from (standing.source for standing in in_chapters if standing.source)
        yield from (c.latest.source for c in self.chapters if c.latest)
        yield from (outcome.source for outcome in self.outcomes)
        yield from (held.source for held in self.rounds)
        yield from (request.source for request in self.requests)
        yield from (each.source for each in self.follow_ups)
        if self.board:
            for step in self.board.milestones:
                yield from (stated.source for stated in step.dates)
        yield from (note.source for note in self.notes)
        if self.next:
            yield self.next.source


@dataclass(frozen=True, slots=True)
class Report:
    """The page on a partner in all its negotiations, or on one whole negotiation."""

    partner: str | None
    name: str | None
    day: date
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]

    def number_of(self, source: str) -> int:
        """Give the number of a source's note on this page, counted from 1."""
        return next(n for n, cited in enumerate(self.sources, start=1) if cited.code == source)


def partner_report(reader: Reader, partner: str, day: date, only: str | None = None) -> Report:
    """Give the page on a partner: every negotiation it takes part in, or only one."""
    row = first(reader, "SELECT name FROM partner WHERE code = :partner", partner=partner)
    sections = [
        _section(reader, each, day, partner)
        for each in negotiations(reader)
        if only in (None, each.code) and _concerns(reader, each, partner)
    ]
    told = [section for section in sections if only or _known_by(reader, section, day)]
    newest_first = sorted(told, key=_freshness, reverse=True)
    return _report(reader, newest_first, day, partner, row["name"] if row else None)


def negotiation_report(reader: Reader, code: str, day: date) -> Report:
    """Give the page on a whole negotiation."""
    return _report(reader, [_section(reader, negotiation(reader, code), day, None)], day)


def _report(
    reader: Reader,
    sections: list[Section],
    day: date,
    partner: str | None = None,
    name: str | None = None,
) -> Report:
    cited = dict.fromkeys(code for section in sections for code in section.cited())
    return Report(
        partner=partner,
        name=name,
        day=day,
        sections=tuple(sections),
        sources=tuple(sources_named(reader, cited).values()),
    )


def _section(reader: Reader, about: Negotiation, day: date, partner: str | None) -> Section:
    # The applicant is at every round of its own accession.
    at_rounds = None if about.applicant == partner else partner
    wanted = RoundFilter(negotiation=about.code, partner=at_rounds)
    seated = members(reader, about, day, partner) if partner else []
    told = outcomes(reader, about.code, day, partner)
    return Section(
        board=None if partner else board(reader, about, day),
        negotiation=about,
        member=seated[0] if seated else None,
        path=tuple(status_path(reader, about.code, day, partner, MOST_STEPS)) if partner else (),
        chapter_standings=tuple(chapter_standings(reader, about, day, partner)),
        chapters=tuple(chapters(reader, about, day, partner)),
        outcomes=tuple(told),
        rounds=tuple(rounds(reader, wanted, day, MOST_ROUNDS)),
        rounds_in_all=count_rounds(reader, about.code, day, at_rounds),
        next=next_round(reader, about.code, day, at_rounds),
        requests=tuple(requests(reader, about.code, day, partner)),
        follow_ups=tuple(follow_ups(reader, about.code, day, partner)),
        notes=tuple(notes(reader, about.code, day, partner)),
        rules=() if partner else tuple(rules(reader, about.code)),
    )


def _concerns(reader: Reader, about: Negotiation, partner: str) -> bool:
    if about.applicant == partner:
        return True
    seat = first(
        reader,
        "SELECT partner FROM participant WHERE negotiation = :code AND partner = :partner"
        " UNION ALL SELECT id FROM request WHERE negotiation = :code"
        " AND (asker = :partner OR asked = :partner) LIMIT 1",
        code=about.code,
        partner=partner,
    )
    return seat is not None


def _known_by(reader: Reader, section: Section, day: date) -> bool:
    """Say whether anything was said of a negotiation by a day: "by 2025" says nothing of 2005."""
    if day >= date.today():
        return True
    sources = sources_named(reader, dict.fromkeys(section.cited())).values()
    return any(line.when.certain_by(day) for line in section.path) or any(
        source.when is None or source.when.possible_by(day) for source in sources
    )


def _freshness(section: Section) -> date:
    """Put the negotiation that moved last at the top of the page."""
    days = [held.when.latest for held in section.rounds]
    days += [line.when.latest for line in section.path]
    return max(days, default=date.min)
