"""The tables of the store as SQLModel classes: nouns, events and the journal.

`table=True` classes do not validate: values are checked in the domain before they get here, and
by STRICT types, CHECK constraints and foreign keys in the database after.
"""

from sqlmodel import SQLModel

from negotrack.store.tables.events import (
    FollowUp,
    MilestoneDate,
    Note,
    Outcome,
    Request,
    RequestChange,
    Round,
    RoundPartner,
    StatusChange,
)
from negotrack.store.tables.journal import Change, Entry
from negotrack.store.tables.nouns import (
    Chapter,
    GroupMember,
    Milestone,
    Negotiation,
    Participant,
    Partner,
    PartnerGroup,
    PartnerName,
    Rule,
    Setting,
    Source,
)

__all__ = [
    "JOURNALLED",
    "Change",
    "Chapter",
    "Entry",
    "FollowUp",
    "GroupMember",
    "Milestone",
    "MilestoneDate",
    "Negotiation",
    "Note",
    "Outcome",
    "Participant",
    "Partner",
    "PartnerGroup",
    "PartnerName",
    "Request",
    "RequestChange",
    "Round",
    "RoundPartner",
    "Rule",
    "Setting",
    "Source",
    "StatusChange",
]

# In the order in which foreign keys let them be written.
JOURNALLED: tuple[type[SQLModel], ...] = (
    Source,
    Partner,
    PartnerName,
    PartnerGroup,
    GroupMember,
    Negotiation,
    Participant,
    Chapter,
    Rule,
    Milestone,
    Round,
    RoundPartner,
    Outcome,
    StatusChange,
    MilestoneDate,
    Request,
    RequestChange,
    FollowUp,
    Note,
    Setting,
)
