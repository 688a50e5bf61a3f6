"""A real PostgreSQL for each worker, a city of its own for each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from server.city.local.postgres import PrivatePostgres
from tests.support.browser import chromium
from tests.support.postgres import fresh_city, postgres


@pytest.fixture(scope="session")
def server() -> Iterator[PrivatePostgres]:
    with postgres() as running:
        yield running


@pytest.fixture
def conninfo(server: PrivatePostgres) -> Iterator[str]:
    """How to reach a city with its tables and nothing in them."""
    with fresh_city(server) as found:
        yield found


# Not for the whole session: Playwright keeps an event loop running in this thread while it is open.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
