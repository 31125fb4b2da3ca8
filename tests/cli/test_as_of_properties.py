"""How things stood on a day is not altered by anything that happened later."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotrack.cli.app import root_command
from negotrack.domain.dates import When, when
from negotrack.domain.ladder import STATUSES
from negotrack.domain.vocabulary import RESULTS
from negotrack.errors import Misuse, NotFound, Refused
from negotrack.record.add_follow_up import FollowUpDraft, add_follow_up, finish_follow_up
from negotrack.record.add_milestone import MilestoneDraft, add_milestone
from negotrack.record.add_note import add_note
from negotrack.record.add_request import RequestDraft, add_request, set_request
from negotrack.record.add_round import OutcomeDraft, RoundDraft, add_round
from negotrack.record.set_status import StatusDraft, set_status
from negotrack.store.journal import Recording
from tests.record.desk import record

Action = Callable[[Recording, str], object]
QUESTIONS = (
    ("status", "--all"),
    ("status", "--members"),
    ("blockers",),
    ("blockers", "--rule", "vote"),
    ("blockers", "--all-rules"),
    ("blockers", "--path"),
    ("-n", "US-ART", "blockers"),
    ("power", "--rule", "vote"),
    ("report",),
    ("report", "--partner", "US"),
    ("report", "--partner", "JP"),
    ("history", "--all"),
    ("rounds", "--all"),
    ("negotiations",),
    ("partners",),
)
# The day that is asked about, and dates that are later than it for certain.
DAYS = {
    "2004-12-31": ("2005-01-01", "2005", "2005-05-12", "2006~", "2025-11"),
    "2005-05-12": ("2005-05-13", "2005-06", "[2005-05-20..2006-01-31]", "2007", "2025-11-25"),
    "2025-11-20": ("2025-11-21", "2025-11-24", "2025-12", "[2025-11-21..2026-01]", "2026"),
}


def told(path: Path, day: str, *words: str) -> dict[str, Any]:
    """Give what a command answers about a day."""
    out = io.StringIO()
    asked = ["--db", str(path), *words, "--as-of", day, "--format", "json"]
    with redirect_stdout(out):
        root_command().main(asked, prog_name="negotrack", standalone_mode=False)
    answer: dict[str, Any] = json.loads(out.getvalue())
    del answer["generated_at"]
    return answer


def found(action: Recording, table: str) -> str:
    return str(action.rows(f"SELECT max(id) AS id FROM {table}")[0]["id"])


def happened(draw: st.DrawFn, day: When) -> Action:
    """Draw something that happened on a day.

    Holding a planned round is not among them: it rewrites the plan, which earlier days then lack.
    """
    code = draw(st.sampled_from(["JP", "US", "CN", "UY", "EU"]))
    status = StatusDraft(
        "WTO", code, draw(st.sampled_from(STATUSES)), day, reopen=draw(st.booleans())
    )
    outcome = OutcomeDraft("tbt", draw(st.sampled_from(RESULTS)))
    session = RoundDraft(
        "US-ART", ("US",), day, "held", "bilateral", outcomes=(outcome,), follow_ups=(("Go", day),)
    )
    reached = MilestoneDraft("US-ART", "signing", state="reached", when=day)
    asked = RequestDraft("US-ART", "US", "VN", "Beef", day)
    actions: list[Action] = [
        lambda a, s: set_status(a, status, s),
        lambda a, s: add_round(a, session, s),
        lambda a, s: add_milestone(a, reached, s),
        lambda a, s: add_request(a, asked, s),
        lambda a, s: set_request(a, found(a, "request"), "declined", day, None, s),
        lambda a, s: add_follow_up(a, FollowUpDraft("WTO", "Write", day), s),
        lambda a, _: finish_follow_up(a, found(a, "follow_up"), day, None),
        lambda a, s: add_note(a, "WTO", code, "Rice prices rose", day, s),
    ]
    return draw(st.sampled_from(actions))


@given(data=st.data(), day=st.sampled_from(sorted(DAYS)))
@settings(deadline=None, max_examples=15)
def test_facts_of_later_days_leave_the_answers_about_a_day_alone(
    templates: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
    day: str,
) -> None:
    path = tmp_path_factory.getbasetemp() / "as-of.db"
    shutil.copy(templates["seeded"], path)
    before = {words: told(path, day, *words) for words in QUESTIONS}
    drawn = st.composite(lambda draw: happened(draw, when(draw(st.sampled_from(DAYS[day])))))
    for action in data.draw(st.lists(drawn(), min_size=1, max_size=5)):
        with suppress(Refused, Misuse, NotFound):
            record(path, action)

    for words in QUESTIONS:
        assert told(path, day, *words) == before[words], words
