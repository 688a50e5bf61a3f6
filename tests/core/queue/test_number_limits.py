"""When it is too late today to give a number: its likely wait must end by closing time."""

from datetime import datetime

import pytest

from server.core.forecast.telling import Wait
from server.core.model import Channel, Field
from server.core.queue.number_limits import check_daily, check_time_left
from server.core.queue.opening_hours import Hours
from server.core.refusal import Refusal
from tests.support.centre import MORNING_AND_AFTERNOON
from tests.support.clock import HANOI


@pytest.mark.parametrize(("minutes", "refused_"), [(59, False), (60, False), (61, True)])
def test_the_likely_wait_must_end_by_closing_time(minutes: int, *, refused_: bool) -> None:
    now = datetime(2026, 11, 23, 16, 0, tzinfo=HANOI)
    wait = Wait(minutes * 60, minutes * 120)
    if refused_:
        with pytest.raises(Refusal, match="no_time_left"):
            check_time_left(MORNING_AND_AFTERNOON, now, wait, Channel.KIOSK)
    else:
        check_time_left(MORNING_AND_AFTERNOON, now, wait, Channel.KIOSK)


def test_a_centre_that_never_closes_turns_nobody_away() -> None:
    now = datetime(2026, 11, 23, 23, 59, tzinfo=HANOI)
    check_time_left(Hours(), now, Wait(10**6, 10**6), Channel.KIOSK)


@pytest.mark.parametrize(
    ("limit", "given", "channel", "refused"),
    [
        (2, 1, Channel.KIOSK, False),
        (2, 2, Channel.KIOSK, True),
        (2, 2, Channel.OFFICER, False),
        (None, 10**6, Channel.KIOSK, False),
    ],
)
def test_a_field_gives_its_daily_limit(
    limit: int | None, given: int, channel: Channel, *, refused: bool
) -> None:
    field = Field("CT", "A", {"vi": "Chứng thực", "en": "Certification"}, daily_limit=limit)
    if refused:
        with pytest.raises(Refusal, match="daily_limit"):
            check_daily(field, given, channel)
    else:
        check_daily(field, given, channel)
