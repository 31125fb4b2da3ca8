"""What the options of amend say anew of a fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from negotrack.cli.desk import desk_of, read_known_on
from negotrack.cli.round_words import read_outcome
from negotrack.domain.fields import Field, Kind, Sort
from negotrack.errors import Misuse, NotFound
from negotrack.record.amend import Amendment, Said
from negotrack.record.fact import Fact
from negotrack.store.lookup import find_chapter
from negotrack.store.reader import Reader, first


def asked_amendment(context: typer.Context, fact: Fact, params: dict[str, Any]) -> Amendment:
    """Give the amendment that the parameters of the command say; raise Misuse for none."""
    reader = desk_of(context).reader()
    said = _said(fact.kind, params)
    outcomes = _outcomes(reader, fact, said.pop("outcome", ()) or ())
    for name in params["clear"] or ():
        if name.startswith("outcome:"):
            code = find_chapter(reader, fact.negotiation or "", name.partition(":")[2])
            _refuse_both(name, code in outcomes)
            outcomes[code] = None
        else:
            _refuse_both(name, name in said)
            said[name] = _emptied(fact.kind, fact.kind.field(name))
    if not said and not outcomes:
        options = ", ".join(f"--{name}" for name in fact.kind.names)
        raise Misuse(f"Say what to amend of the {fact.title}: {options} or --clear FIELD.")
    since = params["unless_changed_since"]
    return Amendment(said, outcomes, _instant(reader, since) if since else None)


def _said(kind: Kind, params: dict[str, Any]) -> dict[str, Said]:
    typed = {field.name: params[field.name.replace("-", "_")] for field in kind.fields}
    return {name: value for name, value in typed.items() if value}


def _outcomes(reader: Reader, fact: Fact, texts: Sequence[str]) -> dict[str, Any]:
    drafts = [read_outcome(reader, fact.negotiation or "", text) for text in texts]
    outcomes = {draft.chapter: draft for draft in drafts}
    if len(outcomes) < len(drafts):
        raise Misuse("--outcome names a chapter twice. Say one result; add a note to it.")
    return dict(outcomes)


def _emptied(kind: Kind, field: Field) -> Said:
    """Give what empties a field; raise Misuse where that cannot be."""
    if field.sort is Sort.OUTCOME:
        raise Misuse("Say whose outcome to take away: --clear outcome:CHAPTER.")
    if field.required:
        raise Misuse(
            f"The {field.name} of a {kind.name} cannot be empty. Say another one: --{field.name}."
        )
    return () if field.many else None


def _refuse_both(name: str, said: bool) -> None:
    if said:
        raise Misuse(f"--clear {name} takes away what another option says. Leave out one of them.")


def _instant(reader: Reader, said: str) -> tuple[str, str]:
    """Give the instant of an entry, or the time that was said, with the words for it."""
    entry = first(reader, "SELECT recorded_at FROM entry WHERE id = :said", said=said)
    if entry:
        return str(entry["recorded_at"]), f"entry {said}"
    try:
        instant = read_known_on(said)
    except Misuse:
        raise NotFound(
            f"'{said[:60]}' is neither an entry of the journal nor a time. "
            "Write an entry's id, a day or a time such as '2025-11-14 18:02'."
        ) from None
    return instant.text, instant.spoken
