"""A real browser, a real demo centre with a network printer, and visitors who look at its pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.pages.staying import Staying
from tests.support.browser import Visitors, chromium
from tests.support.demo import Demo
from tests.support.tcp_printer import TcpPrinter


# Not for the whole session: Playwright keeps an event loop running in this thread while it is open.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def printer() -> Iterator[TcpPrinter]:
    with TcpPrinter() as printer:
        yield printer


@pytest.fixture(scope="module")
def printer_url(printer: TcpPrinter) -> str:
    return f"network://127.0.0.1:{printer.port}?timeout=2&confirm=3"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, printer_url: str) -> Iterator[Demo]:
    with Demo(tmp_path_factory.mktemp("demo"), printer=printer_url) as demo:
        yield demo


@pytest.fixture
def demo(running: Demo) -> Demo:
    """The module's demo centre, with nobody in it."""
    running.clear()
    return running


@pytest.fixture(scope="module")
def sessions() -> dict[str, Any]:
    return {}


@pytest.fixture
def visitors(browser: Browser, demo: Demo, sessions: dict[str, Any]) -> Iterator[Visitors]:
    with Visitors(browser, demo, sessions) as visitors:
        yield visitors


@pytest.fixture(scope="module")
def staying(browser: Browser, running: Demo, sessions: dict[str, Any]) -> Iterator[Staying]:
    with Staying(browser, running, sessions) as staying:
        yield staying


@pytest.fixture
def those_who_stay(staying: Staying, demo: Demo, request: pytest.FixtureRequest) -> Iterator[Staying]:
    """Visitors of whom the staff keep their pages from test to test of a module."""
    with staying.one_test(request):
        yield staying


@pytest.fixture(scope="module")
def everybody(browser: Browser, running: Demo) -> Iterator[Visitors]:
    """Visitors for a whole module, for a page that stays open all the time."""
    with Visitors(browser, running) as visitors:
        yield visitors
