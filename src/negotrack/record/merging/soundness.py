"""What must not come of a merge, though each side for itself was sound."""

from __future__ import annotations

from collections.abc import Mapping

from negotrack.domain.rules import parse_rule
from negotrack.errors import NegotrackError, Refused
from negotrack.record.merging.lacking import Place
from negotrack.record.rules import known_in
from negotrack.store.journal import Recording
from negotrack.store.reader import first
from negotrack.store.rows import Columns, columns_of, key_of, table_of
from negotrack.store.tables import Rule

Wanted = Mapping[Place, Columns | None]
Unread = dict[tuple[str, str], str]


def refuse_two_defaults(action: Recording, wanted: Wanted) -> None:
    """Raise Refused when both sides have made another rule the default of a negotiation."""
    for (table, _), rule in wanted.items():
        if table != "rule" or rule is None or not rule["is_default"]:
            continue
        here = first(
            action,
            "SELECT * FROM rule WHERE negotiation = :negotiation AND is_default = 1",
            negotiation=rule["negotiation"],
        )
        if here is None or here["name"] == rule["name"]:
            continue
        key = key_of(table_of(Rule), columns_of(here))
        gives_way = wanted.get(("rule", key), columns_of(here))
        if gives_way is not None and gives_way["is_default"]:
            raise Refused(
                f"{rule['negotiation']} would have two default rules: {here['name']} here, "
                f"{rule['name']} there. Undo one of the two, then merge again; nothing was written."
            )


def refuse_losing_the_negotiation_in_use(action: Recording, wanted: Wanted) -> None:
    """Raise Refused when the other side took away the negotiation that is in use here."""
    row = first(action, "SELECT value FROM setting WHERE name = 'negotiation'")
    place = ("negotiation", str(row["value"]) if row else "")
    if place in wanted and wanted[place] is None:
        raise Refused(
            f"{place[1]} is in use here and was taken away there. "
            "Choose another negotiation with `negotrack use CODE`, then merge again; "
            "nothing was written."
        )


def unread_rules(action: Recording) -> Unread:
    """Give the rules that cannot be read, and why not."""
    found = {}
    for row in action.rows("SELECT negotiation, name, expression FROM rule ORDER BY 1, 2"):
        try:
            parse_rule(row["expression"], known_in(action, row["negotiation"]))
        except NegotrackError as why:
            found[row["negotiation"], row["name"]] = str(why)
    return found


def refuse_more_unread(action: Recording, before: Unread) -> None:
    """Raise Refused when a rule lost what it names, which one side took away meanwhile."""
    for (negotiation, name), why in unread_rules(action).items():
        if (negotiation, name) not in before:
            raise Refused(
                f"The rule {name} of {negotiation} could not be read any more: {why.rstrip('.')}. "
                "One side took away what the other one's rule names. Undo one of the two, "
                "then merge again; nothing was written."
            )
