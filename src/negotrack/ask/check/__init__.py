"""Is the store whole: the file, its journal, and what the record says?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotrack.ask.check.file import file_findings
from negotrack.ask.check.findings import Finding
from negotrack.ask.check.journal import journal_findings
from negotrack.ask.check.record import record_findings
from negotrack.store.entries import head
from negotrack.store.reader import Reader, first

__all__ = ["Finding", "Verdict", "check"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check came to; no findings mean that all of it is as it should be."""

    day: date
    entries: int
    changes: int
    head: str
    integrity_only: bool
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Say whether the file and its journal are whole, whatever the record says."""
        return not any(finding.area != "record" for finding in self.findings)


def check(
    reader: Reader, day: date, *, integrity_only: bool = False, expected: str | None = None
) -> Verdict:
    """Check a store; `expected` is a hash that was written down and must still be in the journal.

    A file that is damaged is not looked into any further, and a record whose rows refer to rows
    that are not there is not asked what it says.
    """
    found = list(file_findings(reader))
    whole = not found
    counted = (0, 0)
    if not any(finding.what == "damaged" for finding in found):
        found += journal_findings(reader, expected)
        counted = (_count(reader, "entry"), _count(reader, "change"))
    if whole and not integrity_only:
        found += record_findings(reader, day)
    return Verdict(
        day=day,
        entries=counted[0],
        changes=counted[1],
        head=head(reader) if counted[0] else "",
        integrity_only=integrity_only,
        findings=tuple(found),
    )


def _count(reader: Reader, table: str) -> int:
    row = first(reader, f"SELECT count(*) AS n FROM {table}")
    return int(row["n"]) if row else 0
