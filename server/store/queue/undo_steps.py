"""The last step of each counter, with what it changed: what an undo goes back to."""

import json
import sqlite3

from server.core.events import frozen
from server.core.queue.undo import Change, Step


def find(connection: sqlite3.Connection, counter: int) -> Step | None:
    """The last step of this counter, if it was not undone."""
    row = connection.execute(
        "SELECT at, first, officer, action, changes FROM steps WHERE counter = ?", (counter,)
    ).fetchone()
    if row is None:
        return None
    at, first, officer, action, changes = row
    return Step(counter, at, first, officer, action, tuple(Change(*c) for c in frozen(json.loads(changes))))


def save(connection: sqlite3.Connection, step: Step) -> None:
    """Keep a counter's last step in the place of the one before."""
    changes = [(c.kind, c.number, c.before, c.after) for c in step.changes]
    connection.execute(
        "INSERT OR REPLACE INTO steps (counter, at, first, officer, action, changes) VALUES (?, ?, ?, ?, ?, ?)",
        (
            step.counter,
            step.at,
            step.first,
            step.officer,
            step.action,
            json.dumps(changes, ensure_ascii=False),
        ),
    )


def forget(connection: sqlite3.Connection, counter: int) -> None:
    """Nothing can be undone at this counter any more."""
    connection.execute("DELETE FROM steps WHERE counter = ?", (counter,))
