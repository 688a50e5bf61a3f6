"""A real browser, real Redis, and a city's rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from server.city.local.redis import PrivateRedis
from tests.support.browser import PATIENCE_MS
from tests.support.chromium import FLAGS, executable
from tests.support.city_rows import City
from tests.support.ports import free_port


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        yield browser
        browser.close()


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
