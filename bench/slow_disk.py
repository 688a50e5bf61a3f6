"""A slower disk, played: a connection whose every commit waits first, as a flush to such a disk would."""

import sqlite3
import time
from typing import Any


class SlowDisk:
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
