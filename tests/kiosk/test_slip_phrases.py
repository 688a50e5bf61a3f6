"""Counters, people and waits in words."""

import pytest

from kiosk.paper.phrases import counter_words, people_words, wait_words


@pytest.mark.parametrize(
    ("low_s", "high_s", "vi", "en"),
    [
        (300, 900, "5–15 phút", "5–15 min"),
        (0, 240, "dưới 4 phút", "under 4 min"),
        (0, 0, "dưới 1 phút", "under 1 min"),
        (300, 300, "5 phút", "5 min"),
        (359, 361, "5–7 phút", "5–7 min"),
        (900, 300, "15 phút", "15 min"),
        (3600, 5400, "60–90 phút", "60–90 min"),
        (5500, 8900, "1,5–2,5 giờ", "1.5–2.5 h"),
        (7200, 7200, "2 giờ", "2 h"),
        (600, 6000, "dưới 2 giờ", "under 2 h"),
    ],
)
def test_a_wait_is_never_told_shorter_than_estimated(low_s: int, high_s: int, vi: str, en: str) -> None:
    """The range is widened to whole minutes, or half hours."""
    assert wait_words(low_s, high_s) == {"vi": vi, "en": en}


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
