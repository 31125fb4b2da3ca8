"""The tables of the store as SQLModel classes: nouns, rounds, statements, agenda, journal.

`table=True` classes do not validate: values are checked in the domain before they get here, and
by STRICT types, CHECK constraints and foreign keys in the database after.
"""

from sqlmodel import SQLModel

from negotrack.store.tables.agenda import FollowUp, Request, RequestChange
from negotrack.store.tables.journal import Change, Entry, Undoing
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
from negotrack.store.tables.rounds import Outcome, Round, RoundPartner
from negotrack.store.tables.statements import MilestoneDate, Note, StatusChange

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
    "Undoing",
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
