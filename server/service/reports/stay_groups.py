"""Stays of past days, months and years are put together, so that reports of years need not read every visit."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from server.core.reports.days import DAY, MONTH, PARTS, YEAR, day_from
from server.service.context import Context
from server.service.reports.scope import offsets
from server.service.today import today
from server.store.reports import stay_groups
from server.store.reports.scope import Scope

SIZES: Final = (DAY, MONTH, YEAR)
"""In this order: a month is put together from its days, a year from its months."""


def due(context: Context, size: int) -> list[str]:
    """The periods of a size before that of today with visits that are not put together, or whose hours were told by another clock; the newest first.

    A month is due once all its days with visits are there, a year once all its months.
    """
    with context.store.read() as connection:
        now = today(context, connection)[2]
        days, made = stay_groups.days(connection, now[:size]), stay_groups.made(connection)
    if size == DAY:
        return [day for day in reversed(days) if made.get(day) != _whole(context, day).clock]
    return [
        p
        for p, clocks in reversed(_clocks(days, made, size).items())
        if clocks not in ({None}, {made.get(p)}) and len(clocks) == 1
    ]


def put_together(context: Context, period: str) -> None:
    """Put one period together as its visits are now."""
    if len(period) == DAY:
        scope = _whole(context, period)
        context.store.write(lambda transaction: stay_groups.make(transaction.connection, scope))
        return
    with context.store.read() as connection:
        found = stay_groups.merged(connection, period)
    context.store.write(lambda transaction: stay_groups.merge(transaction.connection, period, found))


def _clocks(days: Sequence[str], made: Mapping[str, str], size: int) -> dict[str, set[str | None]]:
    """By what clocks the parts of each period were made; `None`: one was not."""
    found = defaultdict[str, set[str | None]](set)
    for day in days:
        found[day[:size]].add(made.get(day[: PARTS[size]]))
    return dict(found)


def _whole(context: Context, day: str) -> Scope:
    return Scope(day, day, offsets=offsets(context, day_from(day), day_from(day)))
