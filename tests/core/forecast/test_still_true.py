"""When a wait that was told is told well enough."""

import pytest

from server.core.forecast.telling import Wait, rounded, still_true


@pytest.mark.parametrize(
    ("told", "now", "holds"),
    [
        (Wait(300, 600), Wait(300, 600), True),
        (Wait(300, 600), Wait(180, 720), True),
        (Wait(300, 600), Wait(120, 600), False),
        (Wait(300, 600), Wait(300, 780), False),
        (Wait(1200, 2400), Wait(1500, 3000), True),
        (Wait(1200, 2400), Wait(1200, 3300), False),
        (Wait(0, 60), Wait(0, 600), False),
        (Wait(5400, 9000), Wait(7200, 9000), True),
        (Wait(5400, 9000), Wait(9000, 9000), False),
        (Wait(0, 5400), Wait(1800, 7200), True),
        (Wait(18000, 21600), Wait(21600, 25200), True),
    ],
)
def test_two_minutes_or_a_quarter_of_what_was_told_is_no_news(told: Wait, now: Wait, holds: bool) -> None:
    assert still_true(told, now) is holds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Wait(299, 599), Wait(301, 601)),
        (Wait(899, 1199), Wait(901, 1201)),
        (Wait(3299, 5099), Wait(3301, 5101)),
        (Wait(5399, 5401), Wait(5401, 5399)),
        (Wait(7199, 9001), Wait(7201, 8999)),
    ],
)
def test_a_forecast_at_the_edge_of_a_step_does_not_bring_news_again_and_again(one: Wait, other: Wait) -> None:
    """After one answer that says another step, both are still true to whoever heard it."""
    told = rounded(one)
    for seen in (rounded(other), rounded(one), rounded(other)):
        told = told if still_true(told, seen) else seen
    assert still_true(told, rounded(one))
    assert still_true(told, rounded(other))
