"""Find the one thing a user names: a partner, negotiation, chapter, group, round or follow-up."""

from __future__ import annotations

from negotrack.domain.names import find, nearest
from negotrack.errors import NotFound
from negotrack.store.reader import Reader, first

# Tables whose rows are named by an id, with the word for one and where to look for it.
_NAMED_BY_ID = {
    "round": ("round", "`negotrack rounds --all` lists them."),
    "follow_up": ("follow-up", "`negotrack report` lists them."),
    "request": ("request", "`negotrack report` lists them."),
    "entry": ("entry", "`negotrack log` lists them."),
}


def find_partner(reader: Reader, wanted: str) -> str:
    """Give the code of a partner named by code, alpha-3, name or alias in any spelling."""
    if first(reader, "SELECT code FROM partner WHERE code = :code", code=wanted):
        return wanted
    names: dict[str, list[str]] = {}
    for row in reader.rows(
        "SELECT code, name AS other FROM partner"
        " UNION ALL SELECT code, alpha3 FROM partner WHERE alpha3 IS NOT NULL"
        " UNION ALL SELECT partner, name FROM partner_name"
    ):
        names.setdefault(row["code"], []).append(row["other"])
    return find(wanted, names, "partner", "negotrack partners")


def find_participant(reader: Reader, negotiation: str, wanted: str) -> str:
    """Give the code of a partner that takes part in a negotiation."""
    partner = find_partner(reader, wanted)
    seat = first(
        reader,
        "SELECT partner FROM participant WHERE negotiation = :negotiation AND partner = :partner",
        negotiation=negotiation,
        partner=partner,
    )
    if seat is None:
        raise NotFound(
            f"{partner} is not a participant in {negotiation}. "
            f"`negotrack -n {negotiation} add-participant {partner}` makes it one."
        )
    return partner


def find_negotiation(reader: Reader, wanted: str) -> str:
    """Give the code of a negotiation named by its code or title."""
    rows = reader.rows("SELECT code, title FROM negotiation ORDER BY code")
    names = {row["code"]: [row["title"]] for row in rows}
    return find(wanted, names, "negotiation", "negotrack negotiations")


def find_chapter(reader: Reader, negotiation: str, wanted: str) -> str:
    """Give the code of a chapter of a negotiation."""
    rows = reader.rows(
        "SELECT code, title FROM chapter WHERE negotiation = :negotiation ORDER BY code",
        negotiation=negotiation,
    )
    names = {row["code"]: [row["title"]] for row in rows}
    try:
        return find(wanted, names, f"chapter of {negotiation}", "negotrack add-chapter --help")
    except NotFound:
        if nearest(wanted, [*names, *(row["title"] for row in rows)]):
            raise
        listed = ", ".join(names) or "none yet; `negotrack add-chapter` adds one"
        raise NotFound(
            f"No chapter of {negotiation} is called '{wanted[:60]}'. Its chapters: {listed}."
        ) from None


def find_group(reader: Reader, wanted: str) -> str:
    """Give the code of a group."""
    rows = reader.rows("SELECT code, title FROM partner_group ORDER BY code")
    names = {row["code"]: [row["title"]] for row in rows}
    return find(wanted, names, "group", "negotrack partners")


def find_event(reader: Reader, table: str, wanted: str) -> str:
    """Give the id of an event, which is taken as it is typed: what is written is never guessed."""
    if first(reader, f"SELECT id FROM {table} WHERE id = :wanted", wanted=wanted):
        return wanted
    word, where = _NAMED_BY_ID[table]
    begins = reader.rows(
        f"SELECT id FROM {table} WHERE substr(id, 1, :length) = :wanted ORDER BY id LIMIT 5",
        length=len(wanted),
        wanted=wanted.lower(),
    )
    close = [row["id"] for row in begins] if wanted else []
    if not close:
        recent = reader.rows(f"SELECT id FROM {table} ORDER BY id DESC LIMIT 200")
        close = nearest(wanted, [row["id"] for row in recent])
    hint = f"Nearest: {', '.join(close)}." if close else where
    raise NotFound(f"No {word} has the id '{wanted[:60]}'. {hint}")


def groups(reader: Reader) -> dict[str, frozenset[str]]:
    """Give every group with its partners."""
    found: dict[str, set[str]] = {}
    for row in reader.rows(
        "SELECT g.code, m.partner FROM partner_group g"
        " LEFT JOIN group_member m ON m.group_code = g.code"
    ):
        found.setdefault(row["code"], set()).add(row["partner"])
    return {code: frozenset(partners) for code, partners in found.items()}


def negotiation_of(reader: Reader, table: str, key: str) -> str:
    """Give the negotiation of an event that a lookup has found."""
    rows = reader.rows(f"SELECT negotiation FROM {table} WHERE id = :key", key=key)
    return str(rows[0]["negotiation"])


def negotiation_in_use(reader: Reader, asked: str | None) -> str:
    """Give the negotiation asked for, else the one in use, else the only one."""
    if asked:
        return find_negotiation(reader, asked)
    chosen = first(reader, "SELECT value FROM setting WHERE name = 'negotiation'")
    if chosen:
        return str(chosen["value"])
    rows = reader.rows("SELECT code FROM negotiation ORDER BY code")
    if len(rows) == 1:
        return str(rows[0]["code"])
    if not rows:
        raise NotFound("The store has no negotiation yet. `negotrack add-negotiation` adds one.")
    listed = ", ".join(row["code"] for row in rows)
    raise NotFound(f"No negotiation is in use. Say `negotrack use CODE`, with one of: {listed}.")
