"""The tickets table: the state that follows from the journal, and the queries the calling order needs."""

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, fields
from typing import Any, Final

from server.core.model import Channel, PrintState, Ticket, TicketState
from server.core.policy import Head

COLUMNS: Final = tuple(f.name for f in fields(Ticket))
_SELECT: Final = f"SELECT {', '.join(COLUMNS)} FROM tickets "
_INSERT: Final = (
    "INSERT INTO tickets (id, day, prefix, n, field, procedure, priority, channel, issued_at, state, calls,"
    " print) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_CHANGING: Final = COLUMNS[COLUMNS.index("state") :]
_UPDATE: Final = f"UPDATE tickets SET {', '.join(f'{c} = ?' for c in _CHANGING)} WHERE id = ?"


def ticket_from(row: Sequence[Any]) -> Ticket:
    """A row of `COLUMNS` as a ticket."""
    values = dict(zip(COLUMNS, row, strict=True))
    values["channel"] = Channel(values["channel"])
    values["state"] = TicketState(values["state"])
    values["print"] = None if values["print"] is None else PrintState(values["print"])
    return Ticket(**values)


def find(connection: sqlite3.Connection, ticket: int) -> Ticket | None:
    """The ticket with this id."""
    row = connection.execute(_SELECT + "WHERE id = ?", (ticket,)).fetchone()
    return None if row is None else ticket_from(row)


def insert(connection: sqlite3.Connection, ticket: Ticket) -> None:
    """Store a ticket just issued."""
    connection.execute(
        _INSERT,
        (
            ticket.id,
            ticket.day,
            ticket.prefix,
            ticket.n,
            ticket.field,
            ticket.procedure,
            ticket.priority,
            ticket.channel,
            ticket.issued_at,
            ticket.state,
            ticket.calls,
            ticket.print,
        ),
    )


def update(connection: sqlite3.Connection, ticket: Ticket) -> None:
    """Store what can change in a ticket's life."""
    connection.execute(_UPDATE, (*(getattr(ticket, c) for c in _CHANGING), ticket.id))


def heads(connection: sqlite3.Connection, day: str, served: Sequence[str]) -> list[Head]:
    """The longest-waiting ticket of each of the `served` fields; one index look-up a field."""
    query = "SELECT id FROM tickets WHERE day = ? AND field = ? AND state = 'waiting' ORDER BY id LIMIT 1"
    found = ((field, connection.execute(query, (day, field)).fetchone()) for field in served)
    return [Head(field, row[0]) for field, row in found if row is not None]


def ahead(connection: sqlite3.Connection, ticket: Ticket) -> int:
    """How many people wait before this ticket in its field; 0 when it does not wait."""
    if ticket.state is not TicketState.WAITING:
        return 0
    query = "SELECT count(*) FROM tickets WHERE day = ? AND field = ? AND state = 'waiting' AND id < ?"
    return int(connection.execute(query, (ticket.day, ticket.field, ticket.id)).fetchone()[0])


def in_state(
    connection: sqlite3.Connection, day: str, served: Sequence[str], state: TicketState, limit: int
) -> list[Ticket]:
    """The first `limit` tickets of these fields in `state` (waiting or no_show), in order of arrival."""
    assert state in (TicketState.WAITING, TicketState.NO_SHOW)
    query = f"{_SELECT}WHERE day = ? AND field = ? AND state = '{state.value}' ORDER BY id LIMIT ?"
    rows = [row for field in served for row in connection.execute(query, (day, field, limit))]
    return [ticket_from(row) for row in sorted(rows)[:limit]]


def latest_calls(connection: sqlite3.Connection, day: str, limit: int) -> list[Ticket]:
    """The day's tickets called last, newest call first."""
    query = f"{_SELECT}WHERE day = ? AND call_seq IS NOT NULL ORDER BY call_seq DESC LIMIT ?"
    return [ticket_from(row) for row in connection.execute(query, (day, limit))]


def counted_at(connection: sqlite3.Connection, day: str, counter: int) -> dict[str, int]:
    """The day's tickets that a counter had, by state."""
    query = "SELECT state, count(*) FROM tickets WHERE day = ? AND counter = ? GROUP BY state"
    return dict(connection.execute(query, (day, counter)).fetchall())


def printing(connection: sqlite3.Connection) -> list[int]:
    """Ids of the tickets whose slip was never reported on."""
    return [row[0] for row in connection.execute("SELECT id FROM tickets WHERE print = 'printing'")]


def everything(connection: sqlite3.Connection) -> dict[int, Ticket]:
    """Every ticket there is, by id."""
    return {row[0]: ticket_from(row) for row in connection.execute(_SELECT)}


def as_row(ticket: Ticket) -> dict[str, object]:
    """A ticket by column, for comparing."""
    return dict(zip(COLUMNS, astuple(ticket), strict=True))
