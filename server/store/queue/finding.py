"""Tickets by what somebody remembers of them: the number, the field, about when."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from server.core.model import Ticket
from server.core.queue.typed_numbers import Meant
from server.store.queue.tickets import COLUMNS, ticket_from


def days_until(connection: sqlite3.Connection, day: str, most: int) -> Iterator[str]:
    """The last days with a number, `day` and before, newest first, at most so many."""
    query = "SELECT max(day) FROM tickets WHERE day <= ?"
    for _ in range(most):
        found = connection.execute(query, (day,)).fetchone()[0]
        if found is None:
            return
        yield found
        day, query = found, "SELECT max(day) FROM tickets WHERE day < ?"


def of_day(  # noqa: PLR0913, PLR0917 - each thing that somebody may remember
    connection: sqlite3.Connection,
    day: str,
    number: Meant | None,
    field: str | None,
    between: tuple[int, int] | None,
    limit: int,
) -> list[Ticket]:
    """A day's tickets that fit all that is remembered, newest first; `between` are moments in UTC milliseconds."""
    wanted: list[tuple[str, tuple[Any, ...]]] = [("day = ?", (day,))]
    if number is not None:
        wanted.append(_numbered(number))
    if field is not None:
        wanted.append(("field = ?", (field,)))
    if between is not None:
        wanted.append(("issued_at BETWEEN ? AND ?", between))
    where = " AND ".join(condition for condition, _ in wanted)
    values = [value for _, each in wanted for value in each]
    query = f"SELECT {', '.join(COLUMNS)} FROM tickets WHERE {where} ORDER BY issued_at DESC, id DESC LIMIT ?"
    return [ticket_from(row) for row in connection.execute(query, (*values, limit))]


def _numbered(number: Meant) -> tuple[str, tuple[Any, ...]]:
    ways = ["(prefix = ? AND n = ?)"] * len(number.readings)
    values: list[Any] = [value for reading in number.readings for value in reading]
    if number.n is not None:
        ways.append("n = ?")
        values.append(number.n)
    return f"({' OR '.join(ways) or '0'})", tuple(values)


def first_after_days(connection: sqlite3.Connection, day: str, days: int) -> int | None:
    """The first ticket of the day that is `days` later than `day`, counting only days with tickets; `None` if there is none yet."""
    later: str | None = day
    for _ in range(days):
        later = connection.execute("SELECT min(day) FROM tickets WHERE day > ?", (later,)).fetchone()[0]
        if later is None:
            return None
    found = connection.execute("SELECT min(id) FROM tickets WHERE day = ?", (later,)).fetchone()[0]
    return None if found is None else int(found)
