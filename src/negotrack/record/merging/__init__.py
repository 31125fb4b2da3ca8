"""Take over what another store of the same record knows and this one does not."""

from negotrack.record.merging.conflicts import Conflict, Side, side_by_side
from negotrack.record.merging.duplicates import Duplicate, duplicates
from negotrack.record.merging.merge import Merge, merge
from negotrack.record.merging.plan import plan

__all__ = [
    "Conflict",
    "Duplicate",
    "Merge",
    "Side",
    "duplicates",
    "merge",
    "plan",
    "side_by_side",
]
