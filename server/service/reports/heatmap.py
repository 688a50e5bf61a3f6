"""When people come: visits and waits by weekday and hour of arrival."""

from dataclasses import dataclass

from server.core.reports.figures import Figures
from server.service.context import Context
from server.service.reports.asked import By, FiguresAsked
from server.service.reports.figures import checked, count
from server.service.reports.names import Known, Names


@dataclass(frozen=True, slots=True)
class Heatmap:
    """`weekdays` ("1" is Monday) and `hours` ("07") that have something to tell, with their names; `cells` by both."""

    weekdays: tuple[tuple[str, Names], ...]
    hours: tuple[tuple[str, Names], ...]
    cells: dict[tuple[str, str], Figures]


def heatmap(context: Context, asked: FiguresAsked) -> Heatmap:
    """The weekdays and hours of what is asked for, whatever its `by`. Raises what `figures` raises."""
    with context.store.read() as connection:
        checked(context, connection, asked)
        known = Known(context, connection)
        counted = count(context, connection, known, asked, (By.WEEKDAY, By.HOUR))
        cells = {(day, hour): each.figures() for (day, hour), each in counted.items()}
        days = sorted({day for day, _ in cells})
        hours = sorted({int(hour) for _, hour in cells})
        every = [f"{hour:02d}" for hour in range(hours[0], hours[-1] + 1)] if hours else []
        return Heatmap(
            tuple((day, known.labels(By.WEEKDAY, day)) for day in days),
            tuple((hour, known.labels(By.HOUR, hour)) for hour in every),
            cells,
        )
