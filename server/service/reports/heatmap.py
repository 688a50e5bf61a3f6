"""Figures by weekday and hour of arrival: when a week is full, and when it is empty."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from server.core.reports.days import PERIODS, Days
from server.core.reports.figures import Figures
from server.core.reports.period_names import Names
from server.service.context import Context
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.figures import checked, count
from server.service.reports.names import Known


@dataclass(frozen=True, slots=True)
class HourOfWeekday:
    """One hour ("00" to "23") of one weekday ("1", Monday, to "7"), and how many of these weekdays the range has."""

    weekday: str
    hour: str
    days: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class Heatmap:
    """The cells that have anything to tell, in order, and what their weekdays and hours are called."""

    cells: tuple[HourOfWeekday, ...]
    weekdays: Mapping[str, Names]
    hours: Mapping[str, Names]


def heatmap(context: Context, asked: FiguresAsked) -> Heatmap:
    """Weekday by hour; `by` of what is asked for does not matter. Raises what `figures` raises."""
    with context.store.read() as connection:
        checked(context, connection, asked)
        known = Known(context, connection)
        counted = count(
            context, connection, known, replace(asked, by=RowsBy.HOUR), (RowsBy.WEEKDAY, RowsBy.HOUR)
        )
        days = Counter(map(PERIODS[RowsBy.WEEKDAY], Days(asked.first, asked.last)))
        cells = tuple(
            HourOfWeekday(weekday, hour, days[weekday], counted[weekday, hour].figures())
            for weekday, hour in sorted(counted)
        )
        weekdays = {key: known.labels(RowsBy.WEEKDAY, key) for key in sorted(days)}
        hours = {cell.hour: known.labels(RowsBy.HOUR, cell.hour) for cell in cells}
    return Heatmap(cells, weekdays, dict(sorted(hours.items())))
