"""Past days are put together, so that reports of years need not read every visit."""

from server.core.reports.days import day_from
from server.service.context import Context
from server.service.reports.scope import offsets
from server.service.today import today
from server.store.reports import day_groups
from server.store.reports.scope import Scope


def due(context: Context) -> list[str]:
    """The days before today with visits that are not put together, or whose hours were told by another clock; the newest first."""
    with context.store.read() as connection:
        past = day_groups.days(connection, today(context, connection)[2])
    return [day for day, clock in reversed([*past.items()]) if clock != _whole(context, day).clock]


def put_together(context: Context, day: str) -> None:
    """Put one day together as its visits are now."""
    scope = _whole(context, day)
    context.store.write(lambda transaction: day_groups.make(transaction.connection, scope))


def _whole(context: Context, day: str) -> Scope:
    return Scope(day, day, offsets=offsets(context, day_from(day), day_from(day)))
