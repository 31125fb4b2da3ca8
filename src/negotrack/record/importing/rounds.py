"""Take in rounds: what is left out of a sheet of meetings follows from its dates and partners."""

from __future__ import annotations

from datetime import date

from negotrack.domain.dates import When
from negotrack.domain.fields import Field
from negotrack.domain.identity import slug, unused
from negotrack.errors import Refused
from negotrack.record.add_round import RoundDraft, alike
from negotrack.record.fact import Fact
from negotrack.record.importing.facts import Facts, Key
from negotrack.record.importing.reading import Reading


class Rounds(Facts):
    """Rounds; one that resembles another is refused unless it carries an id of its own."""

    def complete(self, reading: Reading) -> None:
        """Guess the state from the day, and the track from who takes part."""
        values = reading.values
        if values.get("state") is None and "earliest" in values:
            values["state"] = "planned" if self.course.is_ahead(values["earliest"]) else "held"
            self.course.guesses[f"rounds {values['state']}"] += 1
        if values.get("track") is None:
            values["track"] = "bilateral" if self._partners(reading) else "multilateral"

    def add(self, reading: Reading, key: Key | None) -> Fact:
        """Add a round; raise Refused when one like it is there and the row has no id."""
        twins = [] if key or reading.problems else self._alike(reading)
        if twins:
            raise Refused(
                f"A round like this is recorded already: {', '.join(twins)}. "
                "Give this row that id to correct it, or an id of its own if it is another one."
            )
        return super().add(reading, key)

    def new_id(self, reading: Reading) -> str:
        """Make an id of the negotiation, the first day, who takes part and the level."""
        values = reading.values
        found = self.course.scratch.first(
            "SELECT kind FROM negotiation WHERE code = ?", reading.negotiation
        )
        whom = () if found and found[0] == "bilateral" else self._partners(reading)[:3]
        first_day = str(values["date"]).split("/", maxsplit=1)[0]
        wanted = slug(reading.negotiation, first_day, *whom, values.get("level") or values["track"])
        return unused(wanted, self._is_taken)

    def _is_taken(self, key: str) -> bool:
        return self.course.scratch.first("SELECT 1 FROM round WHERE id = ?", key) is not None

    def _partners(self, reading: Reading) -> list[str]:
        members: Field = self.kind.field("partner")
        return reading.sets.get(members, [])

    def _alike(self, reading: Reading) -> list[str]:
        values = reading.values
        if "earliest" not in values:
            return []
        days = (date.fromisoformat(values[column]) for column in ("earliest", "latest"))
        draft = RoundDraft(
            negotiation=str(reading.negotiation),
            partners=tuple(self._partners(reading)),
            when=When(values["date"], *days),
            state="held",
            track="bilateral",
            level=values.get("level"),
        )
        return alike(self.course.action, draft, ("planned", "held"))
