"""Numbers that were asked for from afar: by their request, by the hour, and those whose people have not come yet."""

import sqlite3
from collections.abc import Mapping

from server.core.model import Ticket
from server.core.queue import standing
from server.core.queue.standing import IN_LINE, Waiting
from server.store.queue.tickets import COLUMNS, find, ticket_from

_SELECT = f"SELECT {', '.join(COLUMNS)} FROM tickets "
_IN_LINE_WITH = (
    "SELECT id, line, issued_at, priority, for_counter, ifnull(dossiers_told, 1) FROM tickets"
    f" WHERE day = ? AND line = ? AND (state = 'waiting' OR id = ?) ORDER BY {IN_LINE}"
)


def of_request(connection: sqlite3.Connection, request: str) -> Ticket | None:
    """The ticket that answered a request; a request is one ticket, ever."""
    row = connection.execute("SELECT id FROM tickets WHERE request = ?", (request,)).fetchone()
    return None if row is None else find(connection, row[0])


def given_since(connection: sqlite3.Connection, day: str, field: str, since: int) -> int:
    """How many of a day's numbers of a field were asked for from afar at `since` (UTC milliseconds) or later, cancelled ones too."""
    query = (
        "SELECT count(*) FROM tickets WHERE request IS NOT NULL AND day = ? AND field = ? AND issued_at >= ?"
    )
    return int(connection.execute(query, (day, field, since)).fetchone()[0])


def expected(connection: sqlite3.Connection, day: str) -> list[Ticket]:
    """The day's tickets whose people have not come yet, by when their places lapse."""
    query = (
        f"{_SELECT}WHERE request IS NOT NULL AND state = 'parked' AND for_counter IS NULL AND day = ?"
        " ORDER BY away_until, id"
    )
    return [ticket_from(row) for row in connection.execute(query, (day,))]


def ahead_of(connection: sqlite3.Connection, ticket: Ticket, weights_s: Mapping[str, int]) -> int:
    """How many people who are here stand before the place that is kept for this ticket."""
    rows = connection.execute(_IN_LINE_WITH, (ticket.day, ticket.line, ticket.id))
    return standing.ahead(ticket.id, [Waiting(*row) for row in rows], weights_s)
