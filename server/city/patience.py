"""A connection that does not wait for a server which has fallen silent: frozen, or behind a line that is gone."""

from select import POLLIN, poll
from typing import Final, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

_LOOK_S: Final = 0.1
_GRACE_S: Final = 2.0
T = TypeVar("T")


class PatientConnection(Connection[TupleRow]):
    """A connection whose server has to answer each statement: a moment after its own time limit at the latest.

    A statement that takes longer gets an `OperationalError`, and the connection is closed: its result is unknown.
    """

    _silence_s: float | None = None

    def bound(self, statement_timeout: str) -> None:
        """Let no statement take longer than that, like `3s`; nothing (`0`) bounds none."""
        self.execute("SELECT set_config('statement_timeout', %s, false)", (statement_timeout,))
        row = self.execute(
            "SELECT extract(epoch FROM current_setting('statement_timeout')::interval)::float8"
        ).fetchone()
        self.commit()
        self._silence_s = row[0] + _GRACE_S if row and row[0] else None

    def wait(self, gen: PQGen[T], interval: float = _LOOK_S, timeout: float | None = None) -> T:
        """What `gen` comes to. Raises `OperationalError` when the server says nothing for too long."""
        try:
            return super().wait(gen, interval, self._silence_s if timeout is None else timeout)
        except OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.close()
            raise

    def look(self) -> None:
        """Raise `OperationalError` when the server has let it go meanwhile. Nothing is asked while nothing was said."""
        waiting = poll()
        waiting.register(self.pgconn.socket, POLLIN)
        if waiting.poll(0):
            ConnectionPool.check_connection(self)
