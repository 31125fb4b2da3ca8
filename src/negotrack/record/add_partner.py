"""Add a partner: by its ISO 3166 code alone, or with a name of its own."""

from __future__ import annotations

from dataclasses import dataclass

from negotrack.domain.names import fold
from negotrack.domain.texts import line
from negotrack.errors import Misuse, Refused
from negotrack.record.economies import economy
from negotrack.record.taken import refuse_taken, typed_code
from negotrack.store.journal import Recording
from negotrack.store.tables import GroupMember, Partner, PartnerGroup, PartnerName


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """A partner as it is told; what is left out comes from ISO 3166 where the code is there."""

    code: str
    name: str | None = None
    alpha3: str | None = None
    kind: str = "economy"
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


def add_partner(action: Recording, draft: PartnerDraft, source: str) -> Partner:
    """Write a partner with its other names; raise Refused when a name is another partner's."""
    code = typed_code(draft.code.upper(), "partner")
    refuse_taken(action, Partner, code, what="partner")
    known = economy(code)
    name = draft.name or (known.name if known else None)
    if name is None:
        raise Misuse(f"{code} is no ISO 3166 code. Give the partner's name with --name.")
    alpha3 = typed_code(draft.alpha3.upper(), "partner") if draft.alpha3 else None
    added = Partner(
        code=code,
        alpha3=alpha3 or (known.alpha3 if known else None),
        name=line(name, "name"),
        kind=draft.kind,
        source=source,
    )
    aliases = list(dict.fromkeys(line(alias, "alias") for alias in draft.aliases))
    # An ISO code is its economy's, whatever others are called; a code of one's own has to give way.
    _refuse_anothers(action, added, aliases if known else [code, *aliases])
    action.add(added)
    for alias in aliases:
        action.add(PartnerName(partner=code, name=alias))
    for group in dict.fromkeys(draft.groups):
        action.add(GroupMember(group_code=group, partner=code))
    return added


def add_group(
    action: Recording, code: str, title: str, partners: tuple[str, ...], source: str
) -> PartnerGroup:
    """Write a named set of partners, which rules can speak of."""
    refuse_taken(action, PartnerGroup, typed_code(code, "group"), what="group")
    added = PartnerGroup(code=code, title=line(title, "title"), source=source)
    action.add(added)
    for partner in dict.fromkeys(partners):
        action.add(GroupMember(group_code=code, partner=partner))
    return added


def _refuse_anothers(action: Recording, added: Partner, others: list[str]) -> None:
    """Raise Refused when a lookup could no longer tell the new partner from another one.

    Names are compared as `fold` reads them, codes letter by letter: "Mỹ" is a name of the United
    States although it folds to the code of Malaysia.
    """
    names = {fold(name): name for name in (added.name, *others)}
    codes = {word.casefold(): word for word in (added.alpha3, added.name, *others) if word}
    for row in action.rows(
        "SELECT code, name, NULL AS word FROM partner"
        " UNION ALL SELECT partner, name, NULL FROM partner_name"
        " UNION ALL SELECT code, NULL, code FROM partner"
        " UNION ALL SELECT code, NULL, alpha3 FROM partner WHERE alpha3 IS NOT NULL"
    ):
        taken = names.get(fold(row["name"])) if row["name"] else codes.get(row["word"].casefold())
        if taken is not None:
            raise Refused(f"'{taken}' is a name of {row['code']} already. Nothing was written.")
