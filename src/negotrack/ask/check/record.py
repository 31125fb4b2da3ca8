"""Does the record say anything that somebody should look at?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from negotrack.ask.check.dates import date_findings
from negotrack.ask.check.findings import Finding
from negotrack.ask.negotiations import negotiations
from negotrack.ask.rules import body_of, read_rule, rules
from negotrack.ask.standings import members, seated
from negotrack.domain.dates import when
from negotrack.domain.spoken import short
from negotrack.errors import NegotrackError
from negotrack.store.reader import Reader, Row

# A plan that passed this long ago was forgotten rather than not written down yet.
LONG_PAST: Final = timedelta(days=30)


def record_findings(reader: Reader, day: date) -> Iterator[Finding]:
    """Give what is out of order, missing, long past, told in two ways, or no longer read."""
    yield from date_findings(reader, day)
    yield from _without_status(reader, day)
    yield from _long_past(reader, day)
    yield from _milestones_differ(reader)
    yield from _statuses_differ(reader)
    yield from _unread_rules(reader, day)


def _without_status(reader: Reader, day: date) -> Iterator[Finding]:
    for about in negotiations(reader):
        silent = [
            member.partner
            for member in seated(members(reader, about, day))
            if member.standing.status is None and member.standing.perhaps is None
        ]
        if silent:
            who = "A participant has" if len(silent) == 1 else f"{len(silent)} participants have"
            sentence = f"{who} no status yet: {', '.join(silent)}."
            yield Finding("record", "no-status", sentence, "negotiation", about.code)


def _long_past(reader: Reader, day: date) -> Iterator[Finding]:
    for row in reader.rows(
        "SELECT id, date FROM round WHERE state = 'planned' AND latest < :day ORDER BY latest, id",
        day=(day - LONG_PAST).isoformat(),
    ):
        sentence = f"It was planned for {short(when(row['date']))}; nothing says that it was held."
        yield Finding("record", "long-past", sentence, "round", row["id"])


def _milestones_differ(reader: Reader) -> Iterator[Finding]:
    for row in reader.rows(
        "SELECT a.negotiation, a.milestone, a.date, a.source, b.date AS other_date,"
        " b.source AS other_source FROM milestone_date a JOIN milestone_date b"
        " ON b.negotiation = a.negotiation AND b.milestone = a.milestone AND b.state = a.state"
        " AND b.earliest > a.latest WHERE a.state = 'reached' ORDER BY a.negotiation, a.milestone"
    ):
        key = f"{row['negotiation']} {row['milestone']}"
        yield Finding("record", "sources-differ", _two_dates("reached", row), "milestone", key)


def _statuses_differ(reader: Reader) -> Iterator[Finding]:
    """Find a status that two sources date differently, with nothing taken back in between."""
    last: dict[str, Row] = {}
    course = None
    for row in reader.rows(
        "SELECT id, negotiation, partner, coalesce(chapter, '') AS chapter, status, date, earliest,"
        " latest, resets, source FROM status_change"
        " ORDER BY negotiation, partner, chapter, latest, earliest, id"
    ):
        of = (row["negotiation"], row["partner"], row["chapter"])
        if of != course or row["resets"]:
            course, last = of, {}
        if row["resets"]:
            continue
        before = last.get(row["status"])
        if before and row["earliest"] > before["latest"] and row["source"] != before["source"]:
            told = {
                "date": before["date"],
                "source": before["source"],
                "other_date": row["date"],
                "other_source": row["source"],
            }
            sentence = f"{row['partner']} {_two_dates(row['status'], told)}"
            yield Finding("record", "sources-differ", sentence, "status_change", row["id"])
        last[row["status"]] = row


def _two_dates(what: str, row: Row) -> str:
    one, other = short(when(row["date"])), short(when(row["other_date"]))
    if row["source"] == row["other_source"]:
        return f"{what} {one} or {other}: {row['source']} says both."
    return f"{what} {one} ({row['source']}) or {other} ({row['other_source']}): two sources differ."


def _unread_rules(reader: Reader, day: date) -> Iterator[Finding]:
    for about in negotiations(reader):
        body = body_of(reader, about, members(reader, about, day), day)
        for rule in rules(reader, about.code):
            try:
                read_rule(rule, body)
            except NegotrackError as error:
                sentence = f"The rule '{rule.expression[:60]}' is no longer read: {error}"
                yield Finding("record", "rule", sentence, "rule", f"{about.code} {rule.name}")
