"""A slower disk, played: a connection whose every commit waits first, as a flush to such a disk would."""

import sqlite3
import time
from typing import Any, cast


def slower(connection: sqlite3.Connection, flush_s: float) -> sqlite3.Connection:
    """The connection on a disk that takes so much longer to flush; the very same when it takes no longer."""
    return cast(sqlite3.Connection, _SlowDisk(connection, flush_s)) if flush_s else connection


class _SlowDisk:
    """`connection`, but each commit takes `flush_s` seconds more; other threads run meanwhile."""

    def __init__(self, connection: sqlite3.Connection, flush_s: float) -> None:
        self._connection = connection
        self._flush_s = flush_s

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        """As the connection's own."""
        if sql == "COMMIT":
            time.sleep(self._flush_s)
        return self._connection.execute(sql, *parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)
