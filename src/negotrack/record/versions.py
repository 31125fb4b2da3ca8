"""Hold a correction to the version of the fact that it was made against."""

from __future__ import annotations

from typing import Final

from negotrack.domain.excerpt import apart
from negotrack.domain.instants import spoken_time
from negotrack.record.described import listed
from negotrack.record.differences import Difference, differences
from negotrack.record.fact import Fact, MovedOn, read_fact, refers
from negotrack.store.entries import OWN
from negotrack.store.journal import Recording
from negotrack.store.reader import Row
from negotrack.store.rows import TABLES, key_of, table_of

# How much of two versions of a long text is shown around their difference.
_EXCERPT: Final = 300


def present(action: Recording, read: Fact) -> Fact:
    """Give a fact as it is now, which must be as it was read.

    Raise MovedOn with both versions when it was changed or taken away since.
    """
    now = read_fact(action, read.kind, read.key, read.statement)
    different = differences(read, now) if now else []
    if now and not different:
        return now
    last = _later(action, read, "")[-1:]
    by = f" by {last[0]['actor']}, entry {last[0]['id']}" if last else ""
    what = "changed" if now else "taken away"
    refusal = MovedOn(f"The {read.title} was {what} since you read it{by}. Nothing was written.")
    refusal.below = "\n".join(map(_both, different))
    raise refusal


def refuse_changed_since(action: Recording, fact: Fact, instant: str, said: str) -> None:
    """Raise MovedOn when later entries touched a fact or what belongs to it."""
    later = _later(action, fact, instant)
    if later:
        refusal = MovedOn(f"The {fact.title} was changed after {said}. Nothing was written:")
        refusal.below = listed(
            [
                (row["id"], spoken_time(row["recorded_at"]), row["actor"], row["summary"])
                for row in later
            ]
        )
        raise refusal


def _both(difference: Difference) -> str:
    before, after = apart(difference.before, difference.after, _EXCERPT)
    return (
        f"  {difference.field.name}\n"
        f"    you read:   {before or 'nothing'}\n"
        f"    it is now:  {after or 'nothing'}"
    )


def _later(action: Recording, fact: Fact, instant: str) -> list[Row]:
    """Give the entries after an instant that touched a fact's row or the rows of its parts."""
    own = "c.table_name = :own AND c.row_key = :key"
    values = {"own": fact.kind.table, "key": key_of(table_of(TABLES[fact.kind.table]), fact.row)}
    touched = [own]
    for part in fact.kind.parts:
        same = [f"c.table_name = '{part.table}'"]
        for column, value in refers(part, fact.key).items():
            name = f"{part.table}_{column}"
            # What a part was before it was taken away tells whose it was.
            same.append(f"json_extract(coalesce(c.after, c.before), '$.{column}') = :{name}")
            values[name] = value
        touched.append(" AND ".join(same))
    return action.rows(
        "SELECT DISTINCT e.id, e.recorded_at, e.actor, e.summary"
        " FROM change c JOIN entry e ON e.id = c.entry"
        f" WHERE e.recorded_at > :instant AND e.{OWN} AND ({' OR '.join(touched)})"
        " ORDER BY e.recorded_at",
        instant=instant,
        **values,
    )
