"""A centre, its fields and its counters may have long names: every page holds them."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.layout import expect_well_laid_out, faults
from tests.pages.scenes import in_english, live
from tests.pages.steps import choose, expect_step, resized, role
from tests.pages.wordy import COUNTERS, LONGEST, WordyCentre
from tests.support.browser import COUNTER, HALL, KIOSK, KIOSK_WIDE, PHONE, Visitors

NARROW = (320, 568)
HEIGHT = "document.documentElement.scrollHeight"


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordyCentre]:
    with WordyCentre(tmp_path_factory.mktemp("wordy")) as centre:
        centre.act("open")
        yield centre


@pytest.fixture(scope="module")
def sessions() -> dict[str, Any]:
    return {}


@pytest.fixture
def visitors(browser: Browser, wordy: WordyCentre, sessions: dict[str, Any]) -> Iterator[Visitors]:
    with Visitors(browser, wordy, sessions) as visitors:
        yield visitors


@pytest.fixture
def called(wordy: WordyCentre) -> Iterator[dict[str, Any]]:
    """Counter 1 has called somebody of the field with the longest name; more wait."""
    for field in ("NN", "NN", "LD", "TN"):
        wordy.take(field)
    yield wordy.act("call")
    wordy.act("serve")
    wordy.act("finish")


def test_the_kiosk_holds_them_at_every_step_upright_and_lying(
    called: dict[str, Any], visitors: Visitors
) -> None:
    kiosk = visitors.kiosk(KIOSK)
    expect(role(kiosk.locator('[data-field="NN"]'), "load")).not_to_be_empty()
    expect_whole(kiosk, "one would have to scroll to see every field")
    expect_well_laid_out(in_english(kiosk))
    kiosk.get_by_role("button", name="Tiếng Việt").click()
    choose(kiosk, "NN")
    expect_whole(kiosk)
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "result")
    expect(role(kiosk, "result-field")).to_have_text(LONGEST)
    expect(role(kiosk, "qr")).to_be_visible()
    expect_whole(kiosk, "one would have to scroll to see the whole number")


def expect_whole(kiosk: Page, scrolls: str = "") -> None:
    """Upright and lying nothing is cut off; nobody has to scroll where it is said what they would miss."""
    for size in (KIOSK_WIDE, KIOSK):
        expect_well_laid_out(resized(kiosk, size))
        assert not scrolls or kiosk.evaluate(HEIGHT) <= size[1], (size, scrolls)


def test_the_hall_screen_holds_them_or_shortens_them_with_an_ellipsis(
    called: dict[str, Any], visitors: Visitors
) -> None:
    hall = live(visitors.hall(HALL))
    expect(role(hall, "newest-number")).to_have_text(called["number"])
    expect_well_laid_out(hall, may_shorten=True)


def test_the_managers_page_holds_them_also_at_200_percent(called: dict[str, Any], visitors: Visitors) -> None:
    admin = visitors.admin()
    expect(role(admin, "counters").locator("li")).to_have_count(COUNTERS)
    for size in (COUNTER, (COUNTER[0] // 2, COUNTER[1] // 2)):
        expect_well_laid_out(resized(admin, size))


def test_the_console_holds_them(called: dict[str, Any], visitors: Visitors) -> None:
    console = visitors.counter(1)
    expect(role(console, "current-number")).to_have_text(called["number"])
    expect_well_laid_out(console, may_shorten=True)


def test_the_tracking_page_holds_them(called: dict[str, Any], wordy: WordyCentre, visitors: Visitors) -> None:
    page: Page = visitors.page(f"/t/{wordy.take('NN')['track']}", PHONE)
    expect(page.locator('[data-state="waiting"]')).to_be_visible()
    for size in (PHONE, NARROW):
        expect_well_laid_out(resized(page, size))


def test_every_masthead_holds_them(visitors: Visitors) -> None:
    visitors.forgive("404")
    page = visitors.fresh(NARROW)
    for path in ("/sign-in", "/enter", "/no-such-page"):
        assert (path, faults(visitors.go(page, path))) == (path, [])
