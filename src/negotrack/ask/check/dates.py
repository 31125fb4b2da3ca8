"""Are the dates in order: in themselves, and one after the other?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from negotrack.ask.check.findings import Finding
from negotrack.domain.dates import when
from negotrack.domain.spoken import short
from negotrack.errors import Misuse
from negotrack.store.reader import Reader

# Each date of the record: its table, the column of its text, the prefix of its two days.
_DATES: Final = (
    ("source", "date", ""),
    ("round", "date", ""),
    ("status_change", "date", ""),
    ("milestone_date", "date", ""),
    ("request_change", "date", ""),
    ("note", "date", ""),
    ("follow_up", "agreed", ""),
    ("follow_up", "due", "due_"),
    ("follow_up", "done", "done_"),
)
# What cannot have happened on a day to come.
_HAPPENED: Final = (
    ("round", "state = 'held'", "is held"),
    ("status_change", "1", "is said to have happened"),
    ("milestone_date", "state = 'reached'", "is said to be reached"),
    ("request_change", "1", "is said to have happened"),
)


def date_findings(reader: Reader, day: date) -> Iterator[Finding]:
    """Give dates whose days do not fit their text, and events that cannot be in that order."""
    yield from _torn(reader)
    yield from _ahead(reader, day)
    yield from _out_of_order(reader)


def _torn(reader: Reader) -> Iterator[Finding]:
    """Find dates whose text says other days than the two that queries use."""
    for table, column, prefix in _DATES:
        key = "code" if table == "source" else "id"
        for row in reader.rows(
            f"SELECT {key} AS key, {column} AS text, {prefix}earliest AS earliest,"
            f" {prefix}latest AS latest FROM {table} WHERE {column} IS NOT NULL"
        ):
            try:
                meant = when(row["text"])
            except Misuse:
                sentence = f"'{row['text'][:40]}' is not the text of a date."
            else:
                days = (meant.earliest.isoformat(), meant.latest.isoformat())
                if days == (row["earliest"], row["latest"]):
                    continue
                sentence = (
                    f"'{row['text']}' lasts from {days[0]} to {days[1]}, but the row says "
                    f"{row['earliest']} to {row['latest']}."
                )
            yield Finding("record", "date", sentence, table, row["key"])


def _ahead(reader: Reader, day: date) -> Iterator[Finding]:
    for table, where, verb in _HAPPENED:
        for row in reader.rows(
            f"SELECT id, date FROM {table} WHERE {where} AND earliest > :day", day=day.isoformat()
        ):
            sentence = f"It {verb} on a day to come: {short(when(row['date']))}."
            yield Finding("record", "ahead", sentence, table, row["id"])


def _out_of_order(reader: Reader) -> Iterator[Finding]:
    for row in reader.rows(
        "SELECT id, agreed, due, done FROM follow_up"
        " WHERE due_latest < earliest OR done_latest < earliest ORDER BY id"
    ):
        ends = [f"{word} {row[word]}" for word in ("due", "done") if row[word]]
        sentence = f"It is agreed {row['agreed']}, after it is {' and '.join(ends)}."
        yield Finding("record", "order", sentence, "follow_up", row["id"])
    for row in reader.rows(
        "SELECT a.id, a.state, a.date, r.date AS raised FROM request_change a"
        " JOIN request_change r ON r.request = a.request AND r.state = 'raised'"
        " WHERE a.state <> 'raised' AND a.latest < r.earliest ORDER BY a.id"
    ):
        sentence = f"It is {row['state']} on {row['date']}, before it was raised ({row['raised']})."
        yield Finding("record", "order", sentence, "request_change", row["id"])
