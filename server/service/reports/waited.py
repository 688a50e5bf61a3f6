"""How long somebody had waited before each call, and who was called before them meanwhile."""

import sqlite3
from collections.abc import Mapping

from server.core.model import Ticket, spelled
from server.core.reports.life import LifeNames
from server.core.reports.passing import MOST, passed_by, told
from server.core.texts import FilledTexts
from server.store.queue import tickets
from server.store.reports import stays


def waits(
    connection: sqlite3.Connection, ticket: Ticket, known: LifeNames
) -> Mapping[int, tuple[FilledTexts, ...]]:
    """The waits of a ticket that reports count, each by its call."""
    own = [stays.stay_from(row) for _, row in stays.of_ticket(connection, ticket.day, ticket.id)]
    waited = [stay for stay in own if stay.wait_s is not None]
    day = list(stays.of_day(connection, ticket.day)) if waited else []
    found = {}
    for stay in waited:
        before = passed_by(stay, day)
        numbers = tickets.numbers(connection, [each.ticket for each in before[:MOST]])
        named = {id_: spelled(*number) for id_, number in numbers.items()}
        found[stay.seq] = tuple(told(stay, before, named, known))
    return found
