"""The closed lists of words: kinds, tracks, levels, modes, states, results."""

from __future__ import annotations

from typing import Final

NEGOTIATION_KINDS: Final = ("accession", "bilateral", "plurilateral", "ratification")
PARTNER_KINDS: Final = ("economy", "organisation")
ROLES: Final = ("member", "party", "candidate", "observer", "aspirant")
ROLES_WITHOUT_A_SAY: Final = ("observer", "aspirant")
# How votes count that no participant holds.
SILENT: Final = ("against", "for")
TRACKS: Final = ("bilateral", "plurilateral", "multilateral")
LEVELS: Final = ("technical", "chief-negotiator", "ministerial", "leaders", "working-party")
MODES: Final = ("in-person", "online", "hybrid", "phone")
ROUND_STATES: Final = ("planned", "held", "postponed", "cancelled")
RESULTS: Final = (
    "agreed",
    "major-progress",
    "progress",
    "narrowed",
    "discussed",
    "outstanding",
    "no-progress",
    "setback",
)
MILESTONE_STATES: Final = ("planned", "reached")
REQUEST_STATES: Final = ("raised", "under-consideration", "accepted", "declined", "withdrawn")
# A request is open until the other side has done something with it.
OPEN_REQUEST: Final = "raised"
