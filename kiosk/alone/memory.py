"""What the box remembers after a power cut: its own SQLite file, written safely before anybody gets an answer."""

import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

FILE: Final = "kiosk.db"
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS pages (address TEXT PRIMARY KEY, type TEXT NOT NULL, headers TEXT NOT NULL,
  body BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS given (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, day TEXT NOT NULL,
  number TEXT NOT NULL, wish TEXT NOT NULL, wall_ms INTEGER NOT NULL, boot TEXT NOT NULL, up_ms INTEGER NOT NULL,
  issued_at INTEGER NOT NULL, sure INTEGER NOT NULL, slip TEXT, joined TEXT, request BLOB, UNIQUE (day, number)) STRICT;
CREATE TABLE IF NOT EXISTS forwarded (key TEXT PRIMARY KEY, day TEXT NOT NULL, item TEXT NOT NULL,
  waits INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS given_open ON given (id) WHERE joined IS NULL;
"""
_CODES: Final = {
    sqlite3.SQLITE_FULL: "storage_full",
    sqlite3.SQLITE_READONLY: "storage_readonly",
    sqlite3.SQLITE_CANTOPEN: "storage_readonly",
    sqlite3.SQLITE_CORRUPT: "storage_damaged",
    sqlite3.SQLITE_NOTADB: "storage_damaged",
    sqlite3.SQLITE_IOERR: "storage_damaged",
    sqlite3.SQLITE_BUSY: "storage_busy",
    sqlite3.SQLITE_LOCKED: "storage_busy",
}
_FAILURES: Final = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite's calls raise; the second when its error message quotes damaged bytes."""


class CannotRemember(Exception):
    """The file cannot be written or read; `code` names why. Nothing was changed."""

    def __init__(self, error: sqlite3.Error | UnicodeDecodeError) -> None:
        super().__init__(str(error))
        if isinstance(error, UnicodeDecodeError):
            self.code = "storage_damaged"
            return
        self.code = _CODES.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF, "internal")


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except _FAILURES as error:
        raise CannotRemember(error) from error


class Memory:
    """The box's file, for many threads. Raises `CannotRemember`.

    `run` is a random name of this run, `previous_run` that of the last one that the server accepted: they let it recognise a
    copy of the box. A run that ended before the server heard of it is none that another could follow.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / FILE
        path.touch(mode=0o600)  # it holds the kiosk's token
        path.chmod(0o600)
        self._lock = threading.RLock()
        self._line = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._line.row_factory = sqlite3.Row
        with self.changes() as line:
            line.execute("SELECT 1")
        with _named():
            for pragma in ("journal_mode = WAL", "synchronous = FULL"):
                self._line.execute(f"PRAGMA {pragma}")
            self._line.executescript(_TABLES)
        with self.changes() as line:
            _grow(line)
            self.previous_run = kept(line, "run") or ""
        self.run = secrets.token_hex(8)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._line.close()

    @contextmanager
    def changes(self) -> Iterator[sqlite3.Connection]:
        """One transaction: durable at its end, rolled back by any exception in it."""
        with self._lock:
            try:
                self._line.execute("BEGIN IMMEDIATE")
                try:
                    yield self._line
                except BaseException:
                    self._undo()
                    raise
                self._line.execute("COMMIT")
            except sqlite3.Error as error:
                self._undo()
                raise CannotRemember(error) from error

    def rows(self, query: str, *values: Any) -> list[sqlite3.Row]:
        """What a query finds."""
        with self._lock, _named():
            return self._line.execute(query, values).fetchall()

    def fact(self, name: str) -> Any:
        """A fact by its name; `None` when it is not known."""
        found = self.rows("SELECT value FROM facts WHERE name = ?", name)
        return json.loads(found[0][0]) if found else None

    def keep(self, **facts: Any) -> None:
        """Remember facts by their names, in place of what was known before."""
        with self.changes() as line:
            put(line, **facts)

    def _undo(self) -> None:
        if self._line.in_transaction:
            self._line.execute("ROLLBACK")


def _grow(line: sqlite3.Connection) -> None:
    """Add what the file of an earlier version lacks."""
    if "request" not in {row["name"] for row in line.execute("PRAGMA table_info(given)")}:
        line.execute("ALTER TABLE given ADD COLUMN request BLOB")


def put(line: sqlite3.Connection, **facts: Any) -> None:
    """Remember facts within a transaction."""
    for name, value in facts.items():
        line.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, json.dumps(value)))


def kept(line: sqlite3.Connection, name: str) -> Any:
    """A fact by its name, read within a transaction so that nothing else changes it before it is written back; `None` if unknown."""
    found = line.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return None if found is None else json.loads(found[0])


def highest(line: sqlite3.Connection, prefix: str, day: str) -> int:
    """The highest number of a series that this box gave on a day; 0 if it gave none."""
    found = line.execute(
        "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM given WHERE day = ? AND substr(number, 1, ?) = ?",
        (len(prefix) + 1, day, len(prefix), prefix),
    ).fetchone()[0]
    return found or 0
