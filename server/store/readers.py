"""Reading: a few read-only connections shared by all threads, each used by one at a time.

A connection a thread would mean hundreds: every open socket of a screen holds a thread.
"""

import queue
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from server.store.connect import logged, open_reader

_MOST_KEPT = 8


class Readers:
    """A pool of read-only connections to the database at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue(_MOST_KEPT)
        self._closed = False

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one read transaction: everything read in it is of one moment.

        Raises a storage `Refusal` when SQLite cannot read.
        """
        connection = self._borrow()
        try:
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            connection.close()
            raise logged(error) from error
        except BaseException:
            connection.execute("ROLLBACK")
            self._give_back(connection)
            raise
        self._give_back(connection)

    def close(self) -> None:
        """Close idle connections now, and the others when they are given back."""
        self._closed = True
        while not self._idle.empty():
            self._idle.get_nowait().close()

    def _borrow(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            return open_reader(self._path)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if not self._closed:
            with suppress(queue.Full):
                self._idle.put_nowait(connection)
                return
        connection.close()
