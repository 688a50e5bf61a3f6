"""What a report of the city is asked for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class RowsBy(StrEnum):
    """What the rows of a report are."""

    CENTRE = "centre"
    DISTRICT = "district"
    FIELD = "field"
    PROCEDURE = "procedure"
    HOUR = "hour"
    WEEKDAY = "weekday"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    CHANNEL = "channel"
    TOTAL = "total"


RATED: Final = frozenset(
    {RowsBy.CENTRE, RowsBy.DISTRICT, RowsBy.WEEKDAY, RowsBy.DAY, RowsBy.WEEK, RowsBy.MONTH, RowsBy.TOTAL},
)
"""By what satisfaction is known: centres tell it by day, and no further."""


@dataclass(frozen=True, slots=True)
class CityReportQuery:
    """The query of a report on the business days `first` to `last`, both included; a filter that is not given means all.

    `centres` are the counted centres: those that the caller may see and has chosen; `None` for all. `fields` are codes.
    """

    first: date
    last: date
    by: RowsBy = RowsBy.CENTRE
    centres: tuple[str, ...] | None = None
    fields: tuple[str, ...] = ()
