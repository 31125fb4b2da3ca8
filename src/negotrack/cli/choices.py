"""The closed lists of words as choices of an option."""

from __future__ import annotations

from enum import StrEnum


class NegotiationKind(StrEnum):
    """The kinds of negotiation."""

    accession = "accession"
    bilateral = "bilateral"
    plurilateral = "plurilateral"
    ratification = "ratification"


class Silent(StrEnum):
    """How votes count that no participant holds."""

    against = "against"
    for_ = "for"


class PartnerKind(StrEnum):
    """The kinds of partner."""

    economy = "economy"
    organisation = "organisation"


class Role(StrEnum):
    """The roles of a participant; the last two have no say."""

    member = "member"
    party = "party"
    candidate = "candidate"
    observer = "observer"
    aspirant = "aspirant"


class Track(StrEnum):
    """The tracks of a round."""

    bilateral = "bilateral"
    plurilateral = "plurilateral"
    multilateral = "multilateral"


class Level(StrEnum):
    """The levels of a round."""

    technical = "technical"
    chief_negotiator = "chief-negotiator"
    ministerial = "ministerial"
    leaders = "leaders"
    working_party = "working-party"


class Mode(StrEnum):
    """The ways to meet."""

    in_person = "in-person"
    online = "online"
    hybrid = "hybrid"
    phone = "phone"


class RoundState(StrEnum):
    """The states of a round."""

    planned = "planned"
    held = "held"
    postponed = "postponed"
    cancelled = "cancelled"


class RequestState(StrEnum):
    """What may become of a request."""

    raised = "raised"
    under_consideration = "under-consideration"
    accepted = "accepted"
    declined = "declined"
    withdrawn = "withdrawn"
