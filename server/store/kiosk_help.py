"""The latest call for a helper of each kiosk, by device."""

import sqlite3
from typing import Final

from server.core.queue.help import HelpCall

_SELECT: Final = "SELECT device, at, answered_at FROM kiosk_help "


def call(connection: sqlite3.Connection, device: int, at: int) -> None:
    """A kiosk calls."""
    connection.execute(
        "INSERT INTO kiosk_help (device, at) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET at = excluded.at, answered_at = NULL",
        (device, at),
    )


def answer(connection: sqlite3.Connection, device: int, at: int) -> None:
    """Somebody goes there."""
    connection.execute("UPDATE kiosk_help SET answered_at = ? WHERE device = ?", (at, device))


def find(connection: sqlite3.Connection, device: int) -> HelpCall | None:
    """The kiosk's latest call, ended or not."""
    return everything(connection, "WHERE device = ?", device).get(device)


def everything(connection: sqlite3.Connection, where: str = "", *facts: int) -> dict[int, HelpCall]:
    """Device → its latest call."""
    rows = connection.execute(f"{_SELECT}{where} ORDER BY device", facts)
    return {device: HelpCall(at, None, answered_at) for device, at, answered_at in rows}
