"""Find the fact that a user names: by its id, its code, or any of a partner's names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from negotrack.domain.fields import Kind
from negotrack.domain.names import find, nearest
from negotrack.errors import Ambiguous, NotFound
from negotrack.record.described import described, listed
from negotrack.record.fact import Columns, Fact, columns_of, read_fact
from negotrack.store.lookup import (
    find_chapter,
    find_event,
    find_group,
    find_negotiation,
    find_participant,
    find_partner,
)
from negotrack.store.reader import Reader, first

# The kinds that other commands find by their id as well.
_EVENTS: Final = ("round", "request", "follow_up")
# What a statement may be of; said in place of its id, it lists the statements.
_OF: Final = ("partner", "chapter", "round", "milestone", "request")
_MOST: Final = 12

InUse = Callable[[], str]


def find_fact(reader: Reader, kind: Kind, wanted: str, in_use: InUse) -> Fact:
    """Give the fact of a kind that is named so; raise NotFound with the nearest or the likely ones.

    `in_use` gives the negotiation in use, for the kinds that are named within it.
    """
    statement = None
    if kind.name == "milestone":
        key, statement = _milestone(reader, wanted, in_use)
    else:
        key = _key(reader, kind, wanted, in_use)
    found = read_fact(reader, kind, key, statement)
    if found is None:
        raise NotFound(f"The {kind.name} {wanted[:60]} was taken away just now.")
    return found


def _key(reader: Reader, kind: Kind, wanted: str, in_use: InUse) -> tuple[str, ...]:
    if kind.name in _BY_NAME:
        return (_BY_NAME[kind.name](reader, wanted),)
    if kind.in_use:
        negotiation = in_use()
        return (negotiation, _WITHIN[kind.name](reader, negotiation, wanted))
    if kind.name == "alias":
        return _alias(reader, wanted)
    if kind.table in _EVENTS:
        return (find_event(reader, kind.table, wanted),)
    return (_statement(reader, kind, wanted),)


def _rule(reader: Reader, negotiation: str, wanted: str) -> str:
    rows = reader.rows(
        "SELECT name FROM rule WHERE negotiation = :negotiation ORDER BY name",
        negotiation=negotiation,
    )
    names: dict[str, list[str]] = {row["name"]: [] for row in rows}
    listed = f"negotrack -n {negotiation} blockers --all-rules"
    return find(wanted, names, f"rule of {negotiation}", listed)


def _milestone(reader: Reader, wanted: str, in_use: InUse) -> tuple[tuple[str, ...], str | None]:
    """Give the key of a milestone and, when it was named by a dated statement, that one's id."""
    said = first(reader, "SELECT * FROM milestone_date WHERE id = :wanted", wanted=wanted)
    if said:
        return (said["negotiation"], said["milestone"]), said["id"]
    negotiation = in_use()
    rows = reader.rows(
        "SELECT code, title FROM milestone WHERE negotiation = :negotiation ORDER BY code",
        negotiation=negotiation,
    )
    names = {row["code"]: [row["title"]] for row in rows}
    what, listed = f"milestone of {negotiation}", f"negotrack -n {negotiation} report"
    return (negotiation, find(wanted, names, what, listed)), None


def _source(reader: Reader, wanted: str) -> str:
    known = [row["code"] for row in reader.rows("SELECT code FROM source ORDER BY code")]
    if wanted in known:
        return wanted
    close = nearest(wanted, known)
    hint = f"Nearest: {', '.join(close)}." if close else "`negotrack sources` lists them."
    raise NotFound(f"No source has the code '{wanted[:60]}'. {hint}")


def _alias(reader: Reader, wanted: str) -> tuple[str, str]:
    partner, colon, name = wanted.partition(":")
    if not colon:
        raise NotFound(f"'{wanted[:60]}' names no alias. Write PARTNER:NAME, such as VN:Vietnam.")
    code = find_partner(reader, partner)
    rows = reader.rows("SELECT name FROM partner_name WHERE partner = :code ORDER BY 1", code=code)
    known: dict[str, list[str]] = {row["name"]: [] for row in rows}
    return code, find(name.strip(), known, f"alias of {code}", "negotrack partners")


def _statement(reader: Reader, kind: Kind, wanted: str) -> str:
    """Give the id of a statement; raise NotFound with those of what was named in its place."""
    if first(reader, f"SELECT id FROM {kind.table} WHERE id = :wanted", wanted=wanted):
        return wanted
    missing = f"No {kind.name} has the id '{wanted[:60]}'"
    likely = _statements_of(reader, kind, wanted)
    if likely:
        cut = likely[:_MOST]
        more = f"; the last {_MOST} of {len(likely)}" if len(likely) > _MOST else ""
        refusal = NotFound(f"{missing}. These are of {wanted[:60]}{more}:")
        refusal.below = listed([(str(row["id"]), described(kind.table, row)) for row in cut])
        raise refusal
    rows = reader.rows(f"SELECT id FROM {kind.table} ORDER BY id DESC LIMIT 500")
    close = nearest(wanted, [row["id"] for row in rows])
    of = " or ".join(column for column in _OF if column in _columns(kind))
    hint = f"Nearest: {', '.join(close)}." if close else f"Say a {of} instead to see its own."
    raise NotFound(f"{missing}. {hint}")


def _statements_of(reader: Reader, kind: Kind, wanted: str) -> list[Columns]:
    columns = [column for column in _OF if column in _columns(kind)]
    try:
        partner = find_partner(reader, wanted)
    except (Ambiguous, NotFound):
        partner = wanted
    same = " OR ".join(f"{column} IN (:wanted, :partner)" for column in columns)
    order = "latest DESC, id" if "date" in kind.names else "id"
    rows = reader.rows(
        f"SELECT * FROM {kind.table} WHERE {same} ORDER BY {order}", wanted=wanted, partner=partner
    )
    return [columns_of(row) for row in rows]


def _columns(kind: Kind) -> set[str]:
    return {*kind.of, *(field.column for field in kind.fields)}


_BY_NAME: Final[Mapping[str, Callable[[Reader, str], str]]] = {
    "partner": find_partner,
    "negotiation": find_negotiation,
    "group": find_group,
    "source": _source,
}
# Within the negotiation in use, which comes second.
_WITHIN: Final[Mapping[str, Callable[[Reader, str, str], str]]] = {
    "chapter": find_chapter,
    "participant": find_participant,
    "rule": _rule,
}
