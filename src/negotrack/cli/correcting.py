"""What amend and edit have in common: find the fact, write the amendment, say what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from negotrack.cli.asking import asked
from negotrack.cli.desk import desk_of, read_date
from negotrack.cli.recorded import recorded
from negotrack.domain.texts import line

if TYPE_CHECKING:
    from negotrack.domain.fields import Kind
    from negotrack.record.amend import Amendment
    from negotrack.record.fact import Fact


def fact_named(context: typer.Context, kind: Kind, wanted: str) -> Fact:
    """Read the fact that a user names."""
    from negotrack.record.finding import find_fact

    desk = desk_of(context)
    reader = desk.reader()
    return find_fact(reader, kind, wanted, lambda: desk.negotiation(reader))


def asked_why(why: str | None) -> str:
    """Give the reason of a correction; ask for it on a terminal, raise Misuse elsewhere."""
    return asked(why, "--why TEXT", "Why", read_why)


def read_why(text: str) -> str:
    """Check a reason."""
    return line(text, "reason")


def correct(
    context: typer.Context, fact: Fact, amendment: Amendment, why: str, *, dry_run: bool
) -> None:
    """Write an amendment as one action, and say what it changed and why."""
    from negotrack.record.amend import amend
    from negotrack.record.differences import differences

    with recorded(context, place_of(fact), dry_run=dry_run) as action:
        action.reason = why
        now = amend(action, fact, amendment, read_date)
        words = "; ".join(difference.words for difference in differences(fact, now))
        action.effect = f"{fact.title}: {words}" if words else f"the {fact.title} is so"


def place_of(fact: Fact) -> str | None:
    """Give the negotiation in which a fact stands, for a confirmation."""
    return None if fact.kind.name == "negotiation" else fact.negotiation
