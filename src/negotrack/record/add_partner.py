"""Add a partner: by its ISO 3166 code alone, or with a name of its own."""

from __future__ import annotations

from dataclasses import dataclass

from negotrack.domain.texts import line
from negotrack.errors import Misuse
from negotrack.record.economies import economy
from negotrack.record.partner_names import refuse_anothers
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
    others = aliases if known else [code, *aliases]
    refuse_anothers(action, code, [added.name, *others], added.alpha3)
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
