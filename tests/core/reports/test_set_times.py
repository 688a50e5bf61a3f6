"""Reports at set times: each once, late rather than never, and none of before it was asked for."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.core.reports.set_times import KEPT, Memory, look
from tests.support.clock import HANOI

THREE, HALF_PAST_FOUR = time(15), time(16, 30)


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=HANOI)


def every_day(_: date) -> bool:
    return True


def test_what_came_before_the_first_look_is_not_written() -> None:
    assert look(None, [THREE], at("2026-07-07 15:05"), every_day) == Memory(at("2026-07-07 15:05"))


def test_a_time_that_has_come_waits_once_however_often_it_is_looked_at() -> None:
    memory = look(None, [THREE], at("2026-07-07 09:00"), every_day)
    for minute in ("14:59", "15:00", "15:00", "15:20"):
        memory = look(memory, [THREE], at(f"2026-07-07 {minute}"), every_day)
    assert memory.waiting == (at("2026-07-07 15:00"),)
    assert look(memory.written(memory.waiting[0]), [THREE], at("2026-07-07 18:00"), every_day).waiting == ()


def test_after_a_clock_that_was_ahead_the_real_time_comes_once() -> None:
    memory = look(Memory(at("2026-07-07 09:00")), [THREE], at("2026-07-07 15:01"), every_day)
    memory = memory.written(at("2026-07-07 15:00"))
    for moment in ("2026-07-07 13:00", "2026-07-07 14:59"):
        memory = look(memory, [THREE], at(moment), every_day)
        assert memory.waiting == ()
    memory = look(memory, [THREE], at("2026-07-07 15:00"), every_day)
    assert memory.waiting == (at("2026-07-07 15:00"),)
    memory = memory.written(memory.waiting[0])
    assert look(memory, [THREE], at("2026-07-07 15:30"), every_day).waiting == ()
    assert look(memory, [THREE], at("2026-07-08 15:00"), every_day).waiting == (at("2026-07-08 15:00"),)


def test_a_clock_that_is_behind_forgets_nothing_that_waits() -> None:
    waiting = (at("2026-07-06 15:00"), at("2026-07-07 15:00"))
    memory = look(Memory(at("2026-07-07 15:00"), waiting), [THREE], at("2020-01-01 00:01"), every_day)
    assert memory.waiting == waiting
    assert set(look(memory, [THREE], at("2026-07-07 16:00"), every_day).waiting) >= set(waiting)


def test_a_clock_that_was_a_year_ahead_is_not_waited_for() -> None:
    memory = look(Memory(at("2027-07-07 15:00")), [THREE], at("2026-07-07 14:00"), every_day)
    assert look(memory, [THREE], at("2026-07-07 15:00"), every_day).waiting == (at("2026-07-07 15:00"),)


def test_what_came_while_the_server_was_down_is_written_late_on_working_days_of_the_last_week() -> None:
    found = look(
        Memory(at("2026-06-01 15:00")),
        [HALF_PAST_FOUR, THREE],
        at("2026-07-07 15:30"),
        lambda day: day.day in {2, 4, 6},
    )
    assert found.waiting == tuple(
        at(f"2026-0{day} {t}") for day in ("7-02", "7-04", "7-06") for t in ("15:00", "16:30")
    )


@given(
    st.lists(st.integers(0, 60 * 24 * 4), min_size=1, max_size=20).map(sorted),
    st.sets(st.times(), max_size=4),
)
def test_however_often_it_is_looked_each_time_is_waited_for_exactly_once(
    minutes: list[int], times: set[time]
) -> None:
    begin = at("2026-07-06 00:00")
    memory, seen = Memory(begin), []
    for minute in minutes:
        memory = look(memory, times, begin + timedelta(minutes=minute), every_day)
        for moment in memory.waiting:
            seen.append(moment)
            memory = memory.written(moment)
    end = begin + timedelta(minutes=minutes[-1])
    days = [begin.date() + timedelta(days=n) for n in range(5)]
    assert timedelta(days=4) < KEPT
    moments = (datetime.combine(day, t, HANOI) for day in days for t in times)
    assert seen == sorted(moment for moment in moments if begin < moment <= end)
