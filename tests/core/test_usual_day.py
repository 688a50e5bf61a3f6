"""A usual day: the median of the last same weekdays by half hour."""

from datetime import UTC, datetime

from server.core.usual_day import PARTS, by_half_hour, share_of_usual, usual_day


def day(**counted: int) -> tuple[int, ...]:
    parts = [0] * PARTS
    for began, people in counted.items():
        hour, half = began[1:].split("_")
        parts[int(hour) * 2 + (half == "30")] = people
    return tuple(parts)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC)


def test_moments_are_counted_by_half_hour() -> None:
    moments = [at(7, minute) for minute in (0, 29, 30, 59)] + [at(23, 59)]
    assert by_half_hour(moments) == day(h7_00=2, h7_30=2, h23_30=1)


def test_it_is_the_median_of_each_half_hour() -> None:
    days = [day(h7_00=10, h7_30=4), day(h7_00=20), day(h7_00=90, h7_30=6)]
    usual = usual_day(days)
    assert usual.days == 3
    assert usual.parts == tuple(float(part) for part in day(h7_00=20, h7_30=4))


def test_two_days_say_nothing_of_a_usual_one() -> None:
    assert usual_day([day(h7_00=10)] * 2).parts == ()
    assert share_of_usual(50, usual_day([day(h7_00=10)] * 2), at(12)) is None


def test_within_a_half_hour_people_come_evenly() -> None:
    usual = usual_day([day(h7_00=40, h7_30=20)] * 3)
    assert usual.until(at(7, 15)) == 20
    assert usual.until(at(7, 45)) == 50
    assert share_of_usual(100, usual, at(7, 45)) == 200


def test_before_ten_people_usually_come_nothing_is_said() -> None:
    usual = usual_day([day(h7_00=40)] * 3)
    assert share_of_usual(9, usual, at(7, 5)) is None
