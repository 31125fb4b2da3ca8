"""The journal: its entries, one of them row by row, and the newest hash."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from negotrack.ask.journal import Entry, RowChange
from negotrack.domain.instants import spoken_time
from negotrack.domain.row_names import key_words, row_name
from negotrack.render.documents import Document, envelope
from negotrack.render.layout import columns, labelled
from negotrack.render.listing import Listing
from negotrack.render.phrases import plural

# An import may have touched a hundred thousand rows, which nobody reads on a page.
MOST_ROWS: Final = 200
# From here on, a list of entries has room for who and with what beside the effect.
WIDE: Final = 100
# What follows from another column of the same row, and would only repeat it.
_FOLLOWS: Final = ("earliest", "latest")
# Columns that keys are made of.
_KEYS: Final = ("id", "code", "negotiation", "partner", "round", "group_code")
# Options before a command's name that take the next word for their value.
_WITH_VALUE: Final = ("--db", "-n", "--negotiation")
_VERB_STYLE: Final = {"added": "green", "changed": "yellow", "removed": "red"}


def log_text(found: Sequence[Entry]) -> RenderableType:
    """Lay out entries in the order of recording, each with its effect in a line."""
    if not found:
        return Text("No entries.", "dim")
    counted = Text(plural(len(found), "entry", "entries"), "dim")
    return Group(_EntryList(found), Text(), counted)


def entry_text(about: Entry, changes: Sequence[RowChange]) -> RenderableType:
    """Lay out one entry, and each row it touched before and after."""
    said: list[tuple[str, Text | str | None]] = [
        ("Recorded", f"{spoken_time(about.recorded_at)} by {about.actor}"),
        ("With", Text(f"negotrack {about.command}", overflow="fold")),
        ("Effect", about.summary),
        ("Why", about.reason),
        ("Undoes", ", ".join(about.undoes)),
        ("Undone by", about.undone_by),
        ("Came with", about.via),
        ("Hash", Text(about.hash, "dim")),
    ]
    parts: list[RenderableType] = [
        Text(f"Entry {about.id}", "bold"),
        labelled([(label, value) for label, value in said if value]),
        Text(),
    ]
    parts += [_row(change) for change in changes[:MOST_ROWS]]
    if len(changes) > MOST_ROWS:
        rest = len(changes) - MOST_ROWS
        parts.append(Text(f"and {plural(rest, 'more row')}; --format json has all.", "dim"))
    return Group(*parts)


@dataclass(frozen=True, slots=True)
class _EntryList:
    """Entries, a line each where that leaves room to say their effect, two lines elsewhere."""

    found: Sequence[Entry]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        if options.max_width >= WIDE:
            yield Listing(
                ("Entry", "Recorded", "By", "With", "Effect"),
                [
                    (*_entry_cells(each), each.actor, _verb(each), _effect(each))
                    for each in self.found
                ],
            )
        else:
            yield Listing(
                ("Entry", "Recorded", "Effect"),
                [
                    (
                        *_entry_cells(each),
                        _effect(each).append(f"\n{_verb(each)} by {each.actor}", "dim"),
                    )
                    for each in self.found
                ],
            )


def _entry_cells(each: Entry) -> tuple[Text, str]:
    return Text(each.id, "bold"), spoken_time(each.recorded_at)


def head_text(newest: Entry | None) -> RenderableType:
    """Lay out the newest hash, to be written down."""
    if newest is None:
        return Text("The journal is empty.", "dim")
    where = f"seals entry {newest.id} of {spoken_time(newest.recorded_at)} and all before it"
    return Group(Text(newest.hash), Text(where, "dim"))


def log_document(found: Sequence[Entry], day: date) -> Document:
    """Give entries in the order of recording."""
    return envelope("log", day, None, [_entry_document(each) for each in found])


def entry_document(about: Entry, changes: Sequence[RowChange], day: date) -> Document:
    """Give one entry, an item per row it touched."""
    items = [
        {
            "table": change.table,
            "key": change.key,
            "what": change.verb,
            "before": change.before,
            "after": change.after,
        }
        for change in changes
    ]
    return envelope("entry", day, None, items, entry=_entry_document(about))


def _entry_document(each: Entry) -> Document:
    return {
        "id": each.id,
        "recorded_at": each.recorded_at,
        "actor": each.actor,
        "command": each.command,
        "summary": each.summary,
        "reason": each.reason,
        "rows": each.rows,
        "undoes": list(each.undoes),
        "undone_by": each.undone_by,
        "via": each.via,
        "previous": each.previous,
        "hash": each.hash,
    }


def _verb(each: Entry) -> str:
    """Give the command's own word, without its options and values."""
    try:
        words = iter(shlex.split(each.command))
    except ValueError:  # a long command is cut short, perhaps inside quotes
        words = iter(each.command.split())
    for word in words:
        if word in _WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return each.command


def _effect(each: Entry) -> Text:
    effect = Text(each.summary)
    if each.reason:
        effect.append(f": {each.reason}", "italic")
    if each.undone_by:
        effect.append(f" (undone by {each.undone_by})", "yellow")
    if each.via:
        effect.append(f" (came with {each.via})", "dim")
    return effect


def _row(change: RowChange) -> RenderableType:
    name = row_name(change.table, change.key)
    head = Text.assemble((change.verb, _VERB_STYLE[change.verb]), f" {name}")
    told = list(_differences(change))
    return Group(head, Padding(columns(told), (0, 0, 0, 4))) if told else head


def _differences(change: RowChange) -> Iterator[tuple[RenderableType, ...]]:
    named = key_words(change.key)
    for column, before, after in change.fields():
        # The name of the row says its key already.
        if change.verb != "changed" and column in _KEYS and (after or before) in named:
            continue
        if column.endswith(_FOLLOWS) and len(change.fields()) > 1:
            continue
        label = Text(column.replace("_", " "), "dim")
        if change.verb == "changed":
            yield label, Text(f"{_said(before)} → {_said(after)}")
        else:
            yield label, Text(_said(after if change.after else before))


def _said(value: Any) -> str:
    return "nothing" if value is None else str(value)
