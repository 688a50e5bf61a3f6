"""Finding a number again: a slip that was missed or lost, by its number, its field or about when it was taken."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from server.core.queue.typed_numbers import meant
from server.core.reports.days import day_from
from server.core.units import MINUTE_MS
from server.service.context import Context
from server.service.queue.ticket_now import TicketNow, ticket_now
from server.service.today import today
from server.store.queue import finding

SHOWN: Final = 20
TODAY: Final = "today"
ABOUT_MINUTES: Final = 15
"""How far from the time that somebody remembers it is looked."""
_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known of a ticket; `at` is about when it was taken.

    `day` is a business day, or `today`. Without one it is looked for today; a number alone on the last days with any, too.
    """

    number: str | None = None
    field: str | None = None
    at: time | None = None
    day: str | None = None


def find(context: Context, remembered: Remembered) -> list[TicketNow]:
    """The tickets that fit, newest first, at most `SHOWN`; the newest of the day where nothing is remembered."""
    number = None if remembered.number is None else meant(remembered.number)
    with context.store.read() as connection:
        _, _, now = today(context, connection)
        alone = number is not None and remembered.day is None and remembered.at is None
        day_meant = now if remembered.day in {None, TODAY} else remembered.day
        days = finding.days_until(connection, now, _DAYS) if alone else [day_meant or now]
        found: list[TicketNow] = []
        for day in days:
            left = SHOWN - len(found)
            between = _about(context, day, remembered.at)
            tickets = finding.of_day(connection, day, number, remembered.field, between, left)
            found += [ticket_now(context, connection, ticket) for ticket in tickets]
    return found[:SHOWN]


def _about(context: Context, day: str, at: time | None) -> tuple[int, int] | None:
    if at is None:
        return None
    moment = datetime.combine(day_from(day), at, context.centre.zone)
    middle = int(moment.timestamp() * 1000)
    around = ABOUT_MINUTES * MINUTE_MS
    return middle - around, middle + around
