"""The city's tables."""

import psycopg

from server.city.migrate import migrate


def test_tables_are_made_once_and_a_second_time_changes_nothing(conninfo):
    with psycopg.connect(conninfo) as connection:
        connection.execute("INSERT INTO centre (code, name) VALUES ('W0001', 'Phường Mẫu')")
    migrate(conninfo)
    with psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT name FROM centre").fetchall() == [("Phường Mẫu",)]


def test_a_day_of_any_year_finds_room_in_the_log(conninfo):
    with psycopg.connect(conninfo) as connection:
        for day in ("1970-01-01", "2026-11-29", "2099-12-31"):
            connection.execute(
                "INSERT INTO log (centre, epoch, seq, at, day, type, data) VALUES ('W0001', 1, 1, 0, %s, 'x', '{}')",
                (day,),
            )
        assert connection.execute("SELECT count(*) FROM log").fetchone() == (3,)
