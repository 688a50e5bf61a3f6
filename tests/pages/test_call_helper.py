"""Somebody at a kiosk calls a helper to it."""

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import resized, role
from tests.support.browser import ANY_KIOSK, PHONE, TABLET, Visitors
from tests.support.demo import Demo

WANTED = "cần người hướng dẫn"


def calling(visitors: Visitors, size: tuple[int, int] = ANY_KIOSK) -> Page:
    """A kiosk at which somebody has called a helper."""
    kiosk = visitors.kiosk(size)
    kiosk.locator('[data-for="start"] [data-action="unsure"]').click()
    kiosk.get_by_role("button", name="Gọi người hướng dẫn đến đây").click()
    expect(role(kiosk, "call-helper-state")).to_have_text("Đã gọi người hướng dẫn. Xin ông/bà đợi ở máy này.")
    return kiosk


def answer_all(page: Page) -> None:
    buttons = role(page, "kiosk-help").get_by_role("button")
    while buttons.count():
        count = buttons.count()
        buttons.first.click()
        expect(buttons).to_have_count(count - 1)


@pytest.mark.parametrize("looked_at", [(PHONE,), pytest.param((TABLET, PHONE), marks=pytest.mark.torture)])
def test_the_tablet_says_which_kiosk_calls_the_kiosk_who_comes_and_the_next_person_finds_nothing_of_it(
    demo: Demo, visitors: Visitors, looked_at: tuple[tuple[int, int], ...]
) -> None:
    tablet = visitors.helper(demo.helper_token)
    expect(role(tablet, "kiosk-help")).to_be_hidden()
    kiosk = calling(visitors)
    expect(role(kiosk, "call-helper")).to_be_hidden()  # twice is once
    expect(role(tablet, "kiosk-help-said")).to_contain_text(WANTED)
    for size in (TABLET, PHONE):
        resized(tablet, size)
        expect(role(tablet, "kiosk-help-list").locator("li")).to_have_count(1)
        expect(role(tablet, "kiosk-help-text")).to_contain_text(WANTED)
        expect_well_laid_out(tablet)
        if size in looked_at:
            expect_accessible(tablet)
    expect_accessible(kiosk)
    answer_all(tablet)
    expect(role(kiosk, "call-helper-state")).to_have_text("Người hướng dẫn đang đến")
    expect(role(tablet, "kiosk-help")).to_be_hidden()
    kiosk.locator('[data-for="helper"] [data-action="start"]').click()
    kiosk.locator('[data-for="start"] [data-action="unsure"]').click()
    expect(role(kiosk, "call-helper")).to_be_visible()
    expect(role(kiosk, "call-helper-state")).to_be_hidden()


def test_the_manager_and_the_guides_counter_are_told_at_once_and_others_are_not(
    demo: Demo, visitors: Visitors
) -> None:
    guide = next(officer for officer in demo.credentials["officers"] if "KQ" in officer["fields"])
    other = next(officer for officer in demo.credentials["officers"] if "KQ" not in officer["fields"])
    console = visitors.counter(guide["counter"], guide["username"], size=(1280, 720))
    elsewhere = visitors.counter(other["counter"], other["username"])
    manager = visitors.admin(size=PHONE)
    kiosk = calling(visitors)
    expect(role(console, "kiosk-help-text")).to_contain_text(WANTED)
    expect(role(manager, "kiosk-help-text")).to_contain_text(WANTED)
    expect(role(elsewhere, "kiosk-help")).to_be_hidden()
    for page in (console, manager):
        expect_accessible(page, '[data-role="kiosk-help"]')
    answer_all(manager)
    expect(role(console, "kiosk-help")).to_be_hidden()
    expect(role(kiosk, "call-helper-state")).to_have_text("Người hướng dẫn đang đến")


def test_a_kiosk_whose_server_is_gone_does_not_offer_the_call(visitors: Visitors) -> None:
    visitors.forgive_lost_line()
    kiosk = visitors.kiosk()
    kiosk.locator('[data-for="start"] [data-action="unsure"]').click()
    expect(role(kiosk, "call-helper")).to_be_visible()
    kiosk.context.set_offline(True)
    expect(role(kiosk, "stale")).to_be_visible()
    expect(role(kiosk, "call-helper")).to_be_hidden()
