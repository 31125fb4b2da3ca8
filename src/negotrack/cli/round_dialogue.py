"""Ask for a round question by question, and show it whole before it is written."""

from __future__ import annotations

import shlex
import sys

from negotrack.cli.asking import ask_or_skip, ask_repeatedly, asked, choice, tell
from negotrack.cli.desk import read_date
from negotrack.cli.round_words import read_follow_up, read_outcome, read_status, state_of
from negotrack.domain.dates import spoken_in
from negotrack.domain.ladder import STATUSES
from negotrack.domain.texts import line, prose
from negotrack.domain.vocabulary import LEVELS, MODES, RESULTS, TRACKS
from negotrack.record.add_round import RoundDraft
from negotrack.store.lookup import find_participant
from negotrack.store.reader import Reader


def ask_round(reader: Reader, negotiation: str) -> tuple[RoundDraft, str | None]:
    """Ask for everything that a round may hold; give it with its source."""
    tell(f"A round in {negotiation}. Ctrl-C leaves at any question, and nothing is written.")
    seats, chapters = _seats(reader, negotiation), _chapters(reader, negotiation)
    when = asked(None, "--date", "Date, such as 2025-11-12 or 12-14 November 2025", read_date)
    partners = ask_repeatedly(
        "Partner",
        lambda text: find_participant(reader, negotiation, text),
        f"Participants: {' '.join(seats)}",
        "Enter for a plenary",
    )
    state = state_of(when, None)
    usual = "bilateral" if partners else "multilateral"
    track = ask_or_skip("Track", choice(TRACKS), ", ".join(TRACKS), f"Enter for {usual}")
    draft = RoundDraft(
        negotiation=negotiation,
        partners=tuple(dict.fromkeys(partners)),
        when=when,
        state=state,
        track=track or usual,
        level=ask_or_skip("Level", choice(LEVELS), ", ".join(LEVELS)),
        mode=ask_or_skip("Mode", choice(MODES), ", ".join(MODES)),
        label=ask_or_skip("Label, such as 5", lambda text: line(text, "label")),
        place=ask_or_skip("Place", lambda text: line(text, "place")),
        heads=ask_or_skip("Heads of delegation", lambda text: prose(text, "list of heads")),
        summary=ask_or_skip("Summary", lambda text: prose(text, "summary")),
        # What lies ahead has no results yet.
        outcomes=ask_repeatedly(
            "Outcome, as CHAPTER=RESULT or CHAPTER=RESULT:NOTE",
            lambda text: read_outcome(reader, negotiation, text),
            f"Chapters: {', '.join(chapters)}\nResults: {', '.join(RESULTS)}",
        )
        if chapters and state == "held"
        else (),
        statuses=ask_repeatedly(
            "Status reached, as PARTNER=STATUS",
            lambda text: read_status(reader, negotiation, text),
            f"Statuses: {', '.join(STATUSES)}",
        )
        if state == "held"
        else (),
        follow_ups=ask_repeatedly("Follow-up, as TEXT or TEXT|DUE", read_follow_up),
        next=ask_or_skip("Date of the next round", read_date, enter="Enter for none"),
    )
    source = ask_or_skip(
        "Source: an address, a code or a title",
        lambda text: line(text, "source"),
        enter="Enter for our own record",
    )
    return draft, source


def show(draft: RoundDraft, source: str | None) -> None:
    """Lay out a whole round for a last look."""
    rows = [
        ("Negotiation", draft.negotiation),
        ("Date", f"{draft.when} ({draft.state})"),
        ("Partners", ", ".join(draft.partners) or "plenary"),
        ("Track", draft.track),
        ("Level", draft.level),
        ("Mode", draft.mode),
        ("Label", draft.label),
        ("Place", draft.place),
        ("Heads", draft.heads),
        ("Summary", draft.summary),
        *(
            ("Outcome", f"{each.chapter}: {each.result}{f' ({each.note})' if each.note else ''}")
            for each in draft.outcomes
        ),
        *(("Status", f"{partner}: {status}") for partner, status in draft.statuses),
        *(
            ("Follow-up", f"{text}, due {due}" if due else f"{text}, no date")
            for text, due in draft.follow_ups
        ),
        ("Next round", str(draft.next) if draft.next else None),
        ("Source", source or "our own record"),
    ]
    print(file=sys.stderr)
    for label, said in rows:
        if said:
            tell(f"{label:<12} {said}", hanging=13)


def in_one_line(draft: RoundDraft, source: str | None) -> str:
    """Give the command that says what the answers said, so that they need not be typed again."""
    said = [
        ("--date", draft.when.edtf),
        *(("--partner", partner) for partner in draft.partners),
        ("--track", draft.track),
        ("--level", draft.level),
        ("--mode", draft.mode),
        ("--label", draft.label),
        ("--place", draft.place),
        ("--heads", draft.heads),
        ("--summary", draft.summary),
        *(
            ("--outcome", f"{each.chapter}={each.result}{f':{each.note}' if each.note else ''}")
            for each in draft.outcomes
        ),
        *(("--status", f"{partner}={status}") for partner, status in draft.statuses),
        *(("--follow-up", f"{text}|{due.edtf if due else ''}") for text, due in draft.follow_ups),
        ("--next", draft.next.edtf if draft.next else None),
        ("--source", source),
    ]
    words = [word for option, value in said if value for word in (option, value)]
    return shlex.join(["negotrack", "-n", draft.negotiation, "add-round", *words])


def also(draft: RoundDraft) -> str:
    """Say in a few words what was recorded along with a round."""
    counted = (
        (len(draft.outcomes), "outcome"),
        (len(draft.follow_ups), "follow-up"),
    )
    parts = [f"{partner} {status}" for partner, status in draft.statuses]
    parts += [f"{count} {noun}{'s' * (count > 1)}" for count, noun in counted if count]
    if draft.next:
        parts.append(f"the next round planned {spoken_in(draft.next)}")
    return f", with {', '.join(parts)}" if parts else ""


def _seats(reader: Reader, negotiation: str) -> list[str]:
    rows = reader.rows(
        "SELECT partner FROM participant WHERE negotiation = :negotiation ORDER BY partner",
        negotiation=negotiation,
    )
    return [row["partner"] for row in rows]


def _chapters(reader: Reader, negotiation: str) -> list[str]:
    rows = reader.rows(
        "SELECT code FROM chapter WHERE negotiation = :negotiation ORDER BY code",
        negotiation=negotiation,
    )
    return [row["code"] for row in rows]
