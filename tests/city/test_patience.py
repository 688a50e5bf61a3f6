"""A connection to a PostgreSQL that has fallen silent."""

import psutil
import psycopg
import pytest

from server.city.database import Database, DatabaseGone
from server.city.patience import PatientConnection


@pytest.fixture
def database(conninfo):
    found = Database(conninfo, statement_timeout="200ms")
    yield found
    found.close()


def test_a_statement_that_takes_too_long_is_gone_and_the_next_is_answered(database):
    with pytest.raises(DatabaseGone), database.transaction() as transaction:
        transaction.execute("SELECT pg_sleep(60)")
    with database.transaction() as transaction:
        assert transaction.execute("SELECT 1").fetchone() == (1,)


def test_a_frozen_one_is_given_up_and_its_connection_closed(conninfo):
    with psycopg.connect(conninfo) as free, PatientConnection.connect(conninfo) as bound:
        bound.bound("200ms")
        backend = psutil.Process(bound.info.backend_pid)
        backend.suspend()
        try:
            with pytest.raises(psycopg.OperationalError):
                bound.execute("SELECT 1")
            assert bound.closed
            assert free.execute("SELECT 1").fetchone() == (1,)
        finally:
            backend.resume()


def test_a_pool_whose_server_comes_back_goes_on(database, conninfo):
    with database.transaction() as transaction:
        backend = transaction.info.backend_pid
    with psycopg.connect(conninfo) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 60000)", (backend,))  # once it is gone
    with database.transaction() as transaction:
        assert transaction.execute("SELECT 1").fetchone() == (1,)


def test_a_database_that_only_reads_is_gone(database):
    """As the machine that another one has taken over from."""
    with pytest.raises(DatabaseGone), database.transaction() as transaction:
        transaction.execute("SET TRANSACTION READ ONLY; UPDATE centre SET name = ''")


def test_an_error_that_is_ours_is_no_lack_of_a_database(database):
    with pytest.raises(psycopg.errors.UndefinedTable), database.transaction() as transaction:
        transaction.execute("SELECT * FROM nothing")


def test_no_limit_is_no_limit(conninfo):
    with PatientConnection.connect(conninfo) as connection:
        connection.bound("0")
        assert connection.execute("SELECT 1").fetchone() == (1,)
