"""A real browser, real Redis, and a city's rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.city.local.redis import PrivateRedis
from tests.support.city_rows import City
from tests.support.ports import free_port


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[PrivateRedis]:
    running = PrivateRedis(tmp_path / "redis", free_port()).start()
    yield running
    running.stop()


@pytest.fixture
def city(conninfo: str) -> Iterator[City]:
    """A city with no centres yet."""
    with City(conninfo) as city:
        yield city
