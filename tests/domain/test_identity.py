from __future__ import annotations

from collections import Counter

from negotrack.domain.identity import ALPHABET, ascending_ids, random_id, slug, unused


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


def test_many_ids_are_drawn_in_their_order_and_each_once() -> None:
    drawn = list(ascending_ids(20_000))
    assert drawn == sorted(set(drawn))
    assert all(len(each) == 8 and set(each) <= set(ALPHABET) for each in drawn)
    # They lie all over: about as many begin with each letter.
    begins = Counter(each[0] for each in drawn)
    assert len(begins) == 32
    assert max(begins.values()) < 2 * min(begins.values())
    assert list(ascending_ids(0)) == []
