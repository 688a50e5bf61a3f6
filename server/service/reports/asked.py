"""What a report is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Final

HOURS: Final = tuple(f"{hour:02d}" for hour in range(24))
WEEKDAYS: Final = tuple(str(weekday) for weekday in range(1, 8))
"""The keys of hours and weekdays, the same everywhere; weekdays from Monday on."""


class RowsBy(StrEnum):
    """What the rows of a report are."""

    TOTAL = "total"
    DAY = "day"
    WEEKDAY = "weekday"
    WEEK = "week"
    MONTH = "month"
    HOUR = "hour"
    FIELD = "field"
    COUNTER = "counter"
    OFFICER = "officer"
    PROCEDURE = "procedure"
    CHANNEL = "channel"
    HALL = "hall"
    POINT = "point"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a report: only what has one of these values. No value means any, an empty value means "missing"; an empty point is the main one.

    Values are the keys of a report's rows: codes, counters' numbers, user names; `hour` is "00" to "23", `weekday` "1"
    (Monday) to "7".
    """

    field: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    officer: tuple[str, ...] = ()
    procedure: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    hall: tuple[str, ...] = ()
    priority: tuple[str, ...] = ()
    hour: tuple[str, ...] = ()
    weekday: tuple[str, ...] = ()
    point: tuple[str, ...] = ()

    def wanted(self) -> Mapping[str, tuple[str, ...]]:
        """Those that are set, by the names of `RowsBy`."""
        named = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {"class" if name == "priority" else name: values for name, values in named if values}


@dataclass(frozen=True, slots=True)
class FiguresAsked:
    """A report on the business days `first` to `last`, both in it.

    With `until` (UTC milliseconds) only what had happened by then counts on the last day.
    """

    first: date
    last: date
    by: RowsBy = RowsBy.TOTAL
    filters: Filters = Filters()
    until: int | None = None
