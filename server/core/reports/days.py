"""The days of a report: ranges that people ask for by name, and what the days of a range are grouped by."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from server.core.refusal import Refusal

LONGEST_YEARS: Final = 10
FILE_YEARS: Final = 1
"""How many of them what is read visit by visit to its end may have."""
_MONTHS: Final = 12
_QUARTER: Final = 3


@dataclass(frozen=True, slots=True)
class Days:
    """A range of business days, both ends in it."""

    first: date
    last: date

    def __iter__(self) -> Iterator[date]:
        day = self.first
        while day <= self.last:
            yield day
            day += timedelta(days=1)


def day_text(day: date) -> str:
    """A day as the journal writes it: `2026-11-23`."""
    return day.isoformat()


def day_from(text: str) -> date:
    """The day that such a text names."""
    return date.fromisoformat(text)


YEAR: Final = len("2026")
MONTH: Final = len("2026-11")
DAY: Final = len("2026-11-23")
"""How long the texts of periods are: each begins the text of its days."""
PARTS: Final = {MONTH: DAY, YEAR: MONTH}
"""What a period is put together from."""


def first_of(period: str) -> date:
    """The first day of a year, a month or a day, by its text."""
    return day_from(period + "-01-01"[len(period) - YEAR :])


def last_of(period: str) -> date:
    """The last one."""
    first = first_of(period)
    if len(period) == DAY:
        return first
    month = first.month if len(period) == MONTH else _MONTHS
    return first.replace(month=month, day=monthrange(first.year, month)[1])


def moment_text(local: datetime) -> str:
    """A local time to the second: `2026-11-23T08:00:00+07:00`."""
    return local.isoformat(timespec="seconds")


class Preset(StrEnum):
    """A range that people ask for by name."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    QUARTER = "quarter"
    YEAR = "year"


def preset_days(preset: Preset, today: date) -> Days:
    """Its days; of the week, month, quarter or year that goes on, those until today. Weeks begin on Monday."""
    return _DAYS[preset](today)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _last_month(today: date) -> Days:
    end = today.replace(day=1) - timedelta(days=1)
    return Days(end.replace(day=1), end)


def _back(day: date, days: int) -> date:
    return day - timedelta(days=days)


_DAYS: Final[Mapping[Preset, Callable[[date], Days]]] = {
    Preset.TODAY: lambda today: Days(today, today),
    Preset.YESTERDAY: lambda today: Days(_back(today, 1), _back(today, 1)),
    Preset.THIS_WEEK: lambda today: Days(_monday(today), today),
    Preset.LAST_WEEK: lambda today: Days(_back(_monday(today), 7), _back(_monday(today), 1)),
    Preset.THIS_MONTH: lambda today: Days(today.replace(day=1), today),
    Preset.LAST_MONTH: _last_month,
    Preset.QUARTER: lambda today: Days(
        today.replace(month=(today.month - 1) // _QUARTER * _QUARTER + 1, day=1), today
    ),
    Preset.YEAR: lambda today: Days(today.replace(month=1, day=1), today),
}


def check_days(days: Days, today: date, most_years: int = LONGEST_YEARS) -> None:
    """Raise `range_backwards`, `day_to_come` or `range_too_long` for a range that cannot be reported on."""
    if days.last < days.first:
        raise Refusal("range_backwards", first=_said(days.first), last=_said(days.last))
    if days.last > today:
        raise Refusal("day_to_come", day=_said(days.last), today=_said(today))
    if not within_years(days, most_years):
        raise Refusal("range_too_long", years=most_years)


def within_years(days: Days, years: int) -> bool:
    """Whether the range has at most this many years."""
    return days.first >= _years_before(days.last, years)


def _said(day: date) -> str:
    """A day as people in Vietnam write it."""
    return f"{day:%d/%m/%Y}"


def _years_before(day: date, years: int) -> date:
    year = day.year - years
    if year < 1:
        return date.min
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


PERIODS: Final[Mapping[str, Callable[[date], str]]] = {
    "total": lambda _: "total",
    "day": lambda day: day.isoformat(),
    "weekday": lambda day: str(day.isoweekday()),
    "week": lambda day: "{}-W{:02d}".format(*day.isocalendar()),
    "month": lambda day: day.isoformat()[:7],
}
"""What days are grouped by, and the key of the group that a day belongs to."""
