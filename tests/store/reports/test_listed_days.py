"""A page of visits finds its days without reading every visit of the range."""

import sqlite3
from collections.abc import Iterator

import pytest

from server.core.reports.stays import Stay
from server.store.migrate import migrate
from server.store.reports import stays
from server.store.reports.listed_days import next_day, next_uncalled_day
from server.store.reports.scope import Scope

YEARS = Scope("2023-11-23", "2026-11-23")


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    migrate(opened)
    served = [Stay(n, f"2026-11-{n:02d}", n, 0, "CT", "kiosk", counter=n % 2) for n in range(2, 20)]
    given_up = Stay(40, "2026-11-07", 40, 0, "HT", "kiosk", end="x")
    stays.add(opened, [*served, given_up])
    yield opened
    opened.close()


def test_the_next_day_with_any_is_found(connection: sqlite3.Connection) -> None:
    assert next_day(connection, YEARS, "v") == "2026-11-02"
    assert next_day(connection, Scope("2026-11-05", "2026-11-20", {"counter": ("0",)}), "v") == "2026-11-06"
    assert (
        next_day(connection, YEARS, "x")
        == "2026-11-07"
        == next_day(connection, Scope("2026-11-01", "2026-11-23", {"field": ("HT",)}), "")
    )
    assert next_day(connection, Scope("2026-11-20", "2026-11-23"), "v") is None
    assert next_uncalled_day(connection, YEARS) is None


def test_neither_reads_every_visit_nor_puts_them_in_order(connection: sqlite3.Connection) -> None:
    said = list[str]()
    connection.set_trace_callback(said.append)
    next_day(connection, YEARS, "v")
    next_uncalled_day(connection, YEARS)
    connection.set_trace_callback(None)
    plans = [step[3] for query in said for step in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert "SEARCH stays USING PRIMARY KEY (day>? AND day<?)" in plans
    assert [step for step in plans if "SCAN" in step or "TEMP" in step] == []
