"""Words as people type them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.procedures.spelling import Speller, fold, words_of

SPELLER = Speller(
    [
        ["khai", "sinh"],
        ["ket", "hon"],
        ["thuong", "tru"],
        ["so", "do"],
        ["ho", "kinh", "doanh"],
        ["hop", "dong"],
    ]
)
LETTERS = st.text("abcdefghiklmnopqrstuvxy", min_size=4, max_size=10)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Giấy khai sinh", "giay khai sinh"),
        ("ĐẤT ĐAI", "dat dai"),
        ("Ưu đãi người có công", "uu dai nguoi co cong"),
        ("Chứng thực", "chung thuc"),  # decomposed: letters with their accents apart
        ("Hộ tịch 2.000815", "ho tich 2.000815"),
    ],
)
def test_it_folds_away_what_is_hard_to_type(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_signs_part_words_and_short_forms_are_spelled_out() -> None:
    assert words_of("Thẻ BHYT – (mua)") == ["the", "bao", "hiem", "y", "te", "mua"]


@pytest.mark.parametrize("typed", ["khaj", "kai", "khaai", "khia", "khi", "khaii"])
def test_one_slip_is_mended(typed: str) -> None:
    assert "khai" in SPELLER.mended(typed)


def test_two_slips_are_another_word() -> None:
    assert SPELLER.mended("kkaj") == set()
    assert SPELLER.mended("sx") == set()  # too short to tell


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("khaisinh", ("khai", "sinh")),
        ("hokinhdoanh", ("ho", "kinh", "doanh")),
        ("kethon", ("ket", "hon")),
        ("khaisin", ("khai", "sinh")),
        ("xyzzy", ()),
    ],
)
def test_missing_spaces_are_put_back(typed: str, parts: tuple[str, ...]) -> None:
    assert SPELLER.parted(typed) == parts


def test_the_fewest_parts_win_and_among_them_those_that_stand_side_by_side() -> None:
    speller = Speller([["ke", "thon"], ["ke"], ["thon"], ["ket", "hon"], ["kethon", "x"]])
    assert speller.parted("kethon") == ("kethon",)
    assert Speller([["ke"], ["thon"], ["ket", "hon"]]).parted("kethon") == ("ket", "hon")


@pytest.mark.parametrize(
    ("spoken", "written"), [("chu", "tru"), ("xinh", "sinh"), ("xo", "so"), ("thuon", "thuong")]
)
def test_words_spoken_alike_are_known_to_be(spoken: str, written: str) -> None:
    assert written in SPELLER.alike(spoken)


@given(LETTERS, st.data())
def test_any_one_slip_of_any_word_is_mended(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("abcxyz"))
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ]
    for slip in slips:
        assert word in Speller([[word]]).mended(slip)


@given(st.text())
def test_no_letter_of_any_script_is_folded_otherwise_than_unicode_has_it(text: str) -> None:
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    assert fold(text) == "".join(letter for letter in apart if not unicodedata.combining(letter))


@given(st.text())
def test_the_words_of_a_text_are_its_letters_and_digits(text: str) -> None:
    parted = " ".join(words_of("".join(letter if letter.isalnum() else " " for letter in fold(text))))
    assert " ".join(words_of(text)) == parted
