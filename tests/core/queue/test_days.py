"""The business day: the centre's date, which a clock set back a little does not turn back."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.queue.days import Visited, business_day, is_behind, moment

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
moments = st.datetimes(datetime(2020, 1, 2), datetime(2035, 1, 1), timezones=st.just(HANOI))  # noqa: DTZ001


def at(local: str, zone: ZoneInfo = HANOI) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=zone)


def test_the_first_day_is_the_clocks() -> None:
    assert business_day(at("2026-11-23 08:00"), None) == "2026-11-23"


def test_midnight_begins_a_new_day() -> None:
    assert business_day(at("2026-11-23 23:59:59"), "2026-11-23") == "2026-11-23"
    assert business_day(at("2026-11-24 00:00"), "2026-11-23") == "2026-11-24"


def test_the_date_is_the_centres_own_not_greenwichs() -> None:
    evening_in_greenwich = int(datetime(2026, 11, 22, 17, 30, tzinfo=UTC).timestamp() * 1000)
    assert business_day(moment(evening_in_greenwich, HANOI), None) == "2026-11-23"


@pytest.mark.parametrize("zone", [HANOI, ZoneInfo("America/Los_Angeles"), ZoneInfo("Pacific/Kiritimati")])
def test_a_time_that_no_calendar_holds_is_the_nearest_that_one_does(zone: ZoneInfo) -> None:
    assert moment(-(10**18), zone).year == 1
    assert moment(10**18, zone).year == 9999


@pytest.mark.parametrize("clock", ["2026-11-23 23:30", "2026-11-23 00:00"])
def test_a_clock_set_back_over_midnight_does_not_bring_yesterday_back(clock: str) -> None:
    assert business_day(at(clock), "2026-11-24") == "2026-11-24"


def test_a_larger_step_back_is_a_clock_that_was_wrong_and_is_believed() -> None:
    assert business_day(at("2026-11-22 23:30"), "2026-11-24") == "2026-11-22"


def test_a_step_forward_is_believed() -> None:
    assert business_day(at("2027-01-05 08:00"), "2026-11-23") == "2027-01-05"


def test_the_hour_that_comes_twice_in_autumn_stays_in_its_day() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    days = {
        business_day((before + timedelta(minutes=m)).astimezone(berlin), "2026-10-25")
        for m in range(0, 180, 30)
    }
    assert days == {"2026-10-25"}


def test_a_midnight_that_does_not_exist_still_begins_one_new_day() -> None:
    beirut = ZoneInfo("Asia/Beirut")  # clocks jump from 00:00 to 01:00 there
    last_minute = datetime(2026, 3, 28, 21, 59, tzinfo=UTC)
    assert business_day(last_minute.astimezone(beirut), "2026-03-28") == "2026-03-28"
    assert business_day((last_minute + timedelta(minutes=1)).astimezone(beirut), "2026-03-28") == "2026-03-29"


@given(moments, st.timedeltas(timedelta(0), timedelta(hours=23)))
def test_no_small_step_back_ever_turns_the_day_back(now: datetime, step: timedelta) -> None:
    day = business_day(now, None)
    assert business_day(now - step, day) == day


@given(moments, st.timedeltas(timedelta(days=2), timedelta(days=900)))
def test_every_large_step_back_is_the_clocks_own_date(now: datetime, step: timedelta) -> None:
    day = business_day(now - step, business_day(now, None))
    assert date.fromisoformat(day) == (now - step).date()


FRIDAY, MONDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)
CLOCKS = {
    "a flat battery": ("1970-01-01 08:00", Visited(FRIDAY, TUESDAY, MONDAY), True),
    "before there were centres": ("2025-06-30 08:00", Visited(FRIDAY, TUESDAY), True),
    "long before this one was set up": ("2026-06-01 08:00", Visited(MONDAY, MONDAY), True),
    "switched off yesterday evening, and no time since": (
        "2026-11-23 17:05",
        Visited(FRIDAY, TUESDAY, MONDAY),
        True,
    ),
    "yesterday morning, which had visits": ("2026-11-23 08:00", Visited(FRIDAY, TUESDAY, MONDAY), True),
    "a Sunday": ("2026-11-22 08:00", Visited(FRIDAY, MONDAY, FRIDAY), True),
    "this morning, after a day with visits": ("2026-11-24 02:00", Visited(FRIDAY, TUESDAY, MONDAY), True),
    "it was a day ahead this morning": ("2026-11-23 08:10", Visited(FRIDAY, TUESDAY, FRIDAY), False),
    "it was a day ahead all of yesterday": ("2026-11-24 07:00", Visited(FRIDAY, TUESDAY, FRIDAY), False),
    "it was years ahead": ("2026-11-24 08:00", Visited(FRIDAY, date(2030, 1, 1), MONDAY), False),
    "it was ahead on the first day of all": ("2026-11-23 08:10", Visited(TUESDAY, TUESDAY), False),
}
"""What the clock says, hours before the latest visit; what is known; whether the clock is behind."""


@pytest.mark.parametrize(("now", "known", "behind"), CLOCKS.values(), ids=CLOCKS)
def test_a_clock_that_was_ahead_leaves_a_day_without_visits(
    now: str, known: Visited, *, behind: bool
) -> None:
    assert is_behind(at(now), known) is behind
