from __future__ import annotations

from negotrack.domain.identity import ALPHABET, random_id, slug, unused


def test_an_id_of_a_round_can_be_read() -> None:
    assert slug("US-ART", "2025-11-12", "technical") == "us-art-2025-11-12-technical"
    assert slug("WTO", "[2005-05-06..2005-09-15]", None, "Cộng hòa") == (
        "wto-2005-05-06-2005-09-15-cong-hoa"
    )


def test_random_ids_are_short_and_hard_to_misread() -> None:
    drawn = {random_id() for _ in range(500)}
    assert len(drawn) == 500
    assert all(len(each) == 8 and set(each) <= set(ALPHABET) for each in drawn)


def test_a_taken_id_gets_an_ending() -> None:
    assert unused("round", lambda _: False) == "round"
    second = unused("round", lambda wanted: wanted == "round")
    assert second.startswith("round-")
    assert len(second) == len("round-") + 4
