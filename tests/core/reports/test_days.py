"""Ranges of days: the presets, what cannot be reported on, and the groups that days belong to."""

from datetime import date

import pytest

from server.core.refusal import Refusal
from server.core.reports.days import PERIODS, Days, Preset, check_days, preset_days

SUNDAY = date(2026, 11, 29)
PRESETS = {
    Preset.TODAY: ("2026-11-29", "2026-11-29"),
    Preset.YESTERDAY: ("2026-11-28", "2026-11-28"),
    Preset.THIS_WEEK: ("2026-11-23", "2026-11-29"),
    Preset.LAST_WEEK: ("2026-11-16", "2026-11-22"),
    Preset.THIS_MONTH: ("2026-11-01", "2026-11-29"),
    Preset.LAST_MONTH: ("2026-10-01", "2026-10-31"),
    Preset.QUARTER: ("2026-10-01", "2026-11-29"),
    Preset.YEAR: ("2026-01-01", "2026-11-29"),
}


@pytest.mark.parametrize("preset", Preset)
def test_a_preset_is_the_days_that_people_mean(preset: Preset) -> None:
    days = preset_days(preset, SUNDAY)
    assert (str(days.first), str(days.last)) == PRESETS[preset]


def test_in_january_last_month_is_of_last_year() -> None:
    assert preset_days(Preset.LAST_MONTH, date(2027, 1, 31)) == Days(date(2026, 12, 1), date(2026, 12, 31))
    assert preset_days(Preset.QUARTER, date(2027, 1, 1)) == Days(date(2027, 1, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2026-11-29", "2026-11-28", "range_backwards"),
        ("2026-11-29", "2026-11-30", "day_to_come"),
        ("2016-11-28", "2026-11-29", "range_too_long"),
        ("0001-01-01", "2026-11-29", "range_too_long"),
    ],
)
def test_what_cannot_be_reported_on(first: str, last: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_days(Days(date.fromisoformat(first), date.fromisoformat(last)), SUNDAY)
    assert refused.value.code == code


def test_ten_years_can_be_and_a_leap_day_ends_them_too() -> None:
    check_days(Days(date(2016, 11, 29), SUNDAY), SUNDAY)
    check_days(Days(date(2014, 2, 28), date(2024, 2, 29)), SUNDAY)
    check_days(Days(date(1, 1, 1), date(9, 1, 1)), SUNDAY)


def test_a_week_belongs_to_the_year_of_its_thursday() -> None:
    keys = {name: key(date(2027, 1, 1)) for name, key in PERIODS.items()}
    assert keys == {
        "total": "total",
        "day": "2027-01-01",
        "weekday": "5",
        "week": "2026-W53",
        "month": "2027-01",
    }
