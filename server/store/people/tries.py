"""Wrong passwords and PINs, kept beside the journal so that a restart does not reset what they have slowed down."""

import json
import sqlite3
from typing import Any


def load(connection: sqlite3.Connection, brake: str, now: int) -> dict[str, Any]:
    """A brake's counts by its keys, without those that no longer count at `now` (UTC milliseconds)."""
    rows = connection.execute("SELECT key, facts FROM tries WHERE brake = ? AND ends > ?", (brake, now))
    return {key: json.loads(facts) for key, facts in rows}


def keep(connection: sqlite3.Connection, brake: str, key: str, facts: Any, ends: int) -> None:
    """A brake has counted so much for this key, which counts until `ends`; nothing at all: the row goes."""
    connection.execute("DELETE FROM tries WHERE brake = ? AND key = ?", (brake, key))
    if facts:
        connection.execute(
            "INSERT INTO tries (brake, key, facts, ends) VALUES (?, ?, ?, ?)",
            (brake, key, json.dumps(facts), ends),
        )


def forget_old(connection: sqlite3.Connection, now: int) -> None:
    """Delete counts that no longer matter."""
    connection.execute("DELETE FROM tries WHERE ends <= ?", (now,))
