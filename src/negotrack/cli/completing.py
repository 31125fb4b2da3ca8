"""Complete names on the command line from the store: quickly, and silent on any trouble."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import typer

from negotrack.domain.ladder import STATUSES
from negotrack.domain.texts import is_control
from negotrack.store.location import store_path

Completer = Callable[[typer.Context, str], list[tuple[str, str]]]


def from_store(sql: str) -> Completer:
    """Make a completer of codes and hints; the query knows :prefix and :negotiation."""

    def complete(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        try:
            chosen = _chosen(context)
            path = store_path(chosen.get("db"))
            uri = f"{path.absolute().as_uri()}?mode=ro"
            negotiation = chosen.get("negotiation") or os.environ.get("NEGOTRACK_NEGOTIATION")
            values = {
                "prefix": f"{incomplete.replace('%', '')}%",
                "negotiation": negotiation or None,
            }
            with closing(sqlite3.connect(uri, uri=True, timeout=0.2)) as connection:
                found = connection.execute(sql, values).fetchall()
            return [
                (_as_begun(code, incomplete), _plain(hint or ""))
                for code, hint in found
                if code.isprintable() and code.lower().startswith(incomplete.lower())
            ]
        except Exception:  # noqa: BLE001 - a completion that fails must not disturb the prompt
            return []

    return complete


def _as_begun(code: str, incomplete: str) -> str:
    """Give a code in small letters to who began so: a shell takes only what goes on from there."""
    return code if code.startswith(incomplete) else code.lower()


def _plain(text: str) -> str:
    """Leave out what would steer the shell's terminal."""
    return "".join(letter for letter in text if not is_control(letter))


def _chosen(context: Any) -> dict[str, Any]:
    """Gather --db and -n, wherever they stand on the unfinished line."""
    found: dict[str, Any] = {}
    while context is not None:
        for name in ("db", "negotiation"):
            found.setdefault(name, context.params.get(name))
        desk = context.obj
        if desk is not None:
            found["db"] = found.get("db") or desk.db
            found["negotiation"] = found.get("negotiation") or desk.asked_negotiation
        context = context.parent
    return found


# SQL for the code of the negotiation on the line, or else the one in use.
IN_USE = (
    "coalesce(:negotiation, (SELECT value FROM setting WHERE name = 'negotiation'),"
    " (SELECT min(code) FROM negotiation)) COLLATE NOCASE"
)
complete_partner = from_store(
    "SELECT code, name FROM partner WHERE code LIKE :prefix ORDER BY code LIMIT 300"
)
complete_negotiation = from_store(
    "SELECT code, title FROM negotiation WHERE code LIKE :prefix ORDER BY code LIMIT 100"
)
complete_chapter = from_store(
    f"SELECT code, title FROM chapter WHERE negotiation = {IN_USE} AND code LIKE :prefix"
    " ORDER BY code LIMIT 100"
)
complete_rule = from_store(
    f"SELECT name, expression FROM rule WHERE negotiation = {IN_USE} AND name LIKE :prefix"
    " ORDER BY name LIMIT 100"
)
complete_group = from_store(
    "SELECT code, title FROM partner_group WHERE code LIKE :prefix ORDER BY code LIMIT 100"
)
complete_round = from_store(
    "SELECT id, coalesce(place, state) FROM round WHERE id LIKE :prefix"
    " ORDER BY latest DESC LIMIT 50"
)
complete_follow_up = from_store(
    "SELECT id, text FROM follow_up WHERE done IS NULL AND id LIKE :prefix ORDER BY id LIMIT 50"
)
complete_request = from_store(
    "SELECT id, text FROM request WHERE id LIKE :prefix ORDER BY id LIMIT 50"
)
complete_source = from_store(
    "SELECT code, title FROM source WHERE code LIKE :prefix ORDER BY code LIMIT 50"
)
complete_entry = from_store(
    "SELECT id, summary FROM entry WHERE id LIKE :prefix ORDER BY recorded_at DESC LIMIT 20"
)


def complete_status(incomplete: str) -> list[tuple[str, str]]:
    """Complete a status of the ladder."""
    return [(word, "status") for word in STATUSES if word.startswith(incomplete.lower())]


def complete_partner_or_status(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete the words of set-status: partners, then a status."""
    return [*complete_partner(context, incomplete), *complete_status(incomplete)]
