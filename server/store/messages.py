"""The file of messages, beside the database: who waits for one and at what number, what was sent, and the keys of the ways.

A file of its own, so that it is in no backup and what is deleted leaves no trace in it: `secure_delete` writes zeros over
it, and there is no write-ahead log that would keep it. It is made when something is first kept.
"""

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeVar

import structlog

from server.core.files import MESSAGES
from server.core.messages.kinds import NEVER, MessageKind, MessageWish, MessengerSaid, Way
from server.core.refusal import Refusal
from server.store.connect import FAILURES, logged

_T = TypeVar("_T")
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
    """The file in the data folder. Everybody may use it at once; each call is one durable step, or raises a storage `Refusal`.

    `may_hold`: whether a number may be in it; known without reading it.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / MESSAGES
        self._lock = Lock()
        self.may_hold = self.exists

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept."""
        return self._path.exists()

    def keep(self, wish: MessageWish) -> None:
        """Keep a number, in place of an earlier one of the same ticket; what could not be sent may be tried at the new one."""
        row = (wish.ticket, wish.day, wish.phone, wish.way, wish.language, wish.mark)

        def keep(connection: sqlite3.Connection) -> None:
            self.may_hold = True
            connection.execute(f"INSERT OR REPLACE INTO wishes ({_WISH}) VALUES (?, ?, ?, ?, ?, ?)", row)
            connection.execute(
                "DELETE FROM tries WHERE ticket = ? AND state LIKE ?", (wish.ticket, f"{NEVER}%")
            )

        self._step(keep)

    def wish(self, ticket: int) -> MessageWish | None:
        """What is wished for a ticket."""
        return next(iter(self._wishes("WHERE ticket = ?", ticket)), None)

    def wishes(self) -> list[MessageWish]:
        """Every wish, the earliest number first."""
        return self._wishes("ORDER BY ticket")

    def with_phone(self, phone: str) -> set[int]:
        """The tickets for which this number waits."""
        return {wish.ticket for wish in self._wishes("WHERE phone = ?", phone)}

    def forget(self, ticket: int) -> None:
        """Delete the number of a ticket."""
        if self.exists:
            self._change("DELETE FROM wishes WHERE ticket = ?", ticket)

    def forget_all(self) -> None:
        """Delete every number."""

        def forget(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM wishes")
            self.may_hold = False

        if self.exists:
            self._step(forget)

    def forget_other_days(self, day: str) -> None:
        """Delete the numbers, and what is known of tries, of every day but this."""

        def forget(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM wishes WHERE day <> ?", (day,))
            connection.execute("DELETE FROM tries WHERE day <> ?", (day,))

        if self.exists:
            self._step(forget)

    def note(self, wish: MessageWish, kind: MessageKind, state: str | None) -> None:
        """Keep how far a message is; `None`: it was not tried."""
        if state is None:
            self._change("DELETE FROM tries WHERE ticket = ? AND kind = ?", wish.ticket, kind)
        else:
            row = (wish.ticket, kind, wish.day, wish.way, state)
            self._change("INSERT OR REPLACE INTO tries VALUES (?, ?, ?, ?, ?)", *row)

    def end_unfinished(self) -> None:
        """Mark tries that the server's end interrupted as having an unknown result."""
        if self.exists:
            self._change("UPDATE tries SET state = ? WHERE state = ?", MessengerSaid.UNKNOWN, SENDING)

    def all_tries(self) -> dict[int, dict[MessageKind, str]]:
        """How far each message that was tried is, by ticket."""
        found: dict[int, dict[MessageKind, str]] = {}
        for ticket, kind, state in self._rows("SELECT ticket, kind, state FROM tries"):
            found.setdefault(ticket, {})[MessageKind(kind)] = state
        return found

    def tries(self, ticket: int) -> dict[MessageKind, str]:
        """How far each message of a ticket is, of those that were tried."""
        rows = self._rows("SELECT kind, state FROM tries WHERE ticket = ?", ticket)
        return {MessageKind(kind): state for kind, state in rows}

    def counts(self, day: str) -> dict[tuple[Way, str], int]:
        """How many messages of a day are in each state, by way."""
        rows = self._rows("SELECT way, state, count(*) FROM tries WHERE day = ? GROUP BY 1, 2", day)
        return {(Way(way), state): n for way, state, n in rows}

    def keys(self) -> dict[str, str]:
        """The keys of the ways, by name."""
        return dict(self._rows("SELECT name, value FROM keys"))

    def set_keys(self, **keys: str) -> None:
        """Keep these keys, all or none; an empty one is forgotten."""

        def keep(connection: sqlite3.Connection) -> None:
            for name, value in keys.items():
                if value:
                    connection.execute("INSERT OR REPLACE INTO keys VALUES (?, ?)", (name, value))
                else:
                    connection.execute("DELETE FROM keys WHERE name = ?", (name,))

        self._step(keep)

    def _wishes(self, where: str, *values: object) -> list[MessageWish]:
        return [
            MessageWish(ticket, day, phone, Way(way), language, mark)
            for ticket, day, phone, way, language, mark in self._rows(
                f"SELECT {_WISH} FROM wishes {where}", *values
            )
        ]

    def _rows(self, query: str, *values: object) -> list[Any]:
        """The rows of a query; none if there is no file yet."""
        if not self.exists:
            return []
        return self._step(lambda connection: connection.execute(query, values).fetchall())

    def _change(self, statement: str, *values: object) -> None:
        self._step(lambda connection: connection.execute(statement, values))

    def _step(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """One step: all or nothing, durable afterwards. Raises a storage `Refusal`."""
        try:
            with self._lock:
                return self._sound(work)
        except FAILURES as error:
            self.may_hold = True
            raise logged(error) from error
        except OSError as error:
            self.may_hold = True
            _log.exception("messages_file_failed")
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise Refusal("storage_full" if full else "storage_readonly") from error

    def _sound(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do it; where the file is damaged, throw that away and do it on a new one."""
        try:
            return self._done(work)
        except FAILURES as error:
            if not _is_damage(error):
                raise
            _log.exception("messages_file_damaged")  # what it held is of today, or is typed again
        self._throw_away()
        return self._done(work)

    def _done(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        with closing(_connected(self._path)) as connection, connection:
            return work(connection)

    def _throw_away(self) -> None:
        """Delete the file, not put it aside: it holds numbers. Its journal goes first, so that none is played into a new file."""
        self._path.with_name(f"{MESSAGES}-journal").unlink(missing_ok=True)
        self._path.unlink(missing_ok=True)


def _is_damage(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    return isinstance(error, UnicodeDecodeError) or primary in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _connected(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)  # for its owner alone, as SQLite's journal beside it is then
    connection = sqlite3.connect(path, check_same_thread=False)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        for table in _TABLES:
            connection.execute(table)
    except FAILURES:
        connection.close()
        raise
    return connection
