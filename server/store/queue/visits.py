"""What a day's visits left, and how long they waited beside what was foretold."""

import sqlite3
from dataclasses import dataclass


def foretold(connection: sqlite3.Connection, day: str) -> list[tuple[int, int, int]]:
    """(wait in milliseconds, foretold low, foretold high in seconds) of the day's tickets that were called, without who went away."""
    query = (
        "SELECT first_called_at - issued_at, low_s, high_s FROM tickets"
        " WHERE day = ? AND first_called_at IS NOT NULL AND high_s IS NOT NULL AND away_until IS NULL"
    )
    return connection.execute(query, (day,)).fetchall()


@dataclass(frozen=True, slots=True)
class Visits:
    """What the finished visits of a line left: dossiers received, and visits that nobody noted a result of."""

    dossiers: int
    without_outcome: int


def visits(connection: sqlite3.Connection, day: str) -> dict[str, Visits]:
    """What a day's finished visits left, by line. An outcome alone stands for one dossier; one sent online is not counted."""
    query = (
        "SELECT line, sum(CASE WHEN dossiers = '[]' THEN outcome IS 'received' ELSE"
        " (SELECT count(*) FROM json_each(dossiers) WHERE json_extract(value, '$[1]') = 'received'"
        " AND json_extract(value, '$[2]') = 'direct') END),"
        " sum(outcome IS NULL) FROM tickets WHERE day = ? AND state = 'finished' GROUP BY line"
    )
    return {line: Visits(*row) for line, *row in connection.execute(query, (day,))}
