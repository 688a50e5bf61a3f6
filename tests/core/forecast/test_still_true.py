"""When a wait that was told is told well enough."""

import pytest

from server.core.forecast.telling import Wait, still_true


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
    ],
)
def test_two_minutes_or_a_quarter_of_what_was_told_is_no_news(told: Wait, now: Wait, holds: bool) -> None:
    assert still_true(told, now) is holds
