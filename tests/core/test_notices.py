"""When notices are shown, and what stands after what happened."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.events import (
    EmergencyLifted,
    EmergencyRaised,
    Entry,
    Event,
    NoticePlaced,
    NoticeRemoved,
    OutageDeclared,
    OutageEnded,
)
from server.core.notices import Notice, NoticeKind, Schedule, Standing, check_notice, evolve_standing
from server.core.refusal import Refusal

HANOI = timezone(timedelta(hours=7))
MONDAY = date(2026, 11, 23)
SCHEDULE = {"first_day": "", "last_day": "", "weekdays": (), "start": "", "until": ""}


def at(clock: str, days: int = 0) -> datetime:
    """A time on the Monday, or so many days later."""
    return datetime.combine(MONDAY + timedelta(days=days), time.fromisoformat(clock), HANOI)


@pytest.mark.parametrize(
    ("schedule", "on", "off"),
    [
        (Schedule(), [at("00:00"), at("23:59:59")], []),
        (Schedule(start="07:30"), [at("07:30"), at("23:59")], [at("07:29:59"), at("00:00")]),
        (Schedule(until="11:30"), [at("00:00"), at("11:29:59")], [at("11:30")]),
        (Schedule(start="07:30", until="00:00"), [at("23:59:59")], [at("07:00")]),
        (Schedule(weekdays=(1, 3)), [at("08:00"), at("08:00", 2)], [at("08:00", 1), at("23:59", -1)]),
        (Schedule(first_day="2026-11-23"), [at("00:00")], [at("23:59:59", -1)]),
        (Schedule(last_day="2026-11-23"), [at("23:59:59")], [at("00:00", 1)]),
    ],
)
def test_it_is_on_in_its_days_and_hours_alone(
    schedule: Schedule, on: list[datetime], off: list[datetime]
) -> None:
    assert all(schedule.holds(moment) for moment in on)
    assert not any(schedule.holds(moment) for moment in off)


def test_hours_past_midnight_belong_to_the_day_on_which_they_began() -> None:
    monday_night = Schedule("2026-11-23", "2026-11-23", (1,), "22:00", "02:00")
    assert monday_night.holds(at("22:00"))
    assert monday_night.holds(at("01:59:59", 1))
    assert not monday_night.holds(at("01:00"))  # that is Sunday's night
    assert not monday_night.holds(at("02:00", 1))
    assert not monday_night.holds(at("22:00", 1))


clocks = st.times().map(lambda t: f"{t:%H:%M}")
days = st.dates(MONDAY, MONDAY + timedelta(days=14))
schedules = st.builds(
    Schedule,
    st.just("") | days.map(date.isoformat),
    st.just("") | days.map(date.isoformat),
    st.sets(st.integers(1, 7)).map(lambda numbers: tuple(sorted(numbers))),
    st.just("") | clocks,
    st.just("") | clocks,
).filter(lambda s: not s.start or s.start != s.until)


def stretches(schedule: Schedule) -> Iterator[tuple[datetime, datetime]]:
    """From when to when it is on, day by day: what the rule says, spelled out."""
    first, last = schedule.first_day or "0", schedule.last_day or "9"
    for n in range(-1, 16):
        day = MONDAY + timedelta(days=n)
        weekday = not schedule.weekdays or day.isoweekday() in schedule.weekdays
        if first <= day.isoformat() <= last and weekday:
            begin = datetime.combine(day, time.fromisoformat(schedule.start or "00:00"), HANOI)
            end = datetime.combine(day, time.fromisoformat(schedule.until or "00:00"), HANOI)
            yield begin, end if end > begin else end + timedelta(days=1)


@given(schedules, st.timedeltas(timedelta(0), timedelta(days=14)))
def test_it_is_on_exactly_in_its_stretches(schedule: Schedule, later: timedelta) -> None:
    local = at("00:00") + later
    assert schedule.holds(local) == any(begin <= local < end for begin, end in stretches(schedule))


def notice(number: int, **facts: object) -> Notice:
    return Notice(number, "text", "Giờ làm việc", **facts)  # type: ignore[arg-type]


def standing(*notices: Notice) -> Standing:
    return Standing({n.id: n for n in notices})


def test_notices_follow_each_other_in_their_order() -> None:
    known = standing(notice(1, place=2), notice(2, place=1), notice(3, place=1), notice(4, shown=False))
    assert [n.id for n in known.shown("1", at("08:00"))] == [2, 3, 1]


def test_a_notice_for_one_hall_is_not_shown_in_another() -> None:
    known = standing(notice(1), notice(2, halls=("tang-2",)))
    assert [n.id for n in known.shown("tang-1", at("08:00"))] == [1]
    assert [n.id for n in known.shown("tang-2", at("08:00"))] == [1, 2]


def after(*events: Event) -> Standing:
    found = Standing()
    for seq, event in enumerate(events, start=1):
        found = evolve_standing(found, Entry(seq, seq * 1000, "admin:binh", event))
    return found


def test_the_newest_message_stands_over_everything_until_it_is_lifted() -> None:
    everywhere, here = EmergencyRaised("", "Có cháy"), EmergencyRaised("tang-2", "Rời tầng 2")
    assert after(everywhere, here).emergency("tang-2").vi == "Rời tầng 2"  # type: ignore[union-attr]
    assert after(everywhere, here).emergency("tang-1").vi == "Có cháy"  # type: ignore[union-attr]
    assert after(here, everywhere).emergency("tang-2").vi == "Có cháy"  # type: ignore[union-attr]
    assert after(here, everywhere, EmergencyLifted("")).emergency("tang-2").vi == "Rời tầng 2"  # type: ignore[union-attr]
    assert after(everywhere, EmergencyLifted("")).emergency("tang-1") is None


def test_a_message_of_any_hall_is_an_alarm_to_whoever_stands_where_nobody_knows() -> None:
    everywhere, here = EmergencyRaised("", "Có cháy"), EmergencyRaised("tang-2", "Rời tầng 2")
    assert after().alarm() is None
    assert after(here).alarm().vi == "Rời tầng 2"  # type: ignore[union-attr]
    assert after(here, everywhere).alarm().vi == "Có cháy"  # type: ignore[union-attr]
    assert after(here, EmergencyLifted("tang-2")).alarm() is None


def test_what_is_taken_back_is_gone() -> None:
    placed = NoticePlaced(1, {"kind": "text", "vi": "Giờ làm việc", "schedule": SCHEDULE})
    assert after(placed).notices == {1: notice(1)}
    assert after(placed, NoticeRemoved(1)) == Standing()
    assert list(after(OutageDeclared("CT")).outages) == ["CT"]
    assert after(OutageDeclared("CT"), OutageEnded("CT")) == Standing()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Notice(1, NoticeKind.TEXT, ""), "text_missing"),
        (Notice(1, NoticeKind.TEXT, "a" * 401), "text_too_long"),
        (Notice(1, NoticeKind.TEXT, "a", "b" * 5000), "text_too_long"),
        (Notice(1, NoticeKind.TICKER, "a" * 161), "text_too_long"),
        (Notice(1, NoticeKind.TEXT, "a", schedule=Schedule("2026-11-24", "2026-11-23")), "bad_schedule"),
        (Notice(1, NoticeKind.TEXT, "a", schedule=Schedule(start="08:00", until="08:00")), "bad_schedule"),
    ],
)
def test_what_nobody_could_read_is_refused_by_name(wrong: Notice, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_notice(wrong)
    assert refused.value.code == code


def test_four_hundred_letters_are_not_too_many() -> None:
    check_notice(Notice(1, NoticeKind.TEXT, "ữ" * 400, "a" * 400))
