"""Counters and people in words."""

import pytest

from kiosk.paper.phrases import counter_words, people_words


@pytest.mark.parametrize(
    ("counters", "vi", "en"),
    [
        ((3,), "Quầy 3", "Counter 3"),
        ((2, 1), "Quầy 1, 2", "Counters 1, 2"),
        ((1, 2, 3, 5, 7, 8), "Quầy 1–3, 5, 7, 8", "Counters 1–3, 5, 7, 8"),
        ((4, 4), "Quầy 4", "Counter 4"),
    ],
)
def test_counters_are_told_in_runs(counters: tuple[int, ...], vi: str, en: str) -> None:
    """Three in a row are shorter as a run."""
    assert counter_words(counters) == {"vi": vi, "en": en}


def test_one_person_is_not_people() -> None:
    """English has a singular."""
    assert people_words(1) == {"vi": "1 người", "en": "1 person"}
    assert people_words(0) == {"vi": "0 người", "en": "0 people"}
