"""What is said for a call, by example and for every number that there is."""

import random

import pytest

from display.announce import announcement, calling, message
from display.vocabulary import WORDS, counter_keys, number_keys
from tests.support.spoken import understood

PREFIXES = "ABCDEFGHJK"
COUNTERS = range(1, 61)


def test_it_invites_by_single_letters_and_digits() -> None:
    assert calling("vi", "A012", 3).text == "Mời công dân có số a, không, một, hai, đến quầy số ba."


def test_it_says_it_in_english_too() -> None:
    assert calling("en", "A012", 3).text == "Number A, zero, one, two, please go to counter three."


@pytest.mark.parametrize(
    ("counter", "said"),
    [
        (7, "bảy"),
        (10, "mười"),
        (11, "mười một"),
        (12, "mười hai"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (55, "năm mươi lăm"),
        (60, "sáu mươi"),
        (99, "chín mươi chín"),
    ],
)
def test_a_counter_is_said_as_people_say_it(counter: int, said: str) -> None:
    assert calling("vi", "A001", counter).text.endswith(f"đến quầy số {said}.")


@pytest.mark.parametrize(
    ("counter", "said"), [(10, "ten"), (19, "nineteen"), (40, "forty"), (58, "fifty eight")]
)
def test_a_counter_is_said_in_english(counter: int, said: str) -> None:
    assert calling("en", "A001", counter).text.endswith(f"counter {said}.")


@pytest.mark.parametrize("number", ["A1000", "LA001"])
def test_long_numbers_and_those_of_a_kiosk_alone_are_said(number: str) -> None:
    assert understood(calling("vi", number, 3).keys) == (number, 3)


@pytest.mark.parametrize(("number", "counter"), [("A012", 0), ("A012", 1000), ("I001", 1), ("A-12", 1)])
def test_what_is_no_number_and_no_counter_is_not_said(number: str, counter: int) -> None:
    with pytest.raises(KeyError):
        calling("vi", number, counter)


def test_vietnamese_comes_twice_and_english_once() -> None:
    assert [s.language for s in announcement("A012", 3, ("vi", "en"))] == ["vi", "vi", "en"]
    assert [s.language for s in announcement("A012", 3, ("vi", "en"), twice=False)] == ["vi", "en"]


def test_a_message_is_said_in_each_language_it_has() -> None:
    assert [(s.language, s.text) for s in message({"en": "Please leave.", "vi": "Mời rời sảnh."})] == [
        ("vi", "Mời rời sảnh."),
        ("en", "Please leave."),
    ]
    assert [s.language for s in message({"vi": "Mời rời sảnh.", "en": ""})] == ["vi"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_number_and_every_counter_is_said_by_words_to_record_and_understood_as_shown(
    language: str,
) -> None:
    """A001–K999 and 1–60: the parts of a sentence do not depend on each other, so each is tried once."""
    numbers = [f"{prefix}{n:03d}" for prefix in PREFIXES for n in range(1, 1000)]
    for number in numbers:
        keys = number_keys(language, number)
        assert WORDS.keys() >= set(keys)
        assert "".join(key.removeprefix(f"{language}-") for key in keys).upper() == number
    for counter in COUNTERS:
        assert WORDS.keys() >= set(counter_keys(language, counter))
        assert understood(calling(language, "A001", counter).keys) == ("A001", counter)


def test_a_sample_of_all_calls_is_understood_as_shown() -> None:
    chance = random.Random(2026)
    for _ in range(2000):
        number, counter = f"{chance.choice(PREFIXES)}{chance.randrange(1, 1000):03d}", chance.choice(COUNTERS)
        for sentence in announcement(number, counter, ("vi", "en")):
            assert understood(sentence.keys) == (number, counter)


def test_no_two_words_of_a_language_are_read_alike() -> None:
    for language in ("vi", "en"):
        words = [text for key, text in WORDS.items() if key.startswith(language)]
        assert len(set(words)) == len(words)
