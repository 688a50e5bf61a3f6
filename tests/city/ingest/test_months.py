"""The months of the log."""

import threading
from datetime import date

import psycopg
import pytest

from server.city.database import Database
from server.city.ingest.months import Months
from tests.support.waiting import until

TODAY = date(2026, 11, 29)


def parts(conninfo):
    with psycopg.connect(conninfo) as connection:
        rows = connection.execute("SELECT tableoid::regclass::text, count(*) FROM log GROUP BY 1").fetchall()
    return dict(rows)


def put(connection, seq, day):
    connection.execute(
        "INSERT INTO log (centre, epoch, seq, at, day, type, data) VALUES ('W0001', 1, %s, 0, %s, 'x', '{}')",
        (seq, day),
    )


@pytest.fixture
def database(conninfo):
    found = Database(conninfo)
    yield found
    found.close()


def test_a_month_that_is_made_later_takes_its_rows(conninfo):
    with psycopg.connect(conninfo) as connection:
        for seq, day in enumerate(("2031-04-30", "2031-05-01", "2031-05-31", "2031-06-01", "1970-01-01"), 1):
            put(connection, seq, day)
        assert connection.execute("SELECT log_month('2031-05-17')").fetchone() == (True,)
        assert connection.execute("SELECT log_month('2031-05-01')").fetchone() == (False,)
        put(connection, 6, "2031-05-02")
    assert parts(conninfo) == {"log_2031_05": 3, "log_other": 3}
    with psycopg.connect(conninfo) as connection:
        assert connection.execute(
            "SELECT count(*) FROM log WHERE day >= '2031-05-01' AND day < '2031-06-01'"
        ).fetchone() == (3,)


def test_months_of_what_is_sent_are_made_and_odd_years_are_not(ward, conninfo):
    for day in ("2024-02-29", "1970-01-01", "2099-12-31", "2026-12-31"):
        ward.journal.happen(("ticket_called", 1, 1, {}), day=day)
    ward.sync_all()
    assert parts(conninfo) == {"log_2024_02": 1, "log_2026_12": 1, "log_other": 2}


def test_months_ahead_are_made_once_a_day(conninfo, database):
    months = Months()
    with psycopg.connect(conninfo) as connection:
        connection.execute("DROP TABLE log_2026_12, log_2027_01")
    months.ready(database, (), TODAY)
    with psycopg.connect(conninfo) as connection:
        connection.execute("DROP TABLE log_2027_01")
        there = "SELECT to_regclass('log_2026_12') IS NOT NULL, to_regclass('log_2027_01') IS NOT NULL"
        assert connection.execute(there).fetchone() == (True, False)
    months.ready(database, (), date(2027, 1, 2))
    with psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT to_regclass('log_2027_03') IS NOT NULL").fetchone() == (True,)


def test_a_month_of_many_years_hence_is_not_made(conninfo, database):
    Months().ready(database, {date(2027, 3, 1), date(2019, 12, 31)}, TODAY)
    with psycopg.connect(conninfo) as connection:
        made = "SELECT to_regclass('log_2027_03') IS NULL AND to_regclass('log_2019_12') IS NULL"
        assert connection.execute(made).fetchone() == (True,)


def test_two_processes_make_a_month_at_once(conninfo):
    """The second waits for the first, and finds it there."""
    with psycopg.connect(conninfo) as first, psycopg.connect(conninfo) as second:
        first.execute("SELECT log_month('2031-05-01')")
        told = []
        waiting = threading.Thread(
            target=lambda: told.append(second.execute("SELECT log_month('2031-05-01')").fetchone())
        )
        waiting.start()
        with psycopg.connect(conninfo, autocommit=True) as looking:
            query = "SELECT count(*) FROM pg_locks WHERE relation = 'log_other'::regclass AND NOT granted"
            until(lambda: looking.execute(query).fetchone() == (1,))
        first.commit()
        waiting.join()
        assert told == [(False,)]


def test_no_row_is_there_twice_although_the_key_holds_its_day(ward, conninfo):
    """The cursor under the centre's row lock keeps that, not the key."""
    ward.sync(("ticket_called", 1, 1, {}))
    other = ward.batch(0)
    other["events"] = [[1, other["events"][0][1], "2026-11-28", "ticket_called", 1, 1, {}]]
    assert ward.post("/city/v1/sync", other).status == 200  # its digest says that it is the same row
    assert parts(conninfo) == {"log_2026_11": 1}
