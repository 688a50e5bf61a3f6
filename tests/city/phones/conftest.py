"""A small city with real files, a real nginx and a real public process, and phones that look at it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from server.city.local.postgres import PrivatePostgres
from tests.support.browser import PATIENCE_MS, Visitors
from tests.support.chromium import FLAGS, executable
from tests.support.city_phones import PhonesCity
from tests.support.postgres import fresh_city


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        yield browser
        browser.close()


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
