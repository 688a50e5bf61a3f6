"""The file of messages, beside the database: who waits for one and at what number, what was sent, and the keys of the ways.

A file of its own, so that it is in no backup and what is deleted leaves no trace in it: `secure_delete` writes zeros over
it, and there is no write-ahead log that would keep it. It is made when something is first kept.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

import structlog

from server.core.files import MESSAGES
from server.core.messages.kinds import NEVER, Kind, Said, Way, Wish
from server.store.connect import logged

_TABLES: Final = (
    (
        "CREATE TABLE IF NOT EXISTS wishes (ticket INTEGER PRIMARY KEY, day TEXT NOT NULL, phone TEXT NOT NULL,"
        " way TEXT NOT NULL, language TEXT NOT NULL, mark TEXT NOT NULL) STRICT"
    ),
    (
        "CREATE TABLE IF NOT EXISTS tries (ticket INTEGER NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL,"
        " way TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (ticket, kind)) STRICT"
    ),
    "CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)
_WISH: Final = "ticket, day, phone, way, language, mark"
SENDING: Final = "sending"
"""The state of a try that has begun: what came of it is not known if the machine stops now."""
_log = structlog.get_logger(__name__)


class MessageFile:
    """The file in the data folder. Everybody may use it at once; each call is one durable step."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / MESSAGES
        self._lock = Lock()

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept."""
        return self._path.exists()

    def keep(self, wish: Wish) -> None:
        """Keep a number, in place of an earlier one of the same ticket; what could not be sent may be tried at the new one."""
        row = (wish.ticket, wish.day, wish.phone, wish.way, wish.language, wish.mark)
        with self._open() as connection:
            connection.execute(f"INSERT OR REPLACE INTO wishes ({_WISH}) VALUES (?, ?, ?, ?, ?, ?)", row)
            connection.execute(
                "DELETE FROM tries WHERE ticket = ? AND state LIKE ?", (wish.ticket, f"{NEVER}%")
            )

    def wish(self, ticket: int) -> Wish | None:
        """What is wished for a ticket."""
        return next(iter(self._wishes("WHERE ticket = ?", ticket)), None)

    def wishes(self) -> list[Wish]:
        """Every wish, the earliest number first."""
        return self._wishes("ORDER BY ticket")

    def with_phone(self, phone: str) -> set[int]:
        """The tickets for which this number waits."""
        return {wish.ticket for wish in self._wishes("WHERE phone = ?", phone)}

    def forget(self, ticket: int) -> None:
        """Delete the number of a ticket."""
        if self.exists:
            with self._open() as connection:
                connection.execute("DELETE FROM wishes WHERE ticket = ?", (ticket,))

    def forget_all(self) -> None:
        """Delete every number."""
        if self.exists:
            with self._open() as connection:
                connection.execute("DELETE FROM wishes")

    def forget_other_days(self, day: str) -> None:
        """Delete the numbers, and what is known of tries, of every day but this."""
        if self.exists:
            with self._open() as connection:
                connection.execute("DELETE FROM wishes WHERE day <> ?", (day,))
                connection.execute("DELETE FROM tries WHERE day <> ?", (day,))

    def note(self, wish: Wish, kind: Kind, state: str | None) -> None:
        """Keep how far a message is; `None`: it was not tried."""
        with self._open() as connection:
            if state is None:
                connection.execute("DELETE FROM tries WHERE ticket = ? AND kind = ?", (wish.ticket, kind))
            else:
                row = (wish.ticket, kind, wish.day, wish.way, state)
                connection.execute("INSERT OR REPLACE INTO tries VALUES (?, ?, ?, ?, ?)", row)

    def end_unfinished(self) -> None:
        """Of tries that an end of the server cut short nobody knows what came of them."""
        if self.exists:
            with self._open() as connection:
                connection.execute("UPDATE tries SET state = ? WHERE state = ?", (Said.UNKNOWN, SENDING))

    def all_tries(self) -> dict[int, dict[Kind, str]]:
        """How far each message that was tried is, by ticket."""
        found: dict[int, dict[Kind, str]] = {}
        with self._read() as connection:
            for ticket, kind, state in connection.execute("SELECT ticket, kind, state FROM tries"):
                found.setdefault(ticket, {})[Kind(kind)] = state
        return found

    def tries(self, ticket: int) -> dict[Kind, str]:
        """How far each message of a ticket is, of those that were tried."""
        with self._read() as connection:
            query = "SELECT kind, state FROM tries WHERE ticket = ?"
            return {Kind(kind): state for kind, state in connection.execute(query, (ticket,))}

    def counts(self, day: str) -> dict[tuple[Way, str], int]:
        """How many messages of a day are in each state, by way."""
        with self._read() as connection:
            query = "SELECT way, state, count(*) FROM tries WHERE day = ? GROUP BY 1, 2"
            return {(Way(way), state): n for way, state, n in connection.execute(query, (day,))}

    def keys(self) -> dict[str, str]:
        """The keys of the ways, by name."""
        with self._read() as connection:
            return dict(connection.execute("SELECT name, value FROM keys").fetchall())

    def set_keys(self, **keys: str) -> None:
        """Keep these keys, all or none; an empty one is forgotten."""
        with self._open() as connection:
            for name, value in keys.items():
                if value:
                    connection.execute("INSERT OR REPLACE INTO keys VALUES (?, ?)", (name, value))
                else:
                    connection.execute("DELETE FROM keys WHERE name = ?", (name,))

    def _wishes(self, where: str, *values: object) -> list[Wish]:
        with self._read() as connection:
            rows = connection.execute(f"SELECT {_WISH} FROM wishes {where}", values).fetchall()
        return [
            Wish(ticket, day, phone, Way(way), language, mark)
            for ticket, day, phone, way, language, mark in rows
        ]

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        """The file, or an empty one in memory where there is none yet."""
        if self.exists:
            with self._open() as connection:
                yield connection
        else:
            with closing(sqlite3.connect(":memory:")) as connection:
                _make_tables(connection)
                yield connection

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """One step: all or nothing, durable afterwards. Raises a storage `Refusal`."""
        try:
            with self._lock, closing(self._connect()) as connection, connection:
                yield connection
        except sqlite3.Error as error:
            raise logged(error) from error

    def _connect(self) -> sqlite3.Connection:
        try:
            return _connected(self._path)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                raise
            _log.exception("messages_file_damaged")  # what it held is of today, or is typed again
            self._path.unlink()
            return _connected(self._path)


def _connected(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)  # for its owner alone, as SQLite's journal beside it is then
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    _make_tables(connection)
    return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    for table in _TABLES:
        connection.execute(table)
