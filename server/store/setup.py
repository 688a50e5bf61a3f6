"""The tables of a new centre's first steps: what people said of each, and the screens that were heard."""

import sqlite3

from server.core.setup import Mark


def marks(connection: sqlite3.Connection) -> dict[str, Mark]:
    """Step → what people said of it; empty in a centre that was not begun in the browser."""
    return {step: Mark(mark) for step, mark in connection.execute("SELECT step, mark FROM setup_steps")}


def save(connection: sqlite3.Connection, step: str, mark: Mark) -> None:
    """This is said of the step from now on."""
    connection.execute(
        "INSERT INTO setup_steps (step, mark) VALUES (?, ?) ON CONFLICT DO UPDATE SET mark = excluded.mark",
        (step, mark),
    )


def hear(connection: sqlite3.Connection, device: int, number: str) -> None:
    """A screen spoke its first number."""
    connection.execute("INSERT INTO screens_heard (device, number) VALUES (?, ?)", (device, number))


def heard(connection: sqlite3.Connection) -> dict[int, str]:
    """Device → the first number that it spoke."""
    return dict(connection.execute("SELECT device, number FROM screens_heard ORDER BY device"))
