"""The numbers that kiosks gave while they were alone and that have joined the queue: each once."""

import sqlite3

from server.core.events import TicketBroughtIn


def add(connection: sqlite3.Connection, event: TicketBroughtIn) -> None:
    """Remember that this number has joined. A second time is an error."""
    connection.execute(
        "INSERT INTO brought_in (device, day, n, ticket) VALUES (?, ?, ?, ?)",
        (event.device, event.kiosk_day, event.n, event.ticket),
    )


def find(connection: sqlite3.Connection, device: int, day: str, n: int) -> int | None:
    """The ticket of the number that a kiosk counted `n` on its `day`."""
    query = "SELECT ticket FROM brought_in WHERE device = ? AND day = ? AND n = ?"
    row = connection.execute(query, (device, day, n)).fetchone()
    return None if row is None else int(row[0])


def everything(connection: sqlite3.Connection) -> dict[tuple[int, str, int], int]:
    """(device, its day, its count) → ticket."""
    rows = connection.execute("SELECT device, day, n, ticket FROM brought_in")
    return {(device, day, n): ticket for device, day, n, ticket in rows}
