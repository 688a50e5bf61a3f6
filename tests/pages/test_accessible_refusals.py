"""Pages that say no are accessible too: errors, and a centre that is closed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.scenes import in_english, live
from tests.pages.steps import expect_step, resized, role
from tests.pages.wordy import WordyCentre
from tests.support.browser import KIOSK, KIOSK_WIDE, Visitors

TRIES_A_MINUTE = 10


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordyCentre]:
    with WordyCentre(tmp_path_factory.mktemp("closed"), opened=False) as centre:
        yield centre


@pytest.fixture
def callers(browser: Browser, closed: WordyCentre) -> Iterator[Visitors]:
    with Visitors(browser, closed) as visitors:
        yield visitors


def test_a_closed_kiosk_is_accessible_in_both_languages_and_fits_upright_and_lying(callers: Visitors) -> None:
    kiosk = callers.kiosk(KIOSK)
    expect_step(kiosk, "error")
    expect(role(kiosk, "error-detail")).not_to_be_empty()
    expect_accessible(kiosk)
    for size in (KIOSK, KIOSK_WIDE):
        expect_well_laid_out(resized(kiosk, size))
    expect_accessible(in_english(kiosk))


def test_the_hall_screen_of_a_closed_centre_is_accessible(callers: Visitors) -> None:
    hall = live(callers.hall())
    expect(hall.locator(".hall-closed")).to_be_visible()
    expect_well_laid_out(hall, may_shorten=True)
    expect_accessible(hall)


def test_the_pages_of_errors_are_accessible(callers: Visitors) -> None:
    """In one test: once there were too many tries to sign in, nobody can."""
    callers.forgive("40[134]", "429")
    officer = callers.signed_in("canbo01", "/counter/1")
    for page, status in (
        (callers.page("/no-such-page"), 404),
        (callers.page("/t/no-such-ticket"), 404),
        (callers.go(officer, "/admin"), 403),
        (after_too_many_tries(callers), 429),
    ):
        expect(page.locator(".error-status")).to_have_text(str(status))
        expect_accessible(page)
        expect_well_laid_out(page)


def after_too_many_tries(callers: Visitors) -> Page:
    """The page that somebody gets who has guessed passwords for long."""
    page = callers.page("/sign-in")
    token = page.locator('[name="csrf_token"]').get_attribute("value") or ""
    guess: dict[str, str | float | bool] = {"username": "canbo01", "password": "guess", "csrf_token": token}
    for _ in range(TRIES_A_MINUTE):
        page.request.post(page.url, form=guess)
    page.fill('[name="username"]', "canbo01")
    page.fill('[name="password"]', "guess")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page
