"""Complete the id of a fact of any kind, with a few words on which one it is."""

from __future__ import annotations

from typing import Final

import typer

from negotrack.cli.completing import (
    IN_USE,
    Completer,
    complete_chapter,
    complete_group,
    complete_negotiation,
    complete_partner,
    complete_request,
    complete_round,
    complete_rule,
    complete_source,
    from_store,
)
from negotrack.domain.fields import Field, Kind, Sort
from negotrack.domain.kinds import KINDS

_MOST: Final = 50


def _by_id(table: str, hint: str, order: str = "latest DESC, id") -> Completer:
    return from_store(
        f"SELECT id, {hint} FROM {table} WHERE id LIKE :prefix ORDER BY {order} LIMIT {_MOST}"
    )


def _of_negotiation(table: str, code: str, hint: str) -> Completer:
    return from_store(
        f"SELECT {code}, {hint} FROM {table} WHERE negotiation = {IN_USE}"
        f" AND {code} LIKE :prefix ORDER BY {code} LIMIT {_MOST}"
    )


# Where a kind is named by another command as well, it is completed as there.
_BY_KIND: Final[dict[str, Completer]] = {
    "round": complete_round,
    "outcome": _by_id("outcome", "coalesce(chapter, partner) || ' ' || result", "round DESC, id"),
    "status": _by_id("status_change", "partner || ' ' || coalesce(chapter || ' ', '') || status"),
    "milestone": _of_negotiation("milestone", "code", "title"),
    "milestone-date": _by_id("milestone_date", "milestone || ' ' || state || ' ' || date"),
    "request": complete_request,
    "request-change": _by_id("request_change", "request || ' ' || state"),
    "follow-up": _by_id("follow_up", "text"),
    "note": _by_id("note", "text"),
    "partner": complete_partner,
    "alias": from_store(
        "SELECT partner || ':' || name, coalesce(language, '') FROM partner_name"
        f" WHERE partner || ':' || name LIKE :prefix ORDER BY 1 LIMIT {_MOST}"
    ),
    "group": complete_group,
    "source": complete_source,
    "chapter": complete_chapter,
    "participant": _of_negotiation("participant", "partner", "role"),
    "rule": complete_rule,
    "negotiation": complete_negotiation,
}


def fact_completer(kind: Kind) -> Completer:
    """Give the completer of a kind's ids."""
    return _BY_KIND[kind.name]


def complete_kind(incomplete: str) -> list[tuple[str, str]]:
    """Complete the name of a kind of fact."""
    return [(kind.name, kind.about) for kind in KINDS if kind.name.startswith(incomplete)]


def complete_fact(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete an id of the kind that stands before it on the line."""
    complete = _BY_KIND.get(context.params.get("kind") or "")
    return complete(context, incomplete) if complete else []


def value_completer(field: Field) -> Completer | None:
    """Give the completer of a field's values; None where they are free."""
    if field.sort is Sort.SOURCE:
        return complete_source
    if field.sort is Sort.CODE:
        return _BY_KIND[field.names]
    words = ("yes", "no") if field.sort is Sort.YES_NO else field.words
    if not words or field.sort is Sort.OUTCOME:
        return None

    def complete(_context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        return [(word, field.says) for word in words if word.startswith(incomplete.lower())]

    return complete
