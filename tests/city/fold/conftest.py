"""A city that is followed by hand, and wards in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import Connection

from server.city.fold.follower import Follower, connected
from tests.city.fold import wards
from tests.support.clock import SetClock
from tests.support.store_driver import StoreDriver


@pytest.fixture
def city(conninfo: str) -> Iterator[Connection[Any]]:
    with psycopg.connect(conninfo, autocommit=True) as connection:
        yield connection


@pytest.fixture
def follower(conninfo: str) -> Follower:
    return Follower(conninfo)


@pytest.fixture
def follow(conninfo: str, follower: Follower) -> Callable[[], None]:
    """Fold until there is nothing more to fold."""

    def until_done() -> None:
        with connected(conninfo) as connection:
            while follower.step(connection).more:
                pass

    return until_done


@pytest.fixture
def ward(tmp_path: Path, city: Connection[Any]) -> Iterator[StoreDriver]:
    """W0001, in which nothing has happened yet."""
    wards.join(city, "W0001")
    driver = StoreDriver(tmp_path / "W0001", SetClock())
    yield driver
    driver.context.close()
