"""How counters spent their days: past ones as they were put together, all others as their entries and stays are now."""

from collections.abc import Iterator, Mapping

from server.core.reports.counter_pieces import MadeBy, Piece, of_whole_days
from server.core.reports.days import Days, day_from, day_text
from server.service.context import Context
from server.service.reports.names import Known
from server.service.reports.pace import paced_if_long
from server.service.reports.scope import offsets
from server.service.today import today
from server.store.reports import counter_days


def pieces_of(
    context: Context, points: Mapping[str, str], days: Days, *, hours: bool
) -> Iterator[tuple[str, list[Piece]]]:
    """Each day and how the counters spent it, or its `hours`, of one moment each; `points` has those of counters, by their numbers."""
    first, last = day_text(days.first), day_text(days.last)
    made_by = {day: _made_by(context, points, day) for day in map(day_text, days)}
    with context.store.read() as connection:
        now = today(context, connection)[2]
        for made in counter_days.made(connection, first, last, hours=hours):
            if made.day < now and made.by == made_by[made.day].texts():
                del made_by[made.day]
                yield made.day, made.pieces()
    for day, by in paced_if_long(made_by.items(), days):
        with context.store.read() as connection:
            pieces = counter_days.of_day(connection, day, by, context.clock())
        yield day, pieces if hours else of_whole_days(pieces)


def due(context: Context) -> list[str]:
    """The days before today on which counters did anything that are not put together, or not as the clock and the points are now; the newest first."""
    with context.store.read() as connection:
        days = counter_days.days(connection, today(context, connection)[2])
        made = {each.day: each.by for each in counter_days.made(connection)}
        points = Known(context, connection).point_of
    return [day for day in reversed(days) if made.get(day) != _made_by(context, points, day).texts()]


def put_together(context: Context, day: str) -> None:
    """Put one day together as its entries and stays are now."""
    with context.store.read() as connection:
        made_by = _made_by(context, Known(context, connection).point_of, day)
    context.store.write(lambda transaction: counter_days.make(transaction.connection, day, made_by))


def _made_by(context: Context, points: Mapping[str, str], day: str) -> MadeBy:
    return MadeBy(offsets(context, day_from(day), day_from(day)), points)
