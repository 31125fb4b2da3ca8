"""The rules by which a negotiation is decided: their language, their judgement, their weights.

`grammar` reads an expression into limbs of `terms`; `judgement` holds it against a `body` of
participants; `smallest` and `power` answer who is needed and whose vote counts for how much.
Only one question asks for `power`, so that it is imported by itself.
"""

from negotrack.domain.rules.body import Body, Reached, Seat
from negotrack.domain.rules.grammar import BadRule, Known, Rule, UnknownInRule, parse_rule
from negotrack.domain.rules.judgement import (
    Judgement,
    LimbJudgement,
    judge,
    refuse_impossible,
    verdict_of,
)
from negotrack.domain.rules.smallest import Smallest

__all__ = [
    "BadRule",
    "Body",
    "Judgement",
    "Known",
    "LimbJudgement",
    "Reached",
    "Rule",
    "Seat",
    "Smallest",
    "UnknownInRule",
    "judge",
    "parse_rule",
    "refuse_impossible",
    "verdict_of",
]
