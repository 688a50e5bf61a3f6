"""Two processes' sources over one database: one reads for both; each for itself when it must; all ends equal."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from server.city.board.mirror import Mirror, News
from server.city.board.source import Source
from server.city.local.redis import PrivateRedis
from server.core.clock import wall_clock
from tests.support.city_rows import City, code_of
from tests.support.waiting import until


class Side:
    """One process, without its web server."""

    def __init__(self, conninfo: str, url: str | None) -> None:
        self.told: list[dict[str, Any]] = []
        self.mirror = Mirror(self.told.append, time.monotonic)
        self.source = Source(conninfo, self.mirror, url)

    def v(self, n: int) -> int:
        return self.tiles().get(code_of(n), {"v": 0})["v"]

    def tiles(self) -> dict[str, dict[str, Any]]:
        found = self.mirror.now(1e9)
        return {tile["code"]: tile for tile in (found or {"centres": []})["centres"]}


@pytest.fixture
def sides(conninfo: str, city: City, redis: PrivateRedis) -> Iterator[tuple[Side, Side]]:
    city.fill(5)
    both = Side(conninfo, redis.url), Side(conninfo, redis.url)
    until(lambda: all(side.v(4) == 1 for side in both))
    yield both
    with suppress(ProcessLookupError):
        os.kill(redis.pid, signal.SIGCONT)
    for side in both:
        side.source.close()


def equal(sides: tuple[Side, Side], n: int, v: int) -> None:
    until(lambda: all(side.v(n) == v for side in sides))
    assert sides[0].tiles() == sides[1].tiles()


def test_what_happens_at_a_centre_reaches_both(sides, city):
    for v in range(2, 8):
        city.change(1, v)
    equal(sides, 1, 7)


def test_the_databases_clock_is_set_back_and_both_go_on(sides, city):
    an_hour_on = wall_clock() + 3_600_000
    for side in sides:
        side.mirror.take(News(an_hour_on, [*side.tiles().values()]))
    city.change(1, 2)
    equal(sides, 1, 2)


def test_redis_frozen_both_go_on(sides, city, redis):
    os.kill(redis.pid, signal.SIGSTOP)
    city.change(1, 2)
    equal(sides, 1, 2)
    os.kill(redis.pid, signal.SIGCONT)
    city.change(2, 3)
    equal(sides, 2, 3)


def test_redis_killed_both_go_on_and_after_it_too(sides, city, redis):
    redis.stop()
    city.change(1, 2)
    equal(sides, 1, 2)
    redis.start()
    city.change(1, 3)
    equal(sides, 1, 3)


@pytest.mark.parametrize("ended", [0, 1])
def test_whichever_ends_the_other_goes_on(sides, city, ended):
    sides[ended].source.close()
    city.change(1, 9)
    until(lambda: sides[1 - ended].v(1) == 9)


def test_a_centre_that_falls_silent_retires_or_comes_is_seen_although_nobody_says_so(sides, city):
    city.connection.execute("UPDATE centre SET heard_at = now() - interval '40 s' WHERE code = 'W0001'")
    until(lambda: all(side.tiles()["W0001"]["silent"] for side in sides))
    city.connection.execute("UPDATE centre SET retired_at = now() WHERE code = 'W0002'")
    city.connection.execute("INSERT INTO centre (code, name) VALUES ('W0100', 'Phường Mới')")
    until(lambda: all({"W0002", "W0100"} & {*side.tiles()} == {"W0100"} for side in sides))


def test_without_redis_each_reads_for_itself(conninfo, city):
    city.fill(2)
    side = Side(conninfo, None)
    try:
        until(lambda: side.v(1) == 1)
        city.change(1, 2)
        until(lambda: side.v(1) == 2)
    finally:
        side.source.close()


def test_its_line_to_the_database_cut_it_takes_another(conninfo, city):
    city.fill(2)
    side = Side(conninfo, None)
    try:
        until(lambda: side.v(1) == 1)
        city.connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'goiso-board'"
        )
        city.change(1, 2)
        until(lambda: side.v(1) == 2)
    finally:
        side.source.close()
