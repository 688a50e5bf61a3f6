"""How counters spent their time on some days: open beside arrivals, idle, on breaks."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from server.core.queue.lines import MAIN
from server.core.refusal import Refusal
from server.core.reports.counter_pieces import CounterTimes, Piece
from server.core.reports.days import FILE_YEARS, PERIODS, Days, day_from
from server.core.reports.period_names import Names
from server.service.context import Context
from server.service.reports.asked import FiguresAsked, Filters, RowsBy
from server.service.reports.counter_days import pieces_of
from server.service.reports.figures import checked, figures
from server.service.reports.names import Known
from server.service.reports.pace import turn

KEYS: Final = (
    RowsBy.TOTAL,
    RowsBy.DAY,
    RowsBy.WEEKDAY,
    RowsBy.WEEK,
    RowsBy.MONTH,
    RowsBy.HOUR,
    RowsBy.COUNTER,
    RowsBy.OFFICER,
    RowsBy.HALL,
    RowsBy.POINT,
)
"""What the rows can be."""
FILTERS: Final = ("counter", "officer", "hall", "point")
"""The filters that counters have."""


@dataclass(frozen=True, slots=True)
class _Stands:
    """The hall and the point of each counter, by its number."""

    halls: Mapping[str, str]
    points: Mapping[str, str]


_KEYS: Final[Mapping[str, Callable[[_Stands, Piece], str]]] = {
    RowsBy.HOUR: lambda _, piece: f"{piece.hour:02d}",
    RowsBy.COUNTER: lambda _, piece: str(piece.counter),
    RowsBy.OFFICER: lambda _, piece: piece.officer,
    RowsBy.HALL: lambda stands, piece: stands.halls.get(str(piece.counter), ""),
    RowsBy.POINT: lambda stands, piece: stands.points.get(str(piece.counter), MAIN),
}
"""What the pieces of a day are told apart by; days themselves are by `PERIODS`."""


@dataclass(frozen=True, slots=True)
class TimesRow:
    """One row: its key, its name by language, the times of all its counters together, and their visits."""

    key: str
    labels: Names
    times: CounterTimes
    visits: int


def counter_times(context: Context, asked: FiguresAsked) -> tuple[TimesRow, ...]:
    """By total, day, weekday, week, month, hour (of the clock), counter, officer, hall or point; of a year at most.

    Filters count for counter, officer, hall and point, and the last day counts whole. A shift that nobody ended ends at midnight. Raises what `figures` raises, and
    `bad_request` for other rows.
    """
    if asked.by not in KEYS:
        raise Refusal("bad_request", reason=f"by: {', '.join(KEYS)}")
    days = Days(asked.first, asked.last)
    with context.store.read() as connection:
        checked(context, connection, asked, FILE_YEARS)
        known = Known(context, connection)
        stands = _Stands(known.hall_of, known.point_of)
    with turn(context, days):
        every = pieces_of(context, stands.points, days, hours=asked.by == RowsBy.HOUR)
        found = _added(asked, stands, every)
    keys = sorted(found, key=lambda key: (int(key) if asked.by == RowsBy.COUNTER else 0, key))
    visits = _visits(context, asked)
    with context.store.read() as connection:
        known = Known(context, connection)
        return tuple(
            TimesRow(key, known.labels(asked.by, key), found[key], visits.get(key, 0)) for key in keys
        )


def _visits(context: Context, asked: FiguresAsked) -> dict[str, int]:
    """The visits of the same rows, by their keys."""
    filters = Filters(**{name: getattr(asked.filters, name) for name in FILTERS})
    report = figures(context, replace(asked, filters=filters, until=None))
    return {row.key: row.figures.visits for row in report.rows}


def _added(
    asked: FiguresAsked, stands: _Stands, every: Iterable[tuple[str, list[Piece]]]
) -> dict[str, CounterTimes]:
    """The pieces that are asked for, added up by their keys."""
    wanted = [(_KEYS[name], values) for name, values in asked.filters.wanted().items() if name in FILTERS]
    key_of, period_of = _KEYS.get(asked.by), PERIODS.get(asked.by)
    found = defaultdict[str, CounterTimes](CounterTimes)
    for day, pieces in every:
        period = period_of(day_from(day)) if period_of else ""
        for piece in pieces:
            if all(key(stands, piece) in values for key, values in wanted):
                found[key_of(stands, piece) if key_of else period].add(piece)
    return found
