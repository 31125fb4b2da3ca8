"""The rules by which a negotiation is decided: their language, their judgement, their weights.

`grammar` reads an expression into limbs of `terms`; `judgement` holds it against a `body` of
participants; `smallest` and `power` answer who is needed and whose vote counts for how much.
"""

from negotrack.domain.rules.body import Body, Reached, Seat
from negotrack.domain.rules.grammar import BadRule, Known, Rule, UnknownInRule, parse_rule
from negotrack.domain.rules.judgement import Judgement, LimbJudgement, judge, refuse_impossible
from negotrack.domain.rules.power import Power, Weight, power
from negotrack.domain.rules.smallest import Smallest

__all__ = [
    "BadRule",
    "Body",
    "Judgement",
    "Known",
    "LimbJudgement",
    "Power",
    "Reached",
    "Rule",
    "Seat",
    "Smallest",
    "UnknownInRule",
    "Weight",
    "judge",
    "parse_rule",
    "power",
    "refuse_impossible",
]
