from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotrack.domain.names import find, fold
from negotrack.errors import Ambiguous, NotFound

NAMES = {
    "US": ["United States", "USA", "Mỹ", "Hoa Kỳ"],
    "MY": ["Malaysia", "MYS"],
    "KR": ["Republic of Korea", "Hàn Quốc", "Korea"],
    "KP": ["Democratic People's Republic of Korea", "Korea"],
    "CN": ["China", "Trung Quốc"],
}


def found(wanted: str) -> str:
    return find(wanted, NAMES, "partner", "negotrack partners")


@pytest.mark.parametrize(
    "wanted", ["US", "us", "usa", "Mỹ", "mỹ", "hoa ky", "HOA KỲ", "united states", "United-States"]
)
def test_a_partner_is_found_by_any_name_in_any_spelling(wanted: str) -> None:
    assert found(wanted) == "US"


def test_a_name_with_its_accents_is_not_taken_for_a_code_without() -> None:
    assert (found("Mỹ"), found("my")) == ("US", "MY")


def test_a_miss_lists_the_nearest_names() -> None:
    with pytest.raises(NotFound, match=r"No partner is called 'Chna'\. Nearest: China \(CN\)"):
        found("Chna")


def test_a_miss_near_nothing_says_which_command_lists_them() -> None:
    with pytest.raises(NotFound, match="`negotrack partners` lists them"):
        found("qqqqqq")


def test_a_name_of_two_partners_lists_both() -> None:
    with pytest.raises(Ambiguous, match=r"'korea' fits more than one partner: KP, KR"):
        found("korea")


@pytest.mark.parametrize("wanted", ["", " ", "---", "\u0301"])
def test_nothing_at_all_finds_nothing(wanted: str) -> None:
    with pytest.raises(NotFound):
        found(wanted)


def test_vietnamese_letters_fold_to_plain_ones() -> None:
    assert fold("Đài Loan") == "dai loan"
    assert fold("Ô-xtrây-li-a") == "o xtray li a"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
