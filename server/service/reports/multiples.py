"""Figures of each row of a report by some time: when the rows differ, and not only how much."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.core.reports.days import PERIODS, Days
from server.core.reports.figures import Figures
from server.core.reports.period_names import Names
from server.service.context import Context
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.figures import checked, count
from server.service.reports.names import Known


@dataclass(frozen=True, slots=True)
class Multiples:
    """What the times are called, in their order without a gap, and the figures by a row's key and a time's."""

    times: Mapping[str, Names]
    figures: Mapping[tuple[str, str], Figures]


def multiples(context: Context, asked: FiguresAsked, time: RowsBy) -> Multiples:
    """The report's rows by `time`, which is the hour of arrival or a period of `PERIODS`. Raises what `figures` raises."""
    with context.store.read() as connection:
        checked(context, connection, asked)
        known = Known(context, connection)
        counted = count(context, connection, known, asked, (asked.by, time))
        told = {(key, at): each.figures() for (key, at), each in counted.items()}
        times = (
            _hours(told) if time == RowsBy.HOUR else list(map(PERIODS[time], Days(asked.first, asked.last)))
        )
        labels = {at: known.labels(time, at) for at in times}
    return Multiples(labels, told)


def _hours(told: Mapping[tuple[str, str], Figures]) -> list[str]:
    """Every hour from the first to the last that has anything to tell."""
    hours = sorted({int(hour) for _, hour in told})
    return [f"{hour:02d}" for hour in range(hours[0], hours[-1] + 1)] if hours else []
