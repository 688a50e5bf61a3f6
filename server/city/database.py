"""PostgreSQL: a pool of connections, and transactions that end soon or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from psycopg import Connection, InterfaceError, OperationalError
from psycopg.errors import ReadOnlySqlTransaction
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool, PoolTimeout

from server.city.patience import PatientConnection

Transaction = Connection[TupleRow]
_WAIT_S: Final = 2.0
_CONNECT_S: Final = 2
_STATEMENT: Final = "3s"

_GONE: Final = (PoolTimeout, OperationalError, InterfaceError, ReadOnlySqlTransaction)
"""The last while another machine takes over from this one."""


class DatabaseGone(Exception):
    """The database does not answer, or not in time: try again later."""


class Database:
    """The city's database at `conninfo`. `most` connections, opened when they are needed; safe to use from many threads."""

    def __init__(self, conninfo: str, most: int = 8, statement_timeout: str = _STATEMENT) -> None:
        self._timeout = statement_timeout
        self._pool = ConnectionPool(
            conninfo,
            connection_class=PatientConnection,
            kwargs={"connect_timeout": _CONNECT_S},
            min_size=0,
            max_size=most,
            timeout=_WAIT_S,
            reconnect_timeout=_WAIT_S,  # then whoever comes next tries at once: it never waits longer and longer
            configure=self._configure,
            check=PatientConnection.look,
            open=True,
        )

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One transaction, committed when the block ends. Raises `DatabaseGone`."""
        try:
            with self._pool.connection() as connection:
                yield connection
        except _GONE as error:
            raise DatabaseGone(str(error)) from error

    def close(self) -> None:
        """Let every connection go."""
        self._pool.close()

    def _configure(self, connection: PatientConnection) -> None:
        connection.bound(self._timeout)
