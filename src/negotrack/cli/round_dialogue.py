"""Ask for a round question by question, and show it whole before it is written."""

from __future__ import annotations

from negotrack.cli.asking import ask_or_skip, ask_repeatedly, asked, choice
from negotrack.cli.desk import read_date
from negotrack.cli.round_words import read_follow_up, read_outcome, read_status, state_of
from negotrack.domain.dates import spoken_in
from negotrack.domain.texts import line, prose
from negotrack.domain.vocabulary import LEVELS, MODES, RESULTS, TRACKS
from negotrack.record.add_round import RoundDraft
from negotrack.store.lookup import find_participant
from negotrack.store.reader import Reader


def ask_round(reader: Reader, negotiation: str) -> tuple[RoundDraft, str | None]:
    """Ask for everything that a round may hold; give it with its source."""
    chapters = [
        row["code"]
        for row in reader.rows(
            "SELECT code FROM chapter WHERE negotiation = :negotiation ORDER BY code",
            negotiation=negotiation,
        )
    ]
    when = asked(None, "--date", "Date (such as 2025-11-12, 12-14 November 2025)", read_date)
    partners = ask_repeatedly(
        "Partner", lambda text: find_participant(reader, negotiation, text.strip())
    )
    usual = "bilateral" if partners else "multilateral"
    draft = RoundDraft(
        negotiation=negotiation,
        partners=partners,
        when=when,
        state=state_of(when, None),
        track=ask_or_skip(f"Track: {', '.join(TRACKS)}; else {usual}", choice(TRACKS)) or usual,
        level=ask_or_skip(f"Level: {', '.join(LEVELS)}", choice(LEVELS)),
        mode=ask_or_skip(f"Mode: {', '.join(MODES)}", choice(MODES)),
        label=ask_or_skip("Label, such as 5", lambda text: line(text, "label")),
        place=ask_or_skip("Place", lambda text: line(text, "place")),
        heads=ask_or_skip("Heads of delegation", lambda text: prose(text, "list of heads")),
        summary=ask_or_skip("Summary", lambda text: prose(text, "summary")),
        outcomes=ask_repeatedly(
            f"Outcome CHAPTER=RESULT[:note]\n  chapters: {', '.join(chapters)}"
            f"\n  results: {', '.join(RESULTS)}\n ",
            lambda text: read_outcome(reader, negotiation, text),
        )
        if chapters
        else (),
        statuses=ask_repeatedly(
            "Status PARTNER=STATUS", lambda text: read_status(reader, negotiation, text)
        ),
        follow_ups=ask_repeatedly("Follow-up TEXT|DUE", read_follow_up),
        next=ask_or_skip("Date of the next round", read_date),
    )
    return draft, ask_or_skip("Source: address, code or title", lambda text: line(text, "source"))


def describe(draft: RoundDraft) -> str:
    """Lay out a whole round for a last look."""
    rows = [
        ("Negotiation", draft.negotiation),
        ("Date", f"{spoken_in(draft.when)} ({draft.state})"),
        ("Partners", ", ".join(draft.partners) or "plenary"),
        ("Track", draft.track),
        ("Level", draft.level),
        ("Mode", draft.mode),
        ("Label", draft.label),
        ("Place", draft.place),
        ("Heads", draft.heads),
        ("Summary", draft.summary),
        *(("Outcome", f"{each.chapter}: {each.result}") for each in draft.outcomes),
        *(("Status", f"{partner}: {status}") for partner, status in draft.statuses),
        *(
            ("Follow-up", f"{text}, due {due}" if due else f"{text}, no date")
            for text, due in draft.follow_ups
        ),
        ("Next round", str(draft.next) if draft.next else None),
    ]
    return "\n".join(f"  {label:<12} {said}" for label, said in rows if said)


def also(draft: RoundDraft) -> str:
    """Say in a few words what was recorded along with a round."""
    counted = (
        (len(draft.outcomes), "outcome"),
        (len(draft.statuses), "status change"),
        (len(draft.follow_ups), "follow-up"),
    )
    parts = [f"{count} {noun}{'s' * (count > 1)}" for count, noun in counted if count]
    if draft.next:
        parts.append(f"the next round planned {spoken_in(draft.next)}")
    return f", with {', '.join(parts)}" if parts else ""
