"""How many people come today, beside a usual day."""

from dataclasses import dataclass

from server.core.usual_day import UsualDay
from server.service.context import Context
from server.service.today import today
from server.store.queue import arrivals, tallies


@dataclass(frozen=True, slots=True)
class ArrivalsReport:
    """By half hour how many came on `day` until `at` (UTC milliseconds), and how many usually come."""

    day: str
    at: int
    came: tuple[int, ...]
    usual: UsualDay


def arrivals_today(context: Context) -> ArrivalsReport:
    """Today's arrivals; the usual day is found once a day."""
    with context.store.read() as connection:
        _, at, day = today(context, connection)
        came = arrivals.of_day(connection, day, context.centre.local)
    return ArrivalsReport(day, at, came, context.usual_day(day))


def came_until(context: Context, day: str) -> int:
    """How many numbers were given on a day, as kept counts tell; those cancelled are left out."""
    with context.store.read() as connection:
        counted = tallies.of_day(connection, day).values()
    return sum(people for states in counted for state, people in states.items() if state != "cancelled")
