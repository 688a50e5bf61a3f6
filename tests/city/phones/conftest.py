"""A small city with real files, a real nginx and a real public process, and phones that look at it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from server.city.local.postgres import PrivatePostgres
from tests.support.browser import Visitors
from tests.support.city_phones import PhonesCity
from tests.support.postgres import fresh_city


@pytest.fixture(scope="module")
def city(server: PrivatePostgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhonesCity]:
    """It runs for the whole module: each test has centres of its own."""
    with fresh_city(server) as conninfo, PhonesCity(tmp_path_factory.mktemp("city"), conninfo) as running:
        running.keep()
        yield running


@pytest.fixture
def visitors(browser: Browser, city: PhonesCity) -> Iterator[Visitors]:
    with Visitors(browser, city) as visitors:
        yield visitors
