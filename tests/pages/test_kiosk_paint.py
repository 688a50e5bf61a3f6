"""The kiosk's page as it opens: nothing moves once it is painted, and nothing is asked for late."""

import pytest
from playwright.sync_api import Browser

from bench.paint import enrolled, watched
from tests.support.demo import Demo

LATE = """() => {
  const early = new Set([...document.querySelectorAll("link[rel=modulepreload], link[rel=preload], script[src]")]
    .map((node) => node.href || node.src));
  return performance.getEntriesByType("resource").map(({ name }) => name)
    .filter((name) => /\\.(js|woff2)$/.test(name) && !early.has(name));
}"""
IDLE = """() => [...document.querySelectorAll("link[rel=modulepreload]")].map(({ href }) => href)
  .filter((href) => performance.getEntriesByName(href).length === 0)"""


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def test_nothing_moves_once_it_is_painted_and_nothing_is_asked_for_late(browser: Browser, demo: Demo) -> None:
    state = enrolled(browser, demo.url, demo.kiosk_token)
    page, paint = watched(browser, demo.url, state)
    try:
        assert paint.shift == 0
        assert (paint.what, paint.largest_ms > 0) == ("h1", True)
        assert page.evaluate(LATE) == []
        assert page.evaluate(IDLE) == []
    finally:
        page.context.close()
