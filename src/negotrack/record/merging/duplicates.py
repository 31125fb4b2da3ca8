"""Find the rounds that both offices recorded, each as one of its own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from negotrack.record.merging.lacking import Place
from negotrack.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two rounds that look like one, and the command that makes them one."""

    ours: str
    theirs: str

    @property
    def command(self) -> str:
        """Give the command that joins them."""
        return f"negotrack join-rounds {self.ours} {self.theirs}"


def duplicates(reader: Reader, taken_over: Collection[Place]) -> list[Duplicate]:
    """Give the rounds that came with a merge and look like one that was here before."""
    came = {key for table, key in taken_over if table == "round"}
    return [
        Duplicate(row["ours"], key)
        for key in sorted(came)
        for row in reader.rows(_ALIKE, key=key)
        if row["ours"] not in came
    ]


# The same people at the same level on days that overlap; a level that is not said fits any.
_ALIKE = """
SELECT a.id AS ours FROM round b
JOIN round a ON a.negotiation = b.negotiation AND a.id <> b.id
  AND a.latest >= b.earliest AND a.earliest <= b.latest AND a.state = b.state
  AND (a.level = b.level OR a.level IS NULL OR b.level IS NULL)
WHERE b.id = :key
  AND NOT EXISTS (SELECT partner FROM round_partner WHERE round = a.id
                  EXCEPT SELECT partner FROM round_partner WHERE round = b.id)
  AND NOT EXISTS (SELECT partner FROM round_partner WHERE round = b.id
                  EXCEPT SELECT partner FROM round_partner WHERE round = a.id)
ORDER BY a.id
"""
