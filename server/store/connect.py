"""Opening the database: pragmas, the lock that keeps a second server out, and named errors."""

import errno
import fcntl
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

import structlog

from server.core.files import LOCK
from server.core.refusal import InUse, Refusal
from server.store.private import private_files

Connect = Callable[[Path], sqlite3.Connection]
_log = structlog.get_logger(__name__)
BUSY_S = 5.0
"""So long does a connection wait for somebody else who writes, before it says that the file is busy."""
_PAGES_BETWEEN_CHECKPOINTS = 4000
"""The same few pages change with every number: the less often they go into the database file, the less is written twice.

At most 16 MB of journal are read again at a start after a power cut, in a few hundredths of a second.
"""
JOURNAL_BYTES = 16 * 1024 * 1024
"""What grew while somebody read for long is given back to the disk, down to this, once they have ended."""
_READERS_CACHE_KIB = 512
"""There are many readers, and the system keeps the file's pages in memory once for all of them."""

_CODES = {
    sqlite3.SQLITE_FULL: "storage_full",
    sqlite3.SQLITE_READONLY: "storage_readonly",
    sqlite3.SQLITE_CORRUPT: "storage_damaged",
    sqlite3.SQLITE_NOTADB: "storage_damaged",
    sqlite3.SQLITE_BUSY: "storage_busy",
    sqlite3.SQLITE_LOCKED: "storage_busy",
    sqlite3.SQLITE_IOERR: "storage_damaged",
    sqlite3.SQLITE_CANTOPEN: "storage_readonly",
}


FAILURES: Final = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite's calls raise; the second where its words about damage quote damaged bytes."""


def refusal_of(error: sqlite3.Error | UnicodeDecodeError) -> Refusal:
    """The named error for what SQLite said; anything unforeseen is `internal`."""
    if isinstance(error, UnicodeDecodeError):
        return Refusal("storage_damaged")
    primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    return Refusal(_CODES.get(primary, "internal"))


def logged(error: sqlite3.Error | UnicodeDecodeError) -> Refusal:
    """The same, with SQLite's own message in the log for the machine's administrator."""
    refusal = refusal_of(error)
    _log.error(
        "storage_failed", code=refusal.code, sqlite=getattr(error, "sqlite_errorname", None), said=str(error)
    )
    return refusal


def lock(folder: Path) -> IO[str]:
    """Hold the data folder, made when missing, for this process alone; the lock goes with the returned file.

    Raises `InUse` when another process holds it, a storage `Refusal` when nothing can be written there.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # it says who people are: for this user alone
        with private_files():
            handle = (folder / LOCK).open("w")
    except OSError as error:
        raise Refusal("storage_full" if error.errno == errno.ENOSPC else "storage_readonly") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as held:
        handle.close()
        raise InUse(str(folder)) from held
    return handle


def open_writer(path: Path, busy_s: float = BUSY_S) -> sqlite3.Connection:
    """The one connection that writes. Durable: WAL with synchronous=FULL, since wards lose power."""
    try:
        with (
            private_files()
        ):  # the file is made by the first statement, the journals beside it have its rights
            connection = _connect(path, "rwc", busy_s)
            connection.execute(
                "PRAGMA auto_vacuum = INCREMENTAL"
            )  # of a new file: what is packed shortens it
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_BETWEEN_CHECKPOINTS}")
        connection.execute(f"PRAGMA journal_size_limit = {JOURNAL_BYTES}")
        connection.execute("PRAGMA foreign_keys = ON")
        _check(connection)
    except FAILURES as error:
        raise refusal_of(error) from error
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    try:
        connection = _connect(path, "ro")
        connection.execute("PRAGMA query_only = ON")
        with suppress(sqlite3.DatabaseError):  # what is no database says so when it is read
            connection.execute(f"PRAGMA cache_size = -{_READERS_CACHE_KIB}")
    except FAILURES as error:
        raise refusal_of(error) from error
    return connection


def _connect(path: Path, mode: str, busy_s: float = BUSY_S) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=busy_s,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )


def _check(connection: sqlite3.Connection) -> None:
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise Refusal("storage_damaged")
