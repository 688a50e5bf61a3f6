"""Numbers by card: so many a day, counted only when given, and forgotten with the day."""

import pytest

from server.core.refusal import Refusal
from server.service.queue.cards import Cards

MARK, OTHER = "a" * 64, "b" * 64


def count(cards: Cards, mark: str | None = MARK, day: str = "2026-11-23") -> None:
    with cards.attempt() as attempt:
        attempt.count(day, mark)


def refused(cards: Cards, mark: str = MARK, day: str = "2026-11-23") -> bool:
    try:
        count(cards, mark, day)
    except Refusal:
        return True
    return False


def test_a_card_gets_so_many_numbers_and_another_its_own() -> None:
    cards = Cards(lambda: 2)
    assert [refused(cards) for _ in range(4)] == [False, False, True, True]
    assert not refused(cards, OTHER)


def lost(cards: Cards) -> None:
    """The disk is full after the card was counted."""
    with cards.attempt() as attempt:
        attempt.count("2026-11-23", MARK)
        raise OSError("disk full")


def test_what_is_not_given_is_not_counted() -> None:
    cards = Cards(lambda: 1)
    for _ in range(3):
        with pytest.raises(OSError, match="disk"):
            lost(cards)
    assert not refused(cards)


def test_a_try_that_is_made_again_counts_once() -> None:
    cards = Cards(lambda: 2)
    with cards.attempt() as attempt:
        for _ in range(3):
            attempt.count("2026-11-23", MARK)
    assert not refused(cards)
    assert refused(cards)


def test_without_a_limit_or_a_card_nothing_is_counted() -> None:
    for cards, mark in ((Cards(lambda: 0), MARK), (Cards(lambda: 1), None)):
        for _ in range(5):
            count(cards, mark)
    assert Cards(lambda: 0).salt("2026-11-23") is None


def test_a_new_day_forgets_all_and_has_another_salt() -> None:
    cards = Cards(lambda: 1)
    count(cards)
    before = cards.salt("2026-11-23")
    assert before == cards.salt("2026-11-23")
    cards.begin("2026-11-24")
    assert cards.salt("2026-11-24") != before
    assert not refused(cards, day="2026-11-24")


def test_what_it_holds_is_not_what_it_was_told() -> None:
    cards = Cards(lambda: 1)
    count(cards)
    assert MARK not in repr(vars(cards))
