"""What stands besides the queue: the tables of notices, outages and emergency messages."""

import json
import sqlite3

from server.core.events import (
    EmergencyLifted,
    EmergencyRaised,
    Entry,
    NoticePlaced,
    NoticeRemoved,
    OutageDeclared,
    OutageEnded,
    frozen,
)
from server.core.notices import Emergency, Notice, Outage, Standing, notice_of


def follow(connection: sqlite3.Connection, entry: Entry) -> None:
    """Let an entry take effect on the tables, as `evolve_standing` says."""
    match entry.event:
        case NoticePlaced(notice, facts):
            told = json.dumps(facts, ensure_ascii=False)
            connection.execute("INSERT OR REPLACE INTO notices (id, facts) VALUES (?, ?)", (notice, told))
        case NoticeRemoved(notice):
            connection.execute("DELETE FROM notices WHERE id = ?", (notice,))
        case OutageDeclared(field, vi, en):
            row = (field, vi, en, entry.at)
            connection.execute("INSERT OR REPLACE INTO outages VALUES (?, ?, ?, ?)", row)
        case OutageEnded(field):
            connection.execute("DELETE FROM outages WHERE field = ?", (field,))
        case EmergencyRaised(hall, vi, en):
            message = (hall, vi, en, entry.seq, entry.at)
            connection.execute("INSERT OR REPLACE INTO emergencies VALUES (?, ?, ?, ?, ?)", message)
        case EmergencyLifted(hall):
            connection.execute("DELETE FROM emergencies WHERE hall = ?", (hall,))


def standing(connection: sqlite3.Connection) -> Standing:
    """All that stands now."""
    return Standing(notices(connection), outages(connection), emergencies(connection))


def notices(connection: sqlite3.Connection) -> dict[int, Notice]:
    """Every notice, by id."""
    rows = connection.execute("SELECT id, facts FROM notices")
    return {notice: notice_of(notice, frozen(json.loads(facts))) for notice, facts in rows}


def outages(connection: sqlite3.Connection) -> dict[str, Outage]:
    """Every outage, by its field."""
    rows = connection.execute("SELECT field, vi, en, since FROM outages")
    return {row[0]: Outage(*row) for row in rows}


def emergencies(connection: sqlite3.Connection) -> dict[str, Emergency]:
    """Every emergency message, by its hall."""
    rows = connection.execute("SELECT hall, vi, en, seq, at FROM emergencies")
    return {row[0]: Emergency(*row) for row in rows}
