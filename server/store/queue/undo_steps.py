"""The last step of each counter, with what it changed: what an undo goes back to."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from server.core.events import frozen
from server.core.queue.undo import Step, StepChange

_SELECT: Final = "SELECT counter, at, first, officer, action, changes, last FROM steps "


def find(connection: sqlite3.Connection, counter: int) -> Step | None:
    """The last step of this counter, if it was not undone."""
    row = connection.execute(_SELECT + "WHERE counter = ?", (counter,)).fetchone()
    return None if row is None else _step_from(row)


def save(connection: sqlite3.Connection, step: Step) -> None:
    """Keep a counter's last step in the place of the one before."""
    changes = [(c.kind, c.number, c.before, c.after) for c in step.changes]
    connection.execute(
        "INSERT OR REPLACE INTO steps (counter, at, first, officer, action, changes, last)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            step.counter,
            step.at,
            step.first,
            step.officer,
            step.action,
            json.dumps(changes, ensure_ascii=False),
            step.last,
        ),
    )


def forget(connection: sqlite3.Connection, counter: int) -> None:
    """Nothing can be undone at this counter any more."""
    connection.execute("DELETE FROM steps WHERE counter = ?", (counter,))


def everything(connection: sqlite3.Connection) -> dict[int, Step]:
    """Every step that can be undone, by counter. Raises `ValueError` for an invalid step."""
    return {row[0]: _step_from(row) for row in connection.execute(_SELECT)}


def _step_from(row: Sequence[Any]) -> Step:
    counter, at, first, officer, action, changes, last = row
    parts = tuple(StepChange(*part) for part in frozen(json.loads(changes)))
    return Step(counter, at, first, officer, action, parts, last)
