"""Record on a real store, one action at a time, as the commands do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from negotrack.record.sources import cite
from negotrack.record.undo import last_undoable, undo
from negotrack.store.journal import Recording, recording

T = TypeVar("T")
# A verb that waits for its action and its source.
Verb = Callable[[Recording, str], T]
NEWSPAPER = "A newspaper of the day"


def record(path: Path, verb: Verb[T], *, source: str | None = NEWSPAPER, dry: bool = False) -> T:
    """Take one action: cite its source, do it, write it down."""
    with recording(path, getattr(verb, "__name__", "test"), dry_run=dry) as action:
        done = verb(action, cite(action, source))
        action.effect = "what was said"
        return done


def take_back(path: Path, entry: str | None = None) -> str:
    """Undo an entry, or the last one that can be; give the id of the entry that did it."""
    with recording(path, "undo") as action:
        action.effect = undo(action, entry or last_undoable(action))
        return action.entry
